import {
  createByteReader,
  DEFAULT_MAX_CHARS,
  type DecodedValue,
  type DecodeValueOptions,
  MAX_DEPTH,
} from './byteReader.ts';
import { createValueWriter, floatLiteral, hexLiteral } from './valueWriter.ts';

const INDEFINITE = 31;
const BREAK = 0xff;
/** Bytes of a bignum that is written as a decimal number. */
const MAX_BIGNUM = 64;

/**
 * Reads the first CBOR item (RFC 8949) into diagnostic notation (section 8). Bounded in depth and in output; what is
 * malformed ends the reading with a problem.
 */
export function decodeCbor(input: Uint8Array, options: DecodeValueOptions = {}): DecodedValue {
  const reader = createByteReader(input);
  const writer = createValueWriter(options.inline === true, options.maxChars ?? DEFAULT_MAX_CHARS);
  const major = (input[0] ?? 0) >> 5;

  /** The argument behind the initial byte (section 3). */
  const argument = (info: number): bigint => {
    if (info < 24) return BigInt(info);
    if (info === 24) return BigInt(reader.uint(1));
    if (info === 25) return BigInt(reader.uint(2));
    if (info === 26) return BigInt(reader.uint(4));
    if (info === 27) return reader.uint64();
    reader.fail('A length that CBOR reserves');
    return 0n;
  };
  const atBreak = (): boolean => {
    if (input[reader.position] !== BREAK) return false;
    reader.uint(1);
    return true;
  };
  /** Repeats until the count or the break; false stands for `indefinite`. */
  const repeat = (count: bigint | null, once: () => void): void => {
    for (let done = 0n; count === null ? !atBreak() : done < count; done += 1n) {
      if (reader.failed || !writer.open) return;
      writer.item();
      once();
    }
  };
  const text = (type: number, info: number): void => {
    const length = Number(argument(info));
    writer.scalar(type === 2 ? hexLiteral(reader.bytes(length)) : reader.quoted(length));
  };
  /** A string in pieces: each must be a definite one of the same type (section 3.2.3). */
  const pieces = (type: number): void => {
    writer.begin('(_ ');
    repeat(null, () => {
      const head = reader.uint(1);
      if (head >> 5 !== type || (head & 31) === INDEFINITE) reader.fail('A piece of a string of another type');
      else text(type, head & 31);
    });
    writer.end(')');
  };
  const tagged = (tag: bigint, depth: number): void => {
    const head = input[reader.position] ?? 0;
    const isShort = (head >= 0x40 && head < 0x58) || (head === 0x58 && (input[reader.position + 1] ?? 0) <= MAX_BIGNUM);
    if ((tag === 2n || tag === 3n) && isShort) {
      reader.uint(1);
      const bytes = reader.bytes(Number(argument(head & 31)));
      const value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
      writer.scalar(String(tag === 2n ? value : -1n - value));
      return;
    }
    writer.scalar(`${tag}(`);
    item(depth + 1);
    writer.scalar(')');
  };
  const simple = (info: number): void => {
    if (info >= 25 && info <= 27) {
      writer.scalar(floatLiteral(reader.float(info === 25 ? 2 : info === 26 ? 4 : 8)));
      return;
    }
    if (info === INDEFINITE) {
      reader.fail('A break where nothing is open');
      return;
    }
    const value = Number(argument(info));
    if (info === 24 && value < 32) reader.fail('A simple value in two bytes where one must do');
    else writer.scalar(SIMPLE[value] ?? `simple(${value})`);
  };
  const item = (depth: number): void => {
    if (depth > MAX_DEPTH) reader.fail(`Nested deeper than ${MAX_DEPTH} levels`);
    const head = reader.uint(1);
    if (reader.failed) return;
    const type = head >> 5;
    const info = head & 31;
    switch (type) {
      case 0:
        writer.scalar(String(argument(info)));
        return;
      case 1:
        writer.scalar(String(-1n - argument(info)));
        return;
      case 2:
      case 3:
        if (info === INDEFINITE) pieces(type);
        else text(type, info);
        return;
      case 4:
      case 5: {
        const count = info === INDEFINITE ? null : argument(info);
        writer.begin(`${type === 4 ? '[' : '{'}${count === null ? '_ ' : ''}`);
        repeat(count, () => {
          item(depth + 1);
          if (type === 4) return;
          writer.colon();
          item(depth + 1);
        });
        writer.end(type === 4 ? ']' : '}');
        return;
      }
      case 6:
        tagged(argument(info), depth);
        return;
      default:
        simple(info);
    }
  };

  item(0);
  return {
    text: writer.text(),
    problem: reader.problem,
    read: reader.position,
    endsEarly: reader.endsEarly,
    shape: major === 5 ? 'map' : major === 4 ? 'array' : 'other',
  };
}

const SIMPLE: Readonly<Record<number, string>> = { 20: 'false', 21: 'true', 22: 'null', 23: 'undefined' };
