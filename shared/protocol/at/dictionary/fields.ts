import type { DecodedField, FieldSpec } from './entryTypes.ts';

type Extras = Omit<FieldSpec, 'name' | 'meaning' | 'type'>;

const field =
  (type: FieldSpec['type']) =>
  (name: string, meaning: string, extras: Extras = {}): FieldSpec => ({ name, meaning, type, ...extras });

/** A whole number; `{ range: [[0, 9]] }`, `{ unit: 's' }`. */
export const integer = field('integer');
/** A number that may have a point: `3.591`. */
export const number = field('number');
/** Quoted when typed: `"iot.example"`. */
export const string = field('string');
/** Hexadecimal digits, quoted or not. */
export const hex = field('hex');
/** Anything; as the last field of an answer it takes what is left of the line, commas and all. */
export const text = field('text');

/** A number whose values have names; others are allowed only with a `range`. */
export const choice = (
  name: string,
  meaning: string,
  values: Readonly<Record<string, string>>,
  extras: Omit<Extras, 'values'> = {},
): FieldSpec => ({ name, meaning, type: 'integer', values, ...extras });

/** A quoted word out of a list. */
export const word = (
  name: string,
  meaning: string,
  values: Readonly<Record<string, string>>,
  extras: Omit<Extras, 'values'> = {},
): FieldSpec => ({ name, meaning, type: 'string', values, ...extras });

/** The field may be left out, with all behind it. */
export const optional = (spec: FieldSpec): FieldSpec => ({ ...spec, optional: true });

/** What stands in place of a password. */
export const HIDDEN = '(hidden)';

/** Why a value does not fit its field. */
export type FieldFault =
  | 'not-a-number'
  | 'not-hexadecimal'
  | 'out-of-range'
  | 'unknown-value'
  | 'wrong-length'
  | 'wrong-beginning';

/** `−77 dBm`: a number with a real minus sign and its unit. */
export function withUnit(value: number | string, unit?: string): string {
  const digits = String(value).replace(/^-/, '−');
  return unit === undefined ? digits : `${digits} ${unit}`;
}

/** One field of a real line, without quotes, in words and units. Never throws; what does not fit is a warning. */
export function readField(spec: FieldSpec, raw: string): DecodedField {
  const { name } = spec;
  if (spec.secret === true) return { name, raw: raw === '' ? '' : HIDDEN, text: raw === '' ? 'empty' : HIDDEN };
  if (raw === '') return { name, raw, text: 'not given' };
  const fault = faultOf(spec, raw);
  const severity = fault === null ? spec.judge?.(raw) : 'warning';
  const decoded = { name, raw, text: fault === 'not-a-number' ? raw : fieldText(spec, raw) };
  return severity === undefined ? decoded : { ...decoded, severity };
}

/** What is wrong with a value, without its quotes; null when it fits or is empty. */
export function faultOf(spec: FieldSpec, raw: string): FieldFault | null {
  if (raw === '') return null;
  if (meaningOf(spec, raw) !== undefined) return null;
  const { type, values, range, length, begins } = spec;
  if (begins !== undefined && !raw.toLowerCase().startsWith(begins)) return 'wrong-beginning';
  if (length !== undefined && (raw.length < length[0] || raw.length > length[1])) return 'wrong-length';
  if (type === 'hex' && !/^(0x)?[0-9a-f]+$/i.test(raw)) return 'not-hexadecimal';
  if (type === 'integer' || type === 'number') {
    if (!(type === 'integer' ? /^[-+]?\d{1,15}$/ : /^[-+]?\d*\.?\d+$/).test(raw)) return 'not-a-number';
    const value = Number(raw);
    if (range !== undefined) return range.some(([from, to]) => value >= from && value <= to) ? null : 'out-of-range';
  }
  return values === undefined ? null : 'unknown-value';
}

function fieldText(spec: FieldSpec, raw: string): string {
  const named = meaningOf(spec, raw);
  if (named !== undefined) return named;
  if (spec.words !== undefined) return spec.words(raw);
  if (spec.type === 'integer' || spec.type === 'number') return withUnit(raw, spec.unit);
  return spec.unit === undefined ? raw : `${raw} ${spec.unit}`;
}

/** The meaning of a value: `01` is found under `1`, words in any case. */
function meaningOf({ type, values }: FieldSpec, raw: string): string | undefined {
  if (values === undefined) return undefined;
  const plain = type === 'integer' && /^[-+]?\d{1,15}$/.test(raw) ? String(Number(raw)) : raw;
  if (Object.hasOwn(values, plain)) return values[plain];
  if (type === 'integer') return undefined;
  const folded = plain.toLowerCase();
  const key = Object.keys(values).find((candidate) => candidate.toLowerCase() === folded);
  return key === undefined ? undefined : values[key];
}

/** All fields of a line by their specs; what is left over is kept as it is, and marked. */
export function readFields(specs: readonly FieldSpec[], fields: readonly string[]): readonly DecodedField[] {
  const decoded: DecodedField[] = [];
  for (const [index, spec] of specs.entries()) {
    if (index >= fields.length) break;
    const rest = spec.type === 'text' && index === specs.length - 1;
    decoded.push(readField(spec, rest ? fields.slice(index).join(',') : (fields[index] ?? '')));
    if (rest) return decoded;
  }
  for (const [index, raw] of fields.entries()) {
    if (index >= specs.length) decoded.push({ name: `field ${index + 1}`, raw, text: raw, severity: 'note' });
  }
  return decoded;
}
