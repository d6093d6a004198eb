import { latin1Bytes, latin1Text } from '../../base/latin1.ts';
import { CR, LF } from './byteClass.ts';
import type { Rewriter } from './rewrite.ts';

/** Bytes to pass on. `from`: the line as it came, when a rule has changed it; else ''. */
export interface PassedBytes {
  readonly bytes: Uint8Array;
  readonly from: string;
  readonly rules: readonly string[];
  /** The end of a line that a rule would have changed, had it come in one go. */
  readonly missed: boolean;
}

export interface LineHoldOptions {
  readonly direction: 'tx' | 'rx';
  readonly rewriter: Rewriter;
  /** See AtFramer.dataAhead, at the present time. Asked after everything passed on so far was fed to the framer. */
  readonly dataAhead: (bytes: Uint8Array) => number;
  /** Called within `feed` and `release`, in the order of the bytes. */
  readonly pass: (passed: PassedBytes) => void;
}

/** Holds the line a rule may change until it is whole, and passes everything else on at once. */
export interface LineHold {
  feed(bytes: Uint8Array): void;
  /** What is held goes on as it is, and so does the rest of its line: nothing came for a while, or the rules change. */
  release(): void;
  /** Bytes held. */
  readonly held: number;
}

/** A SIM7600 takes command lines of up to 559 characters (M3 1.4.4); what is longer than this is no line to change. */
const MAX_HELD = 2048;

const NO_BYTES: Uint8Array = new Uint8Array(0);
const NO_RULES: readonly string[] = [];

export function createLineHold({ direction, rewriter, dataAhead, pass }: LineHoldOptions): LineHold {
  /** A command line ends with CR (V.250 5.2.1), a line of the modem with LF, behind a CR. */
  const isEnd = (byte: number): boolean => byte === LF || (direction === 'tx' && byte === CR);
  let held = NO_BYTES;
  /** The rest of the line goes on at once. */
  let passing = false;
  /** What has gone on of a line that might have been one to change; empty when it is none. */
  let gone = NO_BYTES;

  const passOn = (bytes: Uint8Array, missed = false): void => {
    if (bytes.length > 0) pass({ bytes, from: '', rules: NO_RULES, missed });
  };
  const release = (): void => {
    if (held.length === 0) return;
    const bytes = held;
    held = NO_BYTES;
    passing = true;
    gone = bytes;
    passOn(bytes);
  };
  /** More of a line that goes on at once; answers whether a rule would have changed the line that ends with it. */
  const follow = (part: Uint8Array, whole: boolean): boolean => {
    if (gone.length === 0) return false;
    gone = gone.length + part.length > MAX_HELD ? NO_BYTES : joined(gone, part);
    if (!whole) return false;
    const line = gone;
    gone = NO_BYTES;
    return rewriter.rewrite(lineOf(line)) !== null;
  };
  /** The held line is whole. */
  const finish = (): void => {
    const bytes = held;
    held = NO_BYTES;
    const line = lineOf(bytes);
    const changed = rewriter.rewrite(line);
    if (changed === null) {
      passOn(bytes);
      return;
    }
    const out = joined(latin1Bytes(changed.line), bytes.subarray(line.length));
    pass({ bytes: out, from: line, rules: changed.rules, missed: false });
  };
  /** Takes what belongs to the line in hand, from chunk[from] on; answers where it stopped. */
  const takeLine = (chunk: Uint8Array, from: number): number => {
    let to = from;
    while (to < chunk.length && !isEnd(chunk[to] ?? 0)) to += 1;
    const whole = to < chunk.length;
    if (whole) to += 1;
    const part = chunk.subarray(from, to);
    if (passing) {
      passing = !whole;
      passOn(part, follow(part, whole));
      return to;
    }
    held = joined(held, part);
    const content = whole ? held.subarray(0, held.length - 1) : held;
    if (held.length > MAX_HELD || hasControls(content) || !rewriter.mayChange(latin1Text(content))) {
      release();
      gone = NO_BYTES;
      passing = !whole;
    } else if (whole) {
      finish();
    }
    return to;
  };

  return {
    feed(chunk) {
      let i = 0;
      while (i < chunk.length) {
        if (held.length === 0) {
          // Data never begins inside a line that is held; inside one that passes it may (a header and data on one line).
          const data = dataAhead(chunk.subarray(i));
          passOn(chunk.subarray(i, i + data));
          i += data;
          if (data > 0) {
            passing = false;
            gone = NO_BYTES;
          }
          // Line ends in front of a line go on by themselves.
          let blank = i;
          while (!passing && blank < chunk.length && isLineEnd(chunk[blank])) blank += 1;
          passOn(chunk.subarray(i, blank));
          if (data > 0 || blank > i) {
            i = blank;
            continue;
          }
        }
        i = takeLine(chunk, i);
      }
    },
    release,
    get held() {
      return held.length;
    },
  };
}

const isLineEnd = (byte: number | undefined): boolean => byte === CR || byte === LF;

/** Control characters other than a tab and a CR (behind the text of a modem's line): no line of text. */
const hasControls = (bytes: Uint8Array): boolean =>
  bytes.some((byte) => (byte < 0x20 && byte !== 0x09 && byte !== CR) || byte === 0x7f);

/** A line without its end, read as Latin-1. */
function lineOf(bytes: Uint8Array): string {
  let end = bytes.length;
  while (end > 0 && isLineEnd(bytes[end - 1])) end -= 1;
  return latin1Text(bytes.subarray(0, end));
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
