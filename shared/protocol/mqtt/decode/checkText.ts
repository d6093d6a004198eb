import { utf8CodePoint, utf8SequenceLength } from '../../../base/utf8.ts';
import type { PacketCursor } from './packetCursor.ts';

/**
 * Notes what the specification says against the text of a string (3.1.1 section 1.5.3, 5.0 section 1.5.4), each kind once.
 * `start`: where the text begins in the packet.
 */
export function checkText(data: Uint8Array, name: string, start: number, cursor: Pick<PacketCursor, 'note'>): void {
  if (isPlain(data)) return;
  const seen = new Set<TextFault>();
  for (let at = 0; at < data.length; ) {
    const length = utf8SequenceLength(data, at);
    const fault = length === 0 ? brokenSequence(data, at) : characterFault(utf8CodePoint(data, at, length));
    if (fault !== null && !seen.has(fault)) {
      seen.add(fault);
      cursor.note(fault, FAULTS[fault](name, data[at] ?? 0), { offset: start + at });
      // One sequence that is none makes nonsense of what follows it.
      if (length === 0) return;
    }
    at += Math.max(length, 1);
  }
}

/** ASCII without control characters, as nearly all text of packets is. */
function isPlain(data: Uint8Array): boolean {
  for (const byte of data) if (byte < 0x20 || byte > 0x7e) return false;
  return true;
}

type TextFault = 'notUtf8' | 'surrogate' | 'nullCharacter' | 'controlCharacter' | 'byteOrderMark';

const FAULTS: Readonly<Record<TextFault, (name: string, byte: number) => string>> = {
  notUtf8: (name) => `${name} is not UTF-8`,
  surrogate: (name) => `${name} is not UTF-8: it holds a surrogate (U+D800 to U+DFFF)`,
  nullCharacter: (name) => `${name} holds U+0000`,
  controlCharacter: (name, byte) => `${name} holds the control character 0x${byte.toString(16).padStart(2, '0')}`,
  byteOrderMark: (name) => `${name} holds U+FEFF, a byte order mark`,
};

/** ED A0 … ED BF begin what would be a surrogate. */
const brokenSequence = (data: Uint8Array, at: number): TextFault =>
  data[at] === 0xed && (data[at + 1] ?? 0) >= 0xa0 && (data[at + 1] ?? 0) <= 0xbf ? 'surrogate' : 'notUtf8';

function characterFault(code: number): TextFault | null {
  if (code === 0) return 'nullCharacter';
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return 'controlCharacter';
  return code === 0xfeff ? 'byteOrderMark' : null;
}
