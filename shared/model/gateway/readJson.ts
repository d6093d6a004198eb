import { decodeUtf8, isUtf8 } from '../../base/utf8.ts';

/** A longer payload is no message of a gateway that anyone would read. */
const MAX_BYTES = 524_288;

export type JsonObject = Readonly<Record<string, unknown>>;

/** The value of a JSON payload; undefined when it is none. */
export function readJson(payload: Uint8Array): unknown {
  if (payload.length === 0 || payload.length > MAX_BYTES || !isUtf8(payload)) return undefined;
  try {
    return JSON.parse(decodeUtf8(payload));
  } catch {
    return undefined;
  }
}

export const asObject = (value: unknown): JsonObject | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;

/** The object under a name; an empty one when there is none. */
export const objectAt = (object: JsonObject, name: string): JsonObject => asObject(object[name]) ?? {};

/** The objects of the list under a name. */
export const listAt = (object: JsonObject, name: string): readonly JsonObject[] => objectsOf(object[name]);

export const objectsOf = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.map(asObject).filter((item) => item !== null) : [];

/** Text or number under a name as text; '' for anything else. */
export function textAt(object: JsonObject, name: string): string {
  const value = object[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

export function numberAt(object: JsonObject, name: string): number | null {
  const value = object[name];
  return typeof value === 'number' ? value : null;
}

/** One value in a few words: objects and lists as short JSON. */
export function shortValue(value: unknown): string {
  if (typeof value === 'string') return value.length > MAX_VALUE ? `${value.slice(0, MAX_VALUE)}…` : value;
  const text = JSON.stringify(value) ?? '';
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text;
}
const MAX_VALUE = 80;
