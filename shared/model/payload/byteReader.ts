import { decodeUtf8, isUtf8 } from '../../base/utf8.ts';

/** What came of reading a binary format: as far as it could be read, in words, and what is wrong. */
export interface DecodedValue {
  readonly text: string;
  /** Why reading stopped; '' when the value is whole. */
  readonly problem: string;
  /** Bytes that were read. Fewer than there are, without a problem: more follows the first value. */
  readonly read: number;
  /** The problem is that bytes are missing at the end. */
  readonly endsEarly: boolean;
  /** What the outermost value is. */
  readonly shape: 'map' | 'array' | 'other';
}

export interface DecodeValueOptions {
  /** All on one line. Default false. */
  readonly inline?: boolean;
  /** Characters at which writing stops. */
  readonly maxChars?: number;
}

export const DEFAULT_MAX_CHARS = 262_144;
/** Containers inside containers that are followed: deeper than any sensor nests, less than a call stack holds. */
export const MAX_DEPTH = 64;

/** Reads numbers and bytes in order, high byte first. After a problem every read gives 0 or nothing. */
export interface ByteReader {
  readonly position: number;
  readonly problem: string;
  readonly failed: boolean;
  /** It failed because bytes are missing. */
  readonly endsEarly: boolean;
  fail(problem: string): void;
  /** 1, 2 or 4 bytes. */
  uint(size: 1 | 2 | 4): number;
  uint64(): bigint;
  float(size: 2 | 4 | 8): number;
  bytes(length: number): Uint8Array;
  /** `length` bytes of UTF-8 as a JSON string. */
  quoted(length: number): string;
}

export function createByteReader(input: Uint8Array): ByteReader {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  let position = 0;
  let problem = '';
  let endsEarly = false;
  const fail = (words: string): void => {
    if (problem === '') problem = `${words} (byte ${position})`;
  };
  /** Where `length` bytes begin; null when there are not so many. */
  const take = (length: number): number | null => {
    if (problem !== '') return null;
    if (length > input.length - position) {
      endsEarly = true;
      const missing = length - (input.length - position);
      fail(`The payload ends ${missing} ${missing === 1 ? 'byte' : 'bytes'} too early`);
      return null;
    }
    const start = position;
    position += length;
    return start;
  };
  const bytes = (length: number): Uint8Array => {
    const start = take(length);
    return start === null ? input.subarray(0, 0) : input.subarray(start, start + length);
  };
  return {
    get position() {
      return position;
    },
    get problem() {
      return problem;
    },
    get failed() {
      return problem !== '';
    },
    get endsEarly() {
      return endsEarly;
    },
    fail,
    uint(size) {
      const at = take(size);
      if (at === null) return 0;
      return size === 1 ? view.getUint8(at) : size === 2 ? view.getUint16(at) : view.getUint32(at);
    },
    uint64() {
      const at = take(8);
      return at === null ? 0n : view.getBigUint64(at);
    },
    float(size) {
      const at = take(size);
      if (at === null) return 0;
      return size === 2 ? halfFloat(view.getUint16(at)) : size === 4 ? view.getFloat32(at) : view.getFloat64(at);
    },
    bytes,
    quoted(length) {
      const text = bytes(length);
      if (!isUtf8(text)) fail('A text is not UTF-8');
      return JSON.stringify(decodeUtf8(text));
    },
  };
}

/** IEEE 754 binary16. */
export function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
