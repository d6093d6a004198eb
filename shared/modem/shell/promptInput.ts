import type { DataTerms } from '../../protocol/at/promptCommands.ts';

const CTRL_Z = 0x1a;
const ESC = 0x1b;
const ETX = 0x03;
/** The longest input without a declared length: a message of AT+CMGS, a packet of AT+CIPSEND. What is beyond is dropped. */
const MAX_OPEN_INPUT = 2048;

export type PromptResult =
  | { readonly type: 'data'; readonly bytes: Uint8Array }
  | { readonly type: 'cancelled' }
  | null;

export interface PromptInput {
  /** Takes one byte; complete data is the answer. */
  feed(byte: number): PromptResult;
}

/** Collects what comes after a prompt: exactly the declared bytes, or up to Ctrl-Z (V3.00 10.2.5, 11.2.5). */
export function createPromptInput(terms: DataTerms): PromptInput {
  const limit = terms.end === 'count' ? terms.count : MAX_OPEN_INPUT;
  const bytes = new Uint8Array(limit);
  let length = 0;
  let escaped = false;

  const keep = (byte: number): void => {
    if (length < limit) bytes[length++] = byte;
  };
  const done = (): PromptResult => ({ type: 'data', bytes: bytes.subarray(0, length) });
  if (terms.end === 'count') {
    return {
      feed(byte) {
        keep(byte);
        return length === limit ? done() : null;
      },
    };
  }
  const etxEscapes = terms.end === 'ctrl-z' && terms.etxEscapes;
  return {
    feed(byte) {
      if (escaped) {
        escaped = false;
        keep(byte);
        return null;
      }
      if (etxEscapes && byte === ETX) escaped = true;
      else if (byte === CTRL_Z) return done();
      else if (byte === ESC) return { type: 'cancelled' };
      else keep(byte);
      return null;
    },
  };
}
