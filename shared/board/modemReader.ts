import { latin1Text } from '../base/latin1.ts';

/** What a driver reads from the modem: lines, the prompt, and the counted parts of an incoming MQTT message. */
export type ModemMessage =
  | { readonly type: 'line'; readonly text: string }
  | { readonly type: 'prompt' }
  | { readonly type: 'topic' | 'payload'; readonly bytes: Uint8Array };

export interface ModemReader {
  readonly feed: (bytes: Uint8Array) => void;
  /** `>` has no line end: it is looked for only when one is due. */
  expectPrompt(expected: boolean): void;
  reset(): void;
}

/** The longest line kept; a longer one is cut. */
const MAX_LINE = 1024;
const MAX_PART = 10_240;
const CR = 0x0d;
const LF = 0x0a;
const PROMPT = 0x3e;

/** Parts the bytes of a modem. MQTT topics and payloads are read by their count (V3.00 16.3.2). */
export function createModemReader(onMessage: (message: ModemMessage) => void): ModemReader {
  let line = '';
  let promptDue = false;
  let part: { readonly type: 'topic' | 'payload'; readonly left: number; readonly bytes: number[] } | null = null;

  const endLine = (): void => {
    const text = line.trim();
    line = '';
    if (text === '') return;
    onMessage({ type: 'line', text });
    const counted = /^\+CMQTTRX(TOPIC|PAYLOAD): ?\d+,(\d+)$/.exec(text);
    const left = Number(counted?.[2] ?? 0);
    if (counted !== null && left > 0 && left <= MAX_PART) {
      part = { type: counted[1] === 'TOPIC' ? 'topic' : 'payload', left, bytes: [] };
    }
  };
  const takePart = (byte: number): boolean => {
    if (part === null) return false;
    part.bytes.push(byte);
    if (part.bytes.length === part.left) {
      const { type, bytes } = part;
      part = null;
      onMessage({ type, bytes: Uint8Array.from(bytes) });
    }
    return true;
  };
  return {
    feed(bytes) {
      for (const byte of bytes) {
        if (takePart(byte)) continue;
        if (byte === LF) {
          endLine();
        } else if (byte === PROMPT && promptDue && line.trim() === '') {
          promptDue = false;
          line = '';
          onMessage({ type: 'prompt' });
        } else if (byte !== CR) {
          if (line.length < MAX_LINE) line += latin1Text(Uint8Array.of(byte));
        } else if (line.startsWith('AT')) {
          // An echo ends with CR alone.
          endLine();
        }
      }
    },
    expectPrompt(expected) {
      promptDue = expected;
    },
    reset() {
      line = '';
      promptDue = false;
      part = null;
    },
  };
}
