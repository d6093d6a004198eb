import { BYTE_CLASS, CR, LF, OTHER, PLAIN } from './byteClass.ts';
import { type FrameMode, PPP_FLAG } from './frameMode.ts';
import { type Lane, type LaneMode, LINE_FEED_MICROS } from './lane.ts';
import { splitGarbage } from './splitGarbage.ts';

export interface HostLineSink {
  /** A command line, without its terminator. */
  sent(text: string, t: number): void;
  /** `A/`: the last command line again (M3 2.2.1). */
  repeated(t: number): void;
}

export interface HostLineMode extends LaneMode {
  /** Something else happened on the link: a command line that only waited for a possible line feed becomes a row. */
  release(): void;
}

/**
 * Command lines of the host. CR ends them (M3 1.4); most hosts send CR LF, and the line feed belongs to the row too. To keep
 * nobody waiting for it, the link's habit decides: a host that has sent CR LF before is given a moment to do so again, the
 * line feed of any other one begins the next row.
 */
export function createHostLineMode(lane: Lane, sink: HostLineSink, frames: FrameMode): HostLineMode {
  const { buffer } = lane;
  /** The host ends its lines with CR LF. */
  let sendsLineFeed = false;
  /** The newest byte was a CR that ended a line. */
  let afterCr = false;
  /** The line in the buffer is complete and waits for its line feed. */
  let complete = false;
  /** The beginning of a line that was cut. */
  let carried = '';

  const release = (): void => {
    if (!complete) return;
    complete = false;
    lane.emit('command', buffer.length, false);
  };

  /** Makes rows of all pieces of the line but the last, which stays in the buffer; '' = it is noise. */
  const lastPiece = (): string => {
    const { start, contentEnd } = buffer;
    if (start < 0) return '';
    if (buffer.others === 0) return buffer.text(start, contentEnd);
    const segments = splitGarbage(buffer.data, start, contentEnd, () => false);
    const last = segments.at(-1);
    let gone = 0;
    for (const { to, garbage } of segments.slice(0, -1)) {
      lane.emit(garbage ? 'garbage' : 'command', to - gone, !garbage);
      gone = to;
    }
    return last === undefined || last.garbage ? '' : buffer.text(last.from - gone, last.to - gone);
  };

  const endLine = (t: number, partial: boolean): void => {
    const before = buffer.lineEndBefore ? '' : carried;
    const blank = buffer.start < 0;
    const piece = lastPiece();
    carried = '';
    if (piece === '' && !blank) {
      lane.emit('garbage', buffer.length, false);
      return;
    }
    if (before + piece !== '') sink.sent(before + piece, t);
    if (partial || !sendsLineFeed) lane.emit('command', buffer.length, partial);
    else complete = true;
  };

  const cutLine = (): void => {
    const before = buffer.lineEndBefore ? '' : carried;
    const piece = lastPiece();
    carried = piece === '' ? '' : (before + piece).slice(0, lane.lineCap);
    lane.emit(piece === '' ? 'garbage' : 'command', buffer.length, piece !== '');
  };

  const takeText = (chunk: Uint8Array, from: number, t: number): number => {
    const first = chunk[from] ?? 0;
    if (first === PPP_FLAG && buffer.start < 0 && frames.begins(first)) return from;
    const room = lane.lineCap - buffer.length;
    // The first two bytes one by one: `A/` has no terminator.
    const begun = buffer.start >= 0 && buffer.length - buffer.start >= 2;
    const limit = Math.min(chunk.length, from + (begun ? room : 1));
    let to = from + 1;
    while (to < limit && BYTE_CLASS[chunk[to] ?? 0] === PLAIN) to += 1;
    buffer.append(chunk, from, to, t);
    if (!begun && isRepeat(buffer.data, buffer.start, buffer.length) && carried === '') {
      sink.repeated(t);
      lane.emit('command', buffer.length, false);
    } else if (buffer.length >= lane.lineCap) {
      cutLine();
    }
    return to;
  };

  return {
    release,
    consume(chunk, from, t) {
      const byte = chunk[from] ?? 0;
      if (afterCr) sendsLineFeed = byte === LF;
      afterCr = false;
      if (complete && byte !== LF) release();
      if (BYTE_CLASS[byte] === PLAIN) return takeText(chunk, from, t);
      if (BYTE_CLASS[byte] === OTHER && buffer.start < 0 && frames.begins(byte)) return from;
      buffer.push(byte, t);
      if (complete) release();
      else if (byte === CR) {
        afterCr = true;
        endLine(t, false);
      } else if (byte === LF && buffer.start >= 0) endLine(t, true);
      else if (buffer.length >= lane.lineCap) {
        if (buffer.start >= 0) cutLine();
        else lane.emit('command', buffer.length, false);
      }
      return from + 1;
    },
    get deadline() {
      if (complete) return buffer.tLast + LINE_FEED_MICROS;
      return buffer.start < 0 ? null : buffer.tLast + lane.silence;
    },
    cut() {
      if (complete) release();
      else if (buffer.start >= 0) cutLine();
      else lane.emit('command', buffer.length, false);
    },
  };
}

const isRepeat = (data: Uint8Array, start: number, length: number): boolean =>
  start >= 0 && length - start === 2 && (data[start] === 0x41 || data[start] === 0x61) && data[start + 1] === 0x2f;
