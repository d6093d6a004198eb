import { decodeUtf8 } from '../../../base/utf8.ts';
import type { MqttLevel } from '../../../model/row.ts';
import { noteOf, type PacketNote, type RuleName } from '../rules/rules.ts';
import type { BitField } from '../tree/fieldNode.ts';
import type { FieldRecorder, ReadField } from '../tree/nodeRecorder.ts';
import { checkText } from './checkText.ts';
import { createNoteList } from './noteList.ts';
import { clip, dataValue, describeBytes, describeSecret } from './wording.ts';

export interface ByteRange {
  readonly start: number;
  readonly length: number;
}

/** How a number is shown. */
export interface NumberWords {
  readonly meaning?: (value: number) => string;
  readonly bits?: (value: number) => readonly BitField[];
}

/**
 * Reads a packet from front to back, item by item. Never throws: an item that does not fit is 0, '' or empty, everything
 * after it too, and a note says where it broke. Hands every item to the recorder when there is one, so that summary and
 * field tree come from one decoder and every byte read belongs to exactly one leaf.
 */
export interface PacketCursor {
  readonly bytes: Uint8Array;
  /** Protocol level the packet is read by. */
  readonly level: MqttLevel;
  /** Who sent it; null when nobody knows. */
  readonly from: Sender | null;
  /** False: only the beginning of the packet is at hand. What is missing is then no fault of the packet. */
  readonly complete: boolean;
  readonly pos: number;
  /** Bytes still to read. */
  readonly left: number;
  /** An item did not fit: there is nothing more to read. */
  readonly broken: boolean;

  byte(name: string, words?: NumberWords): number;
  uint16(name: string, words?: NumberWords): number;
  uint32(name: string, words?: NumberWords): number;
  /** Variable byte integer of at most four bytes (5.0 section 1.5.5). */
  varint(name: string): number;
  /** UTF-8 string behind its two length bytes (3.1.1 section 1.5.3). */
  text(name: string): string;
  /** Two strings, one field. */
  pair(name: string): { readonly key: string; readonly value: string };
  /** Binary data behind its two length bytes. The range is that of the data alone. */
  data(name: string, secret?: boolean): ByteRange;
  /**
   * All that is left; may be nothing, which is then no field. `raw`: nobody knows what it is, so it has no value; `secret`:
   * nor is it shown.
   */
  rest(name: string, as?: 'value' | 'raw' | 'secret'): ByteRange;
  /** Reads with `read` no further than `length` bytes from here, then goes on behind them whatever was read. */
  within(length: number, read: () => void): void;
  /** What `read` reads stands under this name. */
  group<Value>(name: string, read: () => Value): Value;
  /** Notes a broken rule at the item read last, or at `offset` (from the packet's first byte). */
  note(rule: RuleName, problem: string, more?: { readonly offset?: number; readonly clause?: string }): void;
  /** The notes so far, by offset. Their offsets count from the packet's first byte. */
  notes(): readonly PacketNote[];
  /** CONNECT names its own level: from here on the packet is read by it. */
  readAs(level: MqttLevel): void;
}

export type Sender = 'client' | 'server';

interface CursorOptions {
  readonly bytes: Uint8Array;
  readonly level: MqttLevel;
  readonly from: Sender | null;
  /** Exclusive; at most `bytes.length`. */
  readonly end: number;
  readonly complete: boolean;
  readonly recorder: FieldRecorder | null;
}

const NO_WORDS: NumberWords = {};

