import { CTRL_Z, ESC, ETX } from '../byteClass.ts';
import type { DataTerms } from '../promptCommands.ts';

/** Data after a prompt is held up to its end; no modem takes more at once. What is beyond goes on unheld. */
const MAX_HELD = 16_384;

/** Turns the data rows after one prompt into what the modem sends. */
export interface SentData {
  /** The next row; `last`: the data ends with it. The answer may be empty: cancelled, or not ended yet. */
  take(bytes: Uint8Array, last: boolean): Uint8Array;
}

/** Counted data as it is. Up to Ctrl-Z: without the terminator and the ETX before escaped bytes, and nothing after ESC (11.2.5). */
export function createSentData(terms: DataTerms): SentData {
  if (terms.end !== 'ctrl-z') return { take: (bytes) => bytes };
  let held: number[] = [];
  let escaped = false;
  return {
    take(bytes, last) {
      for (const byte of bytes) {
        if (!escaped && byte === CTRL_Z) break;
        if (!escaped && byte === ESC) {
          held = [];
          break;
        }
        if (!escaped && terms.etxEscapes && byte === ETX) {
          escaped = true;
          continue;
        }
        escaped = false;
        held.push(byte);
      }
      if (!last && held.length < MAX_HELD) return NOTHING;
      const data = Uint8Array.from(held);
      held = [];
      return data;
    },
  };
}

/** Turns the data rows behind one header into what the socket received. */
export interface ReceivedData {
  take(bytes: Uint8Array): Uint8Array;
  /** Everything announced has come. */
  readonly done: boolean;
}

/** `count` bytes, each as `width` characters: 2 is hex (CIPRXGET=3). Characters that are no hex digits are left out. */
export function createReceivedData(count: number, width: 1 | 2): ReceivedData {
  let left = count * width;
  let high: number | null = null;
  return {
    take(bytes) {
      const own = bytes.subarray(0, left);
      left -= own.length;
      if (width === 1) return own;
      const decoded: number[] = [];
      for (const code of own) {
        const digit = Number.parseInt(String.fromCharCode(code), 16);
        if (Number.isNaN(digit)) continue;
        if (high === null) {
          high = digit;
        } else {
          decoded.push(high * 16 + digit);
          high = null;
        }
      }
      return Uint8Array.from(decoded);
    },
    get done() {
      return left <= 0;
    },
  };
}

const NOTHING = new Uint8Array(0);
