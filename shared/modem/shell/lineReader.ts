/** V3.00 1.4.4: the longest command line, without AT. A longer one is read to its end and answers ERROR. */
export const MAX_LINE = 559;

const CR = 0x0d;
const LF = 0x0a;
const BACKSPACE = 0x08;
const UPPER_A = 0x41;
const LOWER_A = 0x61;
const UPPER_T = 0x54;
const LOWER_T = 0x74;
const SLASH = 0x2f;

/** What a byte made complete. `line`: without AT and CR; null when it was too long. `repeat`: `A/`. */
export type LineEvent = { readonly type: 'line'; readonly text: string | null } | { readonly type: 'repeat' } | null;

export interface LineReader {
  feed(byte: number): LineEvent;
  /** True while a line has begun. */
  readonly begun: boolean;
}

/** Finds command lines in what the host sends: everything before `AT` is passed over, LF and line noise with it. */
export function createLineReader(): LineReader {
  let prefix: 'none' | 'a' | 'at' = 'none';
  let text = '';
  let tooLong = false;

  const reset = (): void => {
    prefix = 'none';
    text = '';
    tooLong = false;
  };
  const seekPrefix = (byte: number): LineEvent => {
    if (byte === UPPER_A || byte === LOWER_A) {
      prefix = 'a';
    } else if (prefix === 'a' && (byte === UPPER_T || byte === LOWER_T)) {
      prefix = 'at';
    } else {
      const repeat = prefix === 'a' && byte === SLASH;
      prefix = 'none';
      if (repeat) return { type: 'repeat' };
    }
    return null;
  };
  return {
    get begun() {
      return prefix !== 'none';
    },
    feed(byte) {
      if (prefix !== 'at') return seekPrefix(byte);
      if (byte === CR) {
        const event = { type: 'line', text: tooLong ? null : text } as const;
        reset();
        return event;
      }
      if (byte === BACKSPACE) {
        text = text.slice(0, -1);
      } else if (byte !== LF) {
        if (text.length >= MAX_LINE) tooLong = true;
        else text += String.fromCharCode(byte);
      }
      return null;
    },
  };
}
