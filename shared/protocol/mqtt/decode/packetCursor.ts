import { decodeUtf8 } from '../../../base/utf8.ts';
import type { MqttLevel } from '../../../model/row.ts';
import { noteOf, type PacketNote, type RuleName } from '../rules/rules.ts';
import type { Sender } from '../tables/packetTypes.ts';
import type { BitField } from '../tree/fieldNode.ts';
import type { FieldRecorder, ReadField } from '../tree/nodeRecorder.ts';
import { checkText } from './checkText.ts';
import { countedParts, pairParts, type ReadText, textParts } from './fieldParts.ts';
import { NoteList } from './noteList.ts';
import type { ByteRange } from './summaryTypes.ts';
import { clip, dataValue, describeBytes, describeSecret } from './wording.ts';

/** How a number is shown. */
export interface NumberWords {
  readonly meaning?: (value: number) => string;
  readonly bits?: (value: number) => readonly BitField[];
}

type Said = Pick<ReadField, 'value' | 'meaning' | 'bits' | 'parts' | 'secret'>;

export interface CursorOptions {
  readonly bytes: Uint8Array;
  readonly level: MqttLevel;
  /** Who sent it; null when nobody knows. */
  readonly from: Sender | null;
  /** Exclusive; at most `bytes.length`. */
  readonly end: number;
  /** False: only the beginning of the packet is at hand. What is missing is then no fault of the packet. */
  readonly complete: boolean;
  readonly recorder: FieldRecorder | null;
}

const NO_WORDS: NumberWords = {};

/**
 * Reads a packet from front to back, item by item. Never throws: an item that does not fit is 0, '' or empty, everything
 * after it too, and a note says where it broke. Hands every item to the recorder when there is one, so that summary and
 * field tree come from one decoder and every byte read belongs to exactly one leaf. A class, because one is made for every
 * packet that is listed.
 */
export class PacketCursor {
  readonly bytes: Uint8Array;
  readonly from: Sender | null;
  readonly complete: boolean;
  /** Protocol level the packet is read by. CONNECT sets its own. */
  level: MqttLevel;
  private readonly recorder: FieldRecorder | null;
  private readonly noted = new NoteList();
  private at = 0;
  private limit: number;
  private isBroken = false;
  /** Where the item now being read began, and whether it is one that is not to be shown. */
  private itemStart = 0;
  private itemSecret = false;

  constructor({ bytes, level, from, end, complete, recorder }: CursorOptions) {
    this.bytes = bytes;
    this.level = level;
    this.from = from;
    this.complete = complete;
    this.recorder = recorder;
    this.limit = end;
  }

  get pos(): number {
    return this.at;
  }

  /** Bytes still to read. */
  get left(): number {
    return this.limit - this.at;
  }

  /** An item did not fit: there is nothing more to read. */
  get broken(): boolean {
    return this.isBroken;
  }

  byte(name: string, words: NumberWords = NO_WORDS): number {
    return this.number(name, 1, words);
  }

  uint16(name: string, words: NumberWords = NO_WORDS): number {
    return this.number(name, 2, words);
  }

  uint32(name: string, words: NumberWords = NO_WORDS): number {
    return this.number(name, 4, words);
  }

  /** Variable byte integer of at most four bytes (5.0 section 1.5.5). */
  varint(name: string): number {
    this.itemStart = this.at;
    let length = 1;
    while (length < 4 && (this.bytes[this.at + length - 1] ?? 0) >= 0x80) length += 1;
    if (!this.fits(name, length)) return 0;
    let value = 0;
    for (let i = length - 1; i >= 0; i -= 1) value = value * 128 + ((this.bytes[this.at + i] ?? 0) & 0x7f);
    const last = this.bytes[this.at + length - 1] ?? 0;
    if (last >= 0x80) {
      this.breakAt('lengthTooLong', `${name} has more than four bytes`, name);
      return 0;
    }
    if (length > 1 && last === 0) this.note('lengthNotMinimal', `${name} takes more bytes than it needs`);
    this.at += length;
    if (this.recorder !== null) this.record(name, { value, meaning: String(value) });
    return value;
  }

  /** UTF-8 string behind its two length bytes (3.1.1 section 1.5.3). */
  text(name: string): string {
    this.itemStart = this.at;
    const read = this.countedText(name);
    if (this.recorder !== null && !this.isBroken) {
      this.record(name, { value: read.text, meaning: clip(read.text), parts: textParts(read) });
    }
    return read.text;
  }

  /** Two strings, one field. */
  pair(name: string): { readonly key: string; readonly value: string } {
    this.itemStart = this.at;
    const key = this.countedText(name);
    const value = this.countedText(name);
    if (this.recorder !== null && !this.isBroken) {
      const both = `${key.text}: ${value.text}`;
      this.record(name, { value: both, meaning: clip(both), parts: pairParts(this.itemStart, key, value) });
    }
    return { key: key.text, value: value.text };
  }

