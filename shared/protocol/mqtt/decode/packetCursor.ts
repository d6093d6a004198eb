import { decodeUtf8, isUtf8 } from '../../../base/utf8.ts';
import type { MqttLevel } from '../../../model/row.ts';

/** A named stretch of a packet. `end` is exclusive; both count from the packet's first byte. */
export interface PacketField {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

export interface ByteRange {
  readonly start: number;
  readonly length: number;
}

/**
 * Reads a packet from front to back, item by item. Never throws: an item that does not fit is 0, '' or empty, everything
 * after it too, and `problems` says where it broke. Notes a field per item when asked to, so that the summary and the field
 * list come from one decoder and every byte read belongs to exactly one field.
 */
export interface PacketCursor {
  readonly bytes: Uint8Array;
  /** Protocol level the packet is read by. */
  readonly level: MqttLevel;
  /** False: only the beginning of the packet is at hand. What is missing is then no fault of the packet. */
  readonly complete: boolean;
  readonly pos: number;
  /** Bytes still to read. */
  readonly left: number;
  /** An item did not fit: there is nothing more to read. */
  readonly broken: boolean;
  readonly problems: readonly string[];

  byte(name: string, describe?: (value: number) => string): number;
  uint16(name: string, describe?: (value: number) => string): number;
  uint32(name: string, describe?: (value: number) => string): number;
  /** Variable byte integer of at most four bytes (5.0 section 1.5.5). */
  varint(name: string): number;
  /** UTF-8 string behind its two length bytes (3.1.1 section 1.5.3). */
  text(name: string): string;
  /** Two strings, one field. */
  pair(name: string): { readonly key: string; readonly value: string };
  /** Binary data behind its two length bytes. The range is that of the data alone. */
  data(name: string, describe: (data: Uint8Array) => string): ByteRange;
  /** All that is left; may be nothing, which is then no field. */
  rest(name: string, describe: (data: Uint8Array) => string): ByteRange;
  /** Reads with `read` no further than `length` bytes from here, then goes on behind them whatever was read. */
  within(length: number, read: () => void): void;
  problem(text: string): void;
  /** CONNECT names its own level: from here on the packet is read by it. */
  readAs(level: MqttLevel): void;
}

interface CursorOptions {
  readonly bytes: Uint8Array;
  readonly level: MqttLevel;
  readonly start: number;
  /** Exclusive; at most `bytes.length`. */
  readonly end: number;
  readonly complete: boolean;
  /** Where fields are noted; null when nobody wants them. */
  readonly fields: PacketField[] | null;
}

/** Characters of a value; a topic name may be 65,535 bytes long. */
const MAX_VALUE = 1000;
const clip = (text: string): string => (text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text);
const NO_BYTES = new Uint8Array(0);

export function createPacketCursor(options: CursorOptions): PacketCursor {
  const { bytes, start, end, complete, fields } = options;
  const problems: string[] = [];
  let level = options.level;
  let pos = start;
  let limit = end;
  let broken = false;
  /** Where the item now being read began. */
  let itemStart = start;

  const note = (name: string, value: () => string): void => {
    if (fields !== null && pos > itemStart) fields.push({ name, start: itemStart, end: pos, value: value() });
  };
  const breakAt = (problem: string, name: string): void => {
    broken = true;
    if (complete) problems.push(problem);
    pos = limit;
    note(name, () => 'cut off');
  };
  /** Whether `length` more bytes are there; if not, the cursor breaks in the item. */
  const fits = (name: string, length: number): boolean => {
    if (broken) return false;
    if (pos + length <= limit) return true;
    breakAt(itemStart < limit ? `ends inside ${name}` : `ends before ${name}`, name);
    return false;
  };
  const number = (name: string, length: number, describe: (value: number) => string): number => {
    itemStart = pos;
    if (!fits(name, length)) return 0;
    let value = 0;
    while (pos < itemStart + length) {
      value = value * 256 + (bytes[pos] ?? 0);
      pos += 1;
    }
    note(name, () => describe(value));
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
  const countedText = (name: string): string => {
    const data = counted(name);
    if (data === undefined) return '';
    const clause = level === 5 ? 'MQTT-1.5.4' : 'MQTT-1.5.3';
    if (!isUtf8(data)) problems.push(`${name} is not UTF-8 [${clause}-1]`);
    else if (data.includes(0)) problems.push(`${name} holds U+0000 [${clause}-2]`);
    return decodeUtf8(data);
  };

  return {
    bytes,
    complete,
    problems,
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
    byte: (name, describe = String) => number(name, 1, describe),
    uint16: (name, describe = String) => number(name, 2, describe),
    uint32: (name, describe = String) => number(name, 4, describe),
    varint(name) {
      itemStart = pos;
      let length = 1;
      while (length < 4 && (bytes[pos + length - 1] ?? 0) >= 0x80) length += 1;
      if (!fits(name, length)) return 0;
      let value = 0;
      for (let i = length - 1; i >= 0; i -= 1) value = value * 128 + ((bytes[pos + i] ?? 0) & 0x7f);
      const last = bytes[pos + length - 1] ?? 0;
      if (last >= 0x80) {
        breakAt(`${name} has more than four bytes [MQTT-1.5.5-1]`, name);
        return 0;
      }
      if (length > 1 && last === 0) problems.push(`${name} takes more bytes than it needs [MQTT-1.5.5-1]`);
      pos += length;
      note(name, () => String(value));
      return value;
    },
    text(name) {
      itemStart = pos;
      const text = countedText(name);
      if (!broken) note(name, () => clip(text));
      return text;
    },
    pair(name) {
      itemStart = pos;
      const key = countedText(name);
      const value = countedText(name);
      if (!broken) note(name, () => clip(`${key}: ${value}`));
      return { key, value };
    },
    data(name, describe) {
      itemStart = pos;
      const data = counted(name);
      if (data === undefined) return { start: pos, length: 0 };
      note(name, () => describe(data));
      return { start: pos - data.length, length: data.length };
    },
    rest(name, describe) {
      itemStart = pos;
      if (!broken) {
        pos = limit;
        note(name, () => describe(pos > itemStart ? bytes.subarray(itemStart, pos) : NO_BYTES));
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
    problem(text) {
      problems.push(text);
    },
    readAs(own) {
      level = own;
    },
  };
}
