import type { SerialKind } from '../../model/row.ts';
import type { Dialogue } from './dialogue.ts';
import type { Lane } from './lane.ts';
import { type LineSegment, splitGarbage } from './splitGarbage.ts';

/** What the modem's lines do to the rest of the link. */
export interface ModemLineSink {
  /** A line was understood and its row comes next: what it ended comes out before. */
  beforeRow(): void;
  /** The row is out: what it began takes over. So many bytes of the modem's data follow. */
  afterRow(dataLength: number): void;
}

/** Makes rows of the lines that the buffer holds. */
export interface ModemLineReader {
  /** The newest byte is a CR: an echo, a numeric result and pure noise are complete without a line feed. */
  atCr(): void;
  /** The line is complete. */
  end(): void;
  /** The line is cut here; its rest, if it comes, goes on from there. */
  cut(): void;
  /** Makes the first `count` bytes, which hold the line `text`, a row. */
  header(text: string, count: number, dataLength: number): void;
  prompt(): void;
  /** Line ends without a line after them. */
  blanks(): void;
}

export function createModemLineReader(lane: Lane, dialogue: Dialogue, sink: ModemLineSink): ModemLineReader {
  const { buffer } = lane;
  /** The beginning of a line that was cut and the kind it was given. */
  let carried = '';
  let carriedKind: SerialKind | null = null;
  let newestKind: SerialKind = 'info';

  const row = (kind: SerialKind, count: number, partial: boolean, dataLength = 0): SerialKind => {
    sink.beforeRow();
    lane.emit(kind, count, partial);
    newestKind = kind;
    sink.afterRow(dataLength);
    return kind;
  };
  const content = (): string => buffer.text(buffer.start, buffer.contentEnd).trimEnd();
  const segments = (): readonly LineSegment[] =>
    splitGarbage(buffer.data, buffer.start, buffer.contentEnd, (from, to) => dialogue.knows(buffer.text(from, to)));
  /** What was cut before, when the line in the buffer goes on from there. */
  const takeCarried = (): { readonly text: string; readonly kind: SerialKind | null } => {
    const carry = buffer.lineEndBefore ? { text: '', kind: null } : { text: carried, kind: carriedKind };
    carried = '';
    carriedKind = null;
    return carry;
  };

  const textRow = (text: string, count: number, partial: boolean): SerialKind => {
    const { kind } = takeCarried();
    const known = kind === null || dialogue.knows(text);
    const heard = dialogue.heard(text, buffer.tLast);
    return row(known ? heard.kind : kind, count, partial, partial ? 0 : heard.dataLength);
  };

  /** The line with the noise in it parted off; the kind of its last piece. */
  const pieces = (partial: boolean): SerialKind => {
    if (buffer.others === 0) return textRow(content(), buffer.length, partial);
    let gone = 0;
    let kind: SerialKind = 'garbage';
    const parts = segments();
    for (const [index, { from, to, garbage }] of parts.entries()) {
      const last = index === parts.length - 1;
      const count = to - gone;
      if (garbage) {
        lane.emit('garbage', count, false);
        kind = 'garbage';
      } else {
        const text = buffer.text(from - gone, count).trim();
        kind = textRow(text, last ? buffer.length : count, partial || !last);
      }
      gone = to;
    }
    return kind;
  };

  const echoAtCr = (): boolean => {
    const own = content();
    const before = buffer.lineEndBefore ? '' : carried;
    const echo = dialogue.matchEcho(before + own, buffer.tLast);
    if (echo === null) return false;
    const at = echo.from - before.length;
    if (at > 0) textRow(own.slice(0, at).trimEnd(), buffer.start + at, true);
    takeCarried();
    row('echo', buffer.length, false);
    return true;
  };

  return {
    atCr() {
      if (buffer.textStart < 0) {
        lane.emit('garbage', buffer.contentEnd, false);
        return;
      }
      if (dialogue.mayBeEcho(buffer.data[buffer.textStart])) {
        if (buffer.others > 0) {
          const [noise, text] = segments();
          if (noise?.garbage === true && text?.garbage === false) lane.emit('garbage', noise.to, false);
        }
        if (echoAtCr()) return;
      }
      const { start } = buffer;
      if (buffer.contentEnd - start === 1 && dialogue.heardNumeric(content(), start === 0, buffer.tLast)) {
        row('final', buffer.length, false);
      }
    },
    end: () => void pieces(false),
    cut() {
      if (buffer.start < 0) return;
      const text = (buffer.lineEndBefore ? '' : carried) + content();
      // An echo that is typed by hand comes as slowly.
      const echo = /^at/i.test(text) && !dialogue.knows(text);
      const kind = echo ? row('echo', buffer.length, true) : pieces(true);
      carried = text.slice(0, lane.lineCap);
      carriedKind = kind === 'garbage' ? null : kind;
    },
    header: (text, count, dataLength) => {
      const heard = dialogue.heard(text, buffer.tLast);
      row(heard.kind, count, false, dataLength);
    },
    prompt() {
      dialogue.data.shown();
      row('prompt', buffer.length, false);
    },
    blanks: () => lane.emit(newestKind, buffer.length, false),
  };
}
