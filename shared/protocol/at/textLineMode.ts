import { BYTE_CLASS, CR, ESC, LF, OTHER } from './byteClass.ts';
import { type Lane, type LaneMode, LINE_FEED_MICROS } from './lane.ts';
import { splitGarbage } from './splitGarbage.ts';

/**
 * Lines of a console: the log output of an MCU, and what is typed to it. LF ends a line, and so does CR when no LF follows it (a
 * terminal's Enter, a progress line).
 */
export function createTextLineMode(lane: Lane): LaneMode {
  const { buffer } = lane;

  const end = (partial: boolean): void => {
    if (buffer.others === 0) {
      lane.emit('text', buffer.length, partial);
      return;
    }
    let gone = 0;
    const segments = splitGarbage(buffer.data, buffer.start, buffer.contentEnd, () => false, ESC);
    for (const [index, { to, garbage }] of segments.entries()) {
      const last = index === segments.length - 1;
      lane.emit(garbage ? 'garbage' : 'text', last ? buffer.length : to - gone, last ? partial : !garbage);
      gone = to;
    }
  };

  return {
    consume(chunk, from, t) {
      const byte = chunk[from] ?? 0;
      if (byte !== LF && byte !== CR && buffer.length > 0 && buffer.data[buffer.length - 1] === CR) end(false);
      let to = from + 1;
      const most = Math.min(chunk.length, from + lane.lineCap - buffer.length);
      if (byte === LF || byte === CR || BYTE_CLASS[byte] === OTHER) buffer.push(byte, t);
      else {
        while (to < most && BYTE_CLASS[chunk[to] ?? 0] === 0) to += 1;
        buffer.append(chunk, from, to, t);
      }
      if (byte === LF) end(false);
      else if (buffer.length >= lane.lineCap) end(true);
      return to;
    },
    get deadline() {
      if (buffer.length === 0) return null;
      return buffer.tLast + (buffer.data[buffer.length - 1] === CR ? LINE_FEED_MICROS : lane.silence);
    },
    cut: () => end(buffer.data[buffer.length - 1] !== CR),
  };
}
