import { createAnswerTables } from './answerTables.ts';
import { CR, LF } from './byteClass.ts';
import { createDataMode } from './dataMode.ts';
import { createDialogue, type Dialogue } from './dialogue.ts';
import { createFrameMode } from './frameMode.ts';
import type { FramerTables } from './framerTables.ts';
import { createHostLineMode } from './hostLineMode.ts';
import type { Lane, LaneMode, Side, Sides } from './lane.ts';
import { createModemLineMode } from './modemLineMode.ts';
import { createModemLineReader, type ModemLineSink } from './modemLineReader.ts';
import type { DataTerms } from './promptCommands.ts';
import { createRawHostMode, type RawHostMode } from './rawHostMode.ts';
import { createRawModemMode } from './rawModemMode.ts';

/** The host's direction, and what the modem's lines do to it. */
interface HostSide extends Side {
  readonly sink: ModemLineSink;
  readonly raw: RawHostMode;
  /** The modem sends: nothing waits for a line feed any more. */
  release(): void;
}

/** Up to and with the first line end. */
function lineLength(bytes: Uint8Array): number {
  const end = bytes.findIndex((byte) => byte === CR || byte === LF);
  return end < 0 ? bytes.length : end + 1;
}

/** The two directions of a modem's port. */
export function createAtSides(lanes: { readonly tx: Lane; readonly rx: Lane }, tables: FramerTables): Sides {
  const dialogue = createDialogue(createAnswerTables(tables));
  const tx = createHostSide(lanes.tx, dialogue);
  const rx = createModemSide(lanes.rx, dialogue, tx, tables);
  return { tx, rx };
}

function createHostSide(lane: Lane, dialogue: Dialogue): HostSide {
  const { buffer } = lane;
  const frames = createFrameMode(lane);
  const lines = createHostLineMode(lane, dialogue, frames);
  const raw = createRawHostMode(lane, dialogue);
  const data = createDataMode(lane, {
    get terms() {
      return dialogue.data.terms;
    },
    taken: (text) => dialogue.data.sent(text),
    done: () => dialogue.data.done(),
    // The modem goes on waiting for the rest (M3 10.2.5): what comes next is still data.
    silent: () => {},
  });
  const wanted = (): LaneMode => (dialogue.raw !== null ? raw : dialogue.data.terms !== null ? data : lines);
  let base: LaneMode = lines;

  const consume = (t: number, bytes: Uint8Array): void => {
    for (let i = 0; i < bytes.length; ) {
      engage();
      i = (frames.active ? frames : base).consume(bytes, i, t);
    }
  };
  /** Leaves data or raw mode when it is over. */
  const disengage = (): void => {
    if (base === lines || base === wanted()) return;
    if (buffer.length > 0) base.cut();
    base = lines;
  };
  /** Enters the wanted mode. Text sent before the prompt was seen is data; a line end before it is not. */
  const engage = (): void => {
    disengage();
    const next = wanted();
    if (base === next || frames.active) return;
    lines.release();
    const early = buffer.start < 0 ? [] : buffer.drain(buffer.start);
    lane.emit('command', buffer.length, false);
    base = next;
    for (const { t, bytes } of early) consume(t, bytes);
  };

  return {
    lane,
    get mode() {
      return frames.active ? frames : base;
    },
    feed: consume,
    dataAhead(bytes) {
      if (frames.active || dialogue.raw !== null) return bytes.length;
      if (dialogue.data.terms !== null) return data.ahead(bytes);
      return dialogue.data.prompt === null ? 0 : lineLength(bytes);
    },
    sink: { beforeRow: disengage, afterRow: engage },
    raw,
    release: () => lines.release(),
  };
}

function createModemSide(lane: Lane, dialogue: Dialogue, host: HostSide, tables: FramerTables): Side {
  let terms: DataTerms | null = null;
  const frames = createFrameMode(lane);
  const sink: ModemLineSink = {
    beforeRow: host.sink.beforeRow,
    afterRow(dataLength) {
      terms = dataLength > 0 ? { end: 'count', count: dataLength } : null;
      host.sink.afterRow(0);
    },
  };
  const reader = createModemLineReader(lane, dialogue, sink);
  const lines = createModemLineMode(lane, dialogue, reader, frames, tables.glued);
  const forget = (): void => {
    terms = null;
  };
  // A modem does not pause inside its data: after a silence the rest is lost, and what comes is a line again.
  const data = createDataMode(lane, {
    get terms() {
      return terms;
    },
    taken: () => {},
    done: forget,
    silent: forget,
  });
  const raw = createRawModemMode(lane, {
    get raw() {
      return dialogue.raw;
    },
    endsRaw: (line) => dialogue.endsRaw(line, host.raw.asksForCommands),
    ended(line, length) {
      const kind = dialogue.rawEnded(line, lane.buffer.tLast);
      sink.beforeRow();
      lane.emit(kind, length, false);
      sink.afterRow(0);
    },
  });
  const mode = (): LaneMode => {
    if (frames.active) return frames;
    if (dialogue.raw !== null) return raw;
    return terms === null ? lines : data;
  };
  return {
    lane,
    get mode() {
      return mode();
    },
    feed(t, bytes) {
      host.release();
      for (let i = 0; i < bytes.length; ) i = mode().consume(bytes, i, t);
    },
    dataAhead(bytes) {
      if (frames.active || dialogue.raw !== null) return bytes.length;
      return terms === null ? 0 : data.ahead(bytes);
    },
  };
}
