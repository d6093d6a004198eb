import { CR, LF } from './byteClass.ts';
import type { Lane, LaneMode } from './lane.ts';
import { BURST_MICROS, createRawBursts, type RawSource } from './rawBursts.ts';

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
  const bursts = createRawBursts(lane, source);
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