export function createPacketCursor(options: CursorOptions): PacketCursor {
  const { bytes, end, complete, recorder, from } = options;
  const notes = createNoteList();
  let level = options.level;
  let pos = 0;
  let limit = end;
  let broken = false;
  /** Where the item now being read began, and whether it is one that is not to be shown. */
  let itemStart = 0;
  let itemSecret = false;

  /** What is missing is missed at the last byte. */
  const note: PacketCursor['note'] = (rule, problem, more) => {
    const offset = Math.min(more?.offset ?? itemStart, Math.max(bytes.length - 1, 0));
    notes.add(noteOf(rule, level, offset, problem, more?.clause));
  };
  /** Tells the recorder of the item that ends here; an item of no bytes is no field. */
  const record = (name: string, rest: () => Omit<ReadField, 'name' | 'start' | 'end'>): void => {
    if (recorder !== null && pos > itemStart) recorder.field({ name, start: itemStart, end: pos, ...rest() });
  };
  const breakAt = (rule: RuleName, problem: string, name: string): void => {
    broken = true;
    if (complete) note(rule, problem, { offset: Math.min(itemStart, limit - 1) });
    pos = limit;
    record(name, () => ({ value: null, meaning: 'cut off', secret: itemSecret }));
  };
  /** Whether `length` more bytes are there; if not, the cursor breaks in the item. */
  const fits = (name: string, length: number): boolean => {
    if (broken) return false;
    if (pos + length <= limit) return true;
    breakAt('fieldCut', itemStart < limit ? `ends inside ${name}` : `ends before ${name}`, name);
    return false;
  };
  const number = (name: string, length: number, words: NumberWords): number => {
    itemStart = pos;
    if (!fits(name, length)) return 0;
    let value = 0;
    while (pos < itemStart + length) {
      value = value * 256 + (bytes[pos] ?? 0);
      pos += 1;
    }
    record(name, () => ({ value, meaning: words.meaning?.(value) ?? String(value), bits: words.bits?.(value) ?? [] }));
    return value;
  };
  /** Moves over two length bytes and what they announce; undefined when it does not fit. */
  const counted = (name: string): Uint8Array | undefined => {
    if (!fits(name, 2)) return undefined;
    const length = ((bytes[pos] ?? 0) << 8) | (bytes[pos + 1] ?? 0);
    if (!fits(name, 2 + length)) return undefined;
    pos += 2 + length;
    return bytes.subarray(pos - length, pos);
  };
  /** The two length bytes in front of `behind`, and that. */
  const countedParts = (behind: ReadField): readonly ReadField[] => {
    const { start, end: stop } = behind;
    const length = stop - start;
    const head = { name: 'Length', start: start - 2, end: start, value: length, meaning: String(length) };
    return length === 0 ? [head] : [head, behind];
  };
  const textParts = (text: string, stop: number, length: number): readonly ReadField[] =>
    countedParts({ name: 'Text', start: stop - length, end: stop, value: text, meaning: clip(text) });
  const countedText = (name: string): { text: string; end: number; length: number } => {
    const data = counted(name);
    if (data === undefined) return { text: '', end: pos, length: 0 };
    checkText(data, name, pos - data.length, note);
    return { text: decodeUtf8(data), end: pos, length: data.length };
  };

  return {
    bytes,
    complete,
    from,
    get level() {
      return level;
    },
    get pos() {
      return pos;
    },
    get left() {
      return limit - pos;
    },
    get broken() {
      return broken;
    },
    byte: (name, words = NO_WORDS) => number(name, 1, words),
    uint16: (name, words = NO_WORDS) => number(name, 2, words),
    uint32: (name, words = NO_WORDS) => number(name, 4, words),
    varint(name) {
      itemStart = pos;
      let length = 1;
      while (length < 4 && (bytes[pos + length - 1] ?? 0) >= 0x80) length += 1;
      if (!fits(name, length)) return 0;
      let value = 0;
      for (let i = length - 1; i >= 0; i -= 1) value = value * 128 + ((bytes[pos + i] ?? 0) & 0x7f);
      const last = bytes[pos + length - 1] ?? 0;
      if (last >= 0x80) {
        breakAt('lengthTooLong', `${name} has more than four bytes`, name);
        return 0;
      }
      if (length > 1 && last === 0) note('lengthNotMinimal', `${name} takes more bytes than it needs`);
      pos += length;
      record(name, () => ({ value, meaning: String(value) }));
      return value;
    },
    text(name) {
      itemStart = pos;
      const { text, length } = countedText(name);
      if (!broken) record(name, () => ({ value: text, meaning: clip(text), parts: textParts(text, pos, length) }));
      return text;
    },
    pair(name) {
      itemStart = pos;
      const key = countedText(name);
      const value = countedText(name);
      if (!broken) {
        record(name, () => ({
          value: `${key.text}: ${value.text}`,
          meaning: clip(`${key.text}: ${value.text}`),
          parts: [
            part('Name', itemStart, key.end, key.text, textParts(key.text, key.end, key.length)),
            part('Value', key.end, pos, value.text, textParts(value.text, pos, value.length)),
          ],
        }));
      }
      return { key: key.text, value: value.text };
    },
    data(name, secret = false) {
      itemStart = pos;
      itemSecret = secret;
      const data = counted(name);
      itemSecret = false;
      if (data === undefined) return { start: pos, length: 0 };
      record(name, () => {
        const shown = secret
          ? { value: null, meaning: describeSecret(data), secret }
          : { value: dataValue(data), meaning: describeBytes(data) };
        return { ...shown, parts: countedParts({ name: 'Data', start: pos - data.length, end: pos, ...shown }) };
      });
      return { start: pos - data.length, length: data.length };
    },
    rest(name, as = 'value') {
      itemStart = pos;
      if (!broken) {
        pos = limit;
        record(name, () => {
          const data = bytes.subarray(itemStart, pos);
          if (as === 'secret') return { value: null, meaning: describeSecret(data), secret: true };
          return { value: as === 'value' ? dataValue(data) : null, meaning: describeBytes(data) };
        });
      }
      return { start: itemStart, length: pos - itemStart };
    },
    within(length, read) {
      if (broken) return;
      const outer = limit;
      const stop = pos + length;
      limit = Math.min(stop, outer);
      read();
      // What broke inside ends there; the packet goes on behind it, unless it is too short itself.
      broken = stop > outer;
      pos = limit;
      limit = outer;
    },
    group(name, read) {
      recorder?.open(name);
      const value = read();
      recorder?.close(pos);
      return value;
    },
    note,
    notes: () => notes.sorted(level),
    readAs(own) {
      level = own;
    },
  };
}

const part = (name: string, start: number, end: number, value: string, parts: readonly ReadField[]): ReadField => ({
  name,
  start,
  end,
  value,
  meaning: clip(value),
  parts,
});
