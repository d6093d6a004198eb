import { CR, LF, PLUS } from './byteClass.ts';
import { PPP_FLAG } from './frameMode.ts';
import type { Lane, LaneMode } from './lane.ts';

/** Raw data has no lines: a pause of this length (microseconds) parts its rows. */
const BURST_MICROS = 50_000;
/** Silence asked for before and after `+++` (M3 2.2.9: 1000 ms), before it with some tolerance for late time stamps. */
const GUARD_BEFORE_MICROS = 900_000;
const GUARD_AFTER_MICROS = 1_000_000;

export interface RawSource {
  readonly raw: 'payload' | 'ppp' | null;
}

/** One row per burst; in a PPP connection one per frame. */
function createBursts(lane: Lane, source: RawSource): { consume: LaneMode['consume']; flush(): void } {
  const { buffer } = lane;
  const kind = (): 'payload' | 'ppp' => source.raw ?? 'payload';
  return {
    consume(chunk, from, t) {
      let to = Math.min(chunk.length, from + lane.lineCap - buffer.length);
      let frameEnds = false;
      if (kind() === 'ppp') {
        const flag = chunk.indexOf(PPP_FLAG, from);
        // The first flag of a burst opens a frame.
        if (flag >= 0 && flag < to) {
          to = flag + 1;
          frameEnds = buffer.length + to - from > 1;
        }
      }
      buffer.append(chunk, from, to, t);
      if (frameEnds) lane.emit('ppp', buffer.length, false);
      else if (buffer.length >= lane.lineCap) lane.emit(kind(), buffer.length, true);
      return to;
    },
    flush: () => lane.emit(kind(), buffer.length, false),
  };
}

/** The host's side of a raw connection. */
export interface RawHostMode extends LaneMode {
  /** The host's newest burst asks the modem back to commands: `+++`, or an AT command line of a restarted host. */
  readonly asksForCommands: boolean;
}

export function createRawHostMode(lane: Lane, source: RawSource): RawHostMode {
  const { buffer } = lane;
  const bursts = createBursts(lane, source);
  let newestAt = Number.NEGATIVE_INFINITY;
  let afterSilence = false;
  let asked = false;

  const isEscape = (): boolean => {
    if (!afterSilence || buffer.length === 0 || buffer.length > 3) return false;
    for (let i = 0; i < buffer.length; i += 1) if (buffer.data[i] !== PLUS) return false;
    return true;
  };
  const isCommand = (): boolean => /^at[^\r\n]*\r\n?$/i.test(buffer.text(0, Math.min(buffer.length, 600)));
  const asks = (): boolean => (isEscape() && buffer.length === 3) || isCommand();

  return {
    consume(chunk, from, t) {
      if (buffer.length === 0) afterSilence = t - newestAt >= GUARD_BEFORE_MICROS;
      newestAt = t;
      asked = false;
      return bursts.consume(chunk, from, t);
    },
    get deadline() {
      if (buffer.length === 0) return null;
      return buffer.tLast + (isEscape() ? GUARD_AFTER_MICROS : BURST_MICROS);
    },
    cut() {
      asked = asks();
      if (asked) lane.emit('command', buffer.length, false);
      else bursts.flush();
    },
    get asksForCommands() {
      return buffer.length === 0 ? asked : asks();
    },
  };
}

/** What the modem's side of a raw connection looks for. */
export interface RawModemSource extends RawSource {
  /** Whether this line, alone between line ends, ends the connection. */
  endsRaw(line: string): boolean;
  /** Told the line and the buffer length it takes; makes it a row. */
  ended(line: string, length: number): void;
}

/** No line that ends a connection is longer. */
const MAX_END = 40;
const ENDINGS: readonly string[] = ['NO CARRIER', 'CLOSED', 'OK', 'ERROR', 'RDY'].map((line) => `\r\n${line}\r\n`);

export function createRawModemMode(lane: Lane, source: RawModemSource): LaneMode {
  const { buffer } = lane;
  const bursts = createBursts(lane, source);
  /** An ending that has begun is kept over the pause between bursts. */
  let waitsForEnd = false;
  let before = 0;
  let newest = 0;
  /** The row before ended with a line end. */
  let afterLineEnd = false;

  /** The line that ends here and where the line end before it begins; null when there is none near enough. */
  const newestLine = (): { readonly text: string; readonly begin: number } | null => {
    const end = buffer.length - 2;
    if (end < 0 || buffer.data[end] !== CR) return null;
    for (let i = end - 2; i >= Math.max(0, end - MAX_END); i -= 1) {
      if (buffer.data[i] === CR && buffer.data[i + 1] === LF) return { text: buffer.text(i + 2, end), begin: i };
    }
    return afterLineEnd && end <= MAX_END ? { text: buffer.text(0, end), begin: 0 } : null;
  };
  /** How many of the newest bytes may be the beginning of an ending. A line end alone is too little. */
  const begunEnding = (): number => {
    for (let length = Math.min(buffer.length, 13); length > 2; length -= 1) {
      const tail = buffer.text(buffer.length - length, buffer.length);
      if (ENDINGS.some((ending) => ending.length > length && ending.startsWith(tail))) return length;
    }
    return 0;
  };

  return {
    consume(chunk, from, t) {
      waitsForEnd = false;
      if (buffer.length === 0) afterLineEnd = before === CR && newest === LF;
      // Up to a line feed at most, for only a line feed can end an ending.
      const feed = chunk.indexOf(LF, from);
      const part = feed < 0 || feed === chunk.length - 1 ? chunk : chunk.subarray(0, feed + 1);
      const to = bursts.consume(part, from, t);
      before = to - from > 1 ? (part[to - 2] ?? 0) : newest;
      newest = part[to - 1] ?? 0;
      const line = newest === LF ? newestLine() : null;
      if (line === null || !source.endsRaw(line.text)) return to;
      lane.emit(source.raw ?? 'payload', line.begin, false);
      source.ended(line.text, buffer.length);
      return to;
    },
    get deadline() {
      if (buffer.length === 0) return null;
      return buffer.tLast + (waitsForEnd ? lane.silence : BURST_MICROS);
    },
    cut() {
      const kept = waitsForEnd ? 0 : begunEnding();
      waitsForEnd = kept > 0;
      if (kept > 0) lane.emit(source.raw ?? 'payload', buffer.length - kept, false);
      else bursts.flush();
    },
  };
}