  /** Binary data behind its two length bytes. The range is that of the data alone. */
  data(name: string, secret = false): ByteRange {
    this.itemStart = this.at;
    this.itemSecret = secret;
    const data = this.counted(name);
    this.itemSecret = false;
    if (data === undefined) return { start: this.at, length: 0 };
    const start = this.at - data.length;
    if (this.recorder !== null) {
      const shown = secret
        ? { value: null, meaning: describeSecret(data), secret }
        : { value: dataValue(data), meaning: describeBytes(data) };
      this.record(name, { ...shown, parts: countedParts({ name: 'Data', start, end: this.at, ...shown }) });
    }
    return { start, length: data.length };
  }

  /**
   * All that is left; may be nothing, which is then no field. `raw`: nobody knows what it is, so it has no value; `secret`:
   * nor is it shown.
   */
  rest(name: string, as: 'value' | 'raw' | 'secret' = 'value'): ByteRange {
    this.itemStart = this.at;
    if (!this.isBroken) {
      this.at = this.limit;
      if (this.recorder !== null) {
        const data = this.bytes.subarray(this.itemStart, this.at);
        const value = as === 'value' ? dataValue(data) : null;
        const secret = as === 'secret';
        this.record(name, { value, meaning: secret ? describeSecret(data) : describeBytes(data), secret });
      }
    }
    return { start: this.itemStart, length: this.at - this.itemStart };
  }

  /** Reads with `read` no further than `length` bytes from here, then goes on behind them whatever was read. */
  within(length: number, read: () => void): void {
    if (this.isBroken) return;
    const outer = this.limit;
    const stop = this.at + length;
    this.limit = Math.min(stop, outer);
    read();
    // What broke inside ends there; the packet goes on behind it, unless it is too short itself.
    this.isBroken = stop > outer;
    this.at = this.limit;
    this.limit = outer;
  }

  /** What `read` reads stands under this name. */
  group<Value>(name: string, read: () => Value): Value {
    this.recorder?.open(name);
    const value = read();
    this.recorder?.close(this.at);
    return value;
  }

  /**
   * Notes a broken rule at the item read last, or at `offset` (from the packet's first byte). What is missing is missed at the
   * last byte.
   */
  note(rule: RuleName, problem: string, more?: { readonly offset?: number; readonly clause?: string }): void {
    const offset = Math.min(more?.offset ?? this.itemStart, Math.max(this.bytes.length - 1, 0));
    this.noted.add(noteOf(rule, this.level, offset, problem, more?.clause));
  }

  /** The notes so far, by offset. Their offsets count from the packet's first byte. */
  notes(): readonly PacketNote[] {
    return this.noted.sorted(this.level);
  }

  private number(name: string, length: number, words: NumberWords): number {
    this.itemStart = this.at;
    if (!this.fits(name, length)) return 0;
    let value = 0;
    for (const stop = this.at + length; this.at < stop; this.at += 1) value = value * 256 + (this.bytes[this.at] ?? 0);
    if (this.recorder !== null) {
      this.record(name, { value, meaning: words.meaning?.(value) ?? String(value), bits: words.bits?.(value) });
    }
    return value;
  }

  private countedText(name: string): ReadText {
    const data = this.counted(name);
    if (data === undefined) return { text: '', end: this.at, length: 0 };
    checkText(data, name, this.at - data.length, this);
    return { text: decodeUtf8(data), end: this.at, length: data.length };
  }

  /** Moves over two length bytes and what they announce; undefined when it does not fit. */
  private counted(name: string): Uint8Array | undefined {
    if (!this.fits(name, 2)) return undefined;
    const length = ((this.bytes[this.at] ?? 0) << 8) | (this.bytes[this.at + 1] ?? 0);
    if (!this.fits(name, 2 + length)) return undefined;
    this.at += 2 + length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  /** Whether `length` more bytes are there; if not, the cursor breaks in the item. */
  private fits(name: string, length: number): boolean {
    if (this.isBroken) return false;
    if (this.at + length <= this.limit) return true;
    this.breakAt('fieldCut', `ends ${this.itemStart < this.limit ? 'inside' : 'before'} ${name}`, name);
    return false;
  }

  private breakAt(rule: RuleName, problem: string, name: string): void {
    this.isBroken = true;
    if (this.complete) this.note(rule, problem, { offset: Math.min(this.itemStart, this.limit - 1) });
    this.at = this.limit;
    this.record(name, { value: null, meaning: 'cut off', secret: this.itemSecret });
  }

  /** Tells the recorder of the item that ends here; an item of no bytes is no field. */
  private record(name: string, { value, meaning, bits, parts, secret }: Said): void {
    if (this.at === this.itemStart) return;
    this.recorder?.field({ name, start: this.itemStart, end: this.at, value, meaning, bits, parts, secret });
  }
}
