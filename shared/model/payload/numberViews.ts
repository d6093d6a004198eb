import { halfFloat } from './byteReader.ts';
import { floatLiteral } from './valueWriter.ts';

/** The bytes read as numbers of one kind, one behind the other. */
export interface NumberView {
  /** `uint16`, `float32` … */
  readonly type: string;
  /** '' for single bytes. */
  readonly order: '' | 'little-endian' | 'big-endian';
  /** Of the first bytes only when there are many: see `count`. */
  readonly values: readonly string[];
  /** How many numbers the bytes are. */
  readonly count: number;
  /** The first as a time since 1970, when it is a plausible one; else ''. */
  readonly time: string;
}

const MAX_VALUES = 64;

type Read = (view: DataView, at: number, little: boolean) => number | bigint;
const KINDS: readonly { readonly type: string; readonly size: number; readonly read: Read; readonly float?: true }[] = [
  { type: 'uint64', size: 8, read: (view, at, little) => view.getBigUint64(at, little) },
  { type: 'int64', size: 8, read: (view, at, little) => view.getBigInt64(at, little) },
  { type: 'float64', size: 8, read: (view, at, little) => view.getFloat64(at, little), float: true },
  { type: 'uint32', size: 4, read: (view, at, little) => view.getUint32(at, little) },
  { type: 'int32', size: 4, read: (view, at, little) => view.getInt32(at, little) },
  { type: 'float32', size: 4, read: (view, at, little) => view.getFloat32(at, little), float: true },
  { type: 'uint16', size: 2, read: (view, at, little) => view.getUint16(at, little) },
  { type: 'int16', size: 2, read: (view, at, little) => view.getInt16(at, little) },
  { type: 'float16', size: 2, read: (view, at, little) => halfFloat(view.getUint16(at, little)), float: true },
  { type: 'uint8', size: 1, read: (view, at) => view.getUint8(at) },
  { type: 'int8', size: 1, read: (view, at) => view.getInt8(at) },
];

/** Every kind of number that fills the bytes without rest, the widest first, little-endian (as an STM32 keeps them) before big-endian. */
export function numberViews(bytes: Uint8Array): readonly NumberView[] {
  if (bytes.length === 0) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return KINDS.filter(({ size }) => bytes.length % size === 0).flatMap(({ type, size, read, float }) => {
    const count = bytes.length / size;
    const orders = size === 1 ? ([''] as const) : (['little-endian', 'big-endian'] as const);
    return orders.map((order): NumberView => {
      const numbers = Array.from({ length: Math.min(count, MAX_VALUES) }, (_, i) =>
        read(view, i * size, order === 'little-endian'),
      );
      return {
        type,
        order,
        values: numbers.map((value) => (float === true ? shortFloat(Number(value), size) : String(value))),
        count,
        time: type === 'uint32' || type === 'uint64' ? timeOf(numbers[0] ?? 0) : '',
      };
    });
  });
}

/** With no more digits than the number holds: a float32 of 21.5 that was 21.1 is not 21.100000381469727. */
function shortFloat(value: number, size: number): string {
  if (size === 8) return floatLiteral(value);
  const digits = size === 4 ? 9 : 5;
  for (let precision = 1; precision < digits; precision += 1) {
    const short = Number(value.toPrecision(precision));
    const same = size === 4 ? Math.fround(short) === value : Math.abs(short - value) <= Math.abs(value) * 2 ** -12;
    if (same) return floatLiteral(short);
  }
  return floatLiteral(Number.isFinite(value) ? Number(value.toPrecision(digits)) : value);
}

const YEAR_2001 = 978_307_200;
/** The last second that 31 bits hold, in 2038. */
const LAST_SECOND = 2_147_483_647;

/** Seconds or milliseconds since 1970, of this century. */
function timeOf(value: number | bigint): string {
  const number = Number(value);
  const seconds = number > LAST_SECOND ? number / 1000 : number;
  if (seconds < YEAR_2001 || seconds > LAST_SECOND) return '';
  return new Date(Math.floor(seconds) * 1000).toISOString().replace('.000Z', 'Z');
}
