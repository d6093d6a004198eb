import {
  createByteReader,
  DEFAULT_MAX_CHARS,
  type DecodedValue,
  type DecodeValueOptions,
  MAX_DEPTH,
} from './byteReader.ts';
import { createValueWriter, floatLiteral, hexLiteral } from './valueWriter.ts';

/** The extension type of a timestamp. */
const TIMESTAMP = -1;
const NANOS = 1_000_000_000n;

/** Reads the first MessagePack value into JSON, with `h'…'` for bytes and `ext(type, h'…')`. Bounded as decodeCbor is. */
export function decodeMsgPack(input: Uint8Array, options: DecodeValueOptions = {}): DecodedValue {
  const reader = createByteReader(input);
  const writer = createValueWriter(options.inline === true, options.maxChars ?? DEFAULT_MAX_CHARS);

  const container = (map: boolean, count: number, depth: number): void => {
    writer.begin(map ? '{' : '[');
    for (let done = 0; done < count && !reader.failed && writer.open; done += 1) {
      writer.item();
      value(depth + 1);
      if (!map) continue;
      writer.colon();
      value(depth + 1);
    }
    writer.end(map ? '}' : ']');
  };
  const extension = (length: number): void => {
    const type = (reader.uint(1) << 24) >> 24;
    const data = reader.bytes(length);
    if (reader.failed) return;
    const time = type === TIMESTAMP ? timestamp(data) : null;
    writer.scalar(time === null ? `ext(${type}, ${hexLiteral(data)})` : `timestamp(${JSON.stringify(time)})`);
  };
  const integer = (text: string | number | bigint): void => writer.scalar(String(text));
  const quoted = (length: number): void => writer.scalar(reader.quoted(length));
  const bytes = (length: number): void => writer.scalar(hexLiteral(reader.bytes(length)));

  /** The formats with a first byte of their own, d4 … d8 aside. */
  const formats: Readonly<Record<number, (depth: number) => void>> = {
    192: () => writer.scalar('null'),
    193: () => reader.fail('The byte c1, which MessagePack never uses'),
    194: () => writer.scalar('false'),
    195: () => writer.scalar('true'),
    196: () => bytes(reader.uint(1)),
    197: () => bytes(reader.uint(2)),
    198: () => bytes(reader.uint(4)),
    199: () => extension(reader.uint(1)),
    200: () => extension(reader.uint(2)),
    201: () => extension(reader.uint(4)),
    202: () => writer.scalar(floatLiteral(reader.float(4))),
    203: () => writer.scalar(floatLiteral(reader.float(8))),
    204: () => integer(reader.uint(1)),
    205: () => integer(reader.uint(2)),
    206: () => integer(reader.uint(4)),
    207: () => integer(reader.uint64()),
    208: () => integer((reader.uint(1) << 24) >> 24),
    209: () => integer((reader.uint(2) << 16) >> 16),
    210: () => integer(reader.uint(4) | 0),
    211: () => integer(BigInt.asIntN(64, reader.uint64())),
    217: () => quoted(reader.uint(1)),
    218: () => quoted(reader.uint(2)),
    219: () => quoted(reader.uint(4)),
    220: (depth) => container(false, reader.uint(2), depth),
    221: (depth) => container(false, reader.uint(4), depth),
    222: (depth) => container(true, reader.uint(2), depth),
    223: (depth) => container(true, reader.uint(4), depth),
  };
  const value = (depth: number): void => {
    if (depth > MAX_DEPTH) reader.fail(`Nested deeper than ${MAX_DEPTH} levels`);
    const head = reader.uint(1);
    if (reader.failed) return;
    if (head <= 0x7f) integer(head);
    else if (head <= 0x8f) container(true, head & 0x0f, depth);
    else if (head <= 0x9f) container(false, head & 0x0f, depth);
    else if (head <= 0xbf) quoted(head & 0x1f);
    else if (head >= 0xe0) integer(head - 256);
    else if (head >= 0xd4 && head <= 0xd8) extension(2 ** (head - 0xd4));
    else formats[head]?.(depth);
  };

  value(0);
  const first = input[0] ?? 0;
  const map = (first >= 0x80 && first <= 0x8f) || first === 0xde || first === 0xdf;
  const array = (first >= 0x90 && first <= 0x9f) || first === 0xdc || first === 0xdd;
  return {
    text: writer.text(),
    problem: reader.problem,
    read: reader.position,
    endsEarly: reader.endsEarly,
    shape: map ? 'map' : array ? 'array' : 'other',
  };
}

/** The timestamp extension in its three sizes as ISO 8601; null when it is none. */
function timestamp(data: Uint8Array): string | null {
  const reader = createByteReader(data);
  let seconds: bigint;
  let nanos = 0n;
  if (data.length === 4) seconds = BigInt(reader.uint(4));
  else if (data.length === 8) {
    const both = reader.uint64();
    nanos = both >> 34n;
    seconds = both & 0x3_ffff_ffffn;
  } else if (data.length === 12) {
    nanos = BigInt(reader.uint(4));
    seconds = BigInt.asIntN(64, reader.uint64());
  } else return null;
  const date = new Date(Number(seconds) * 1000);
  if (nanos >= NANOS || Number.isNaN(date.getTime())) return null;
  const whole = date.toISOString().slice(0, -5);
  return nanos === 0n ? `${whole}Z` : `${whole}.${String(nanos).padStart(9, '0').replace(/0+$/, '')}Z`;
}
