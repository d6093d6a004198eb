import { BYTE_CLASS, CR, LF, OTHER, PLAIN, PROMPT_SIGN, SPACE } from './byteClass.ts';
import type { GluedAnswer } from './countedAnswers.ts';
import type { Dialogue } from './dialogue.ts';
import { findGluedHeader } from './findGluedHeader.ts';
import { type FrameMode, PPP_FLAG } from './frameMode.ts';
import type { Lane, LaneMode } from './lane.ts';
import type { ModemLineReader } from './modemLineReader.ts';

/**
 * Lines of the modem. A line ends with LF; an echo and a numeric result with CR, a prompt with its sign. Line ends before a
 * line belong to it (CR LF text CR LF, M3 1.4).
 */
export function createModemLineMode(
  lane: Lane,
  dialogue: Pick<Dialogue, 'promptExpected'>,
  reader: ModemLineReader,
  frames: FrameMode,
  glued: readonly GluedAnswer[],
): LaneMode {
  const { buffer } = lane;

  const limit = (): void => {
    if (buffer.length < lane.lineCap) return;
    if (buffer.start < 0) reader.blanks();
    else reader.cut();
  };

  /** Looks for data on the line just extended by chunk[from … to); the index from which on the bytes are data, or `to`. */
  const dataFrom = (from: number, to: number): number => {
    const header = findGluedHeader(buffer, to - from, glued);
    if (header === null) {
      limit();
      return to;
    }
    const data = buffer.length - header.end;
    buffer.truncate(header.end);
    reader.header(header.text, header.end, header.dataLength);
    return to - data;
  };

  const takeText = (chunk: Uint8Array, from: number, t: number): number => {
    const first = chunk[from] ?? 0;
    if (buffer.textStart < 0) {
      if (first === PPP_FLAG && buffer.start < 0 && frames.begins(first)) return from;
      const prompt = first === PROMPT_SIGN && dialogue.promptExpected(buffer.lineEndBefore);
      if (prompt && buffer.start >= 0) lane.emit('garbage', buffer.length, false);
      if (prompt || first === SPACE) {
        buffer.push(first, t);
        if (prompt) reader.prompt();
        else limit();
        return from + 1;
      }
    }
    const most = Math.min(chunk.length, from + lane.lineCap - buffer.length);
    let to = from + 1;
    while (to < most && BYTE_CLASS[chunk[to] ?? 0] === PLAIN) to += 1;
    buffer.append(chunk, from, to, t);
    return dataFrom(from, to);
  };

  return {
    consume(chunk, from, t) {
      const byte = chunk[from] ?? 0;
      if (byte !== LF && byte !== CR && buffer.endsWithCr) {
        reader.end();
        return from;
      }
      const kind = BYTE_CLASS[byte];
      if (kind === PLAIN) return takeText(chunk, from, t);
      if (kind === OTHER && buffer.start < 0 && frames.begins(byte)) return from;
      buffer.push(byte, t);
      if (kind === OTHER) return dataFrom(from, from + 1);
      if (buffer.start >= 0 && byte === LF) reader.end();
      else if (buffer.start >= 0) reader.atCr();
      limit();
      return from + 1;
    },
    get deadline() {
      return buffer.start < 0 ? null : buffer.tLast + lane.silence;
    },
    cut() {
      if (buffer.start < 0) reader.blanks();
      else reader.cut();
    },
  };
}
