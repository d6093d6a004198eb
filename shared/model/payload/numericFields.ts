import { MAX_FIELDS, type NumericField } from '../../contract/consoleTopic.ts';

/** Levels that are searched; deeper ones are no readings. */
const MAX_DEPTH = 16;
const MAX_POINTER = 1024;

/** The numbers of a JSON text, in its order, with the way to each as JSON Pointer (RFC 6901). No JSON has none. */
export function numericFields(text: string): readonly NumericField[] {
  const found: NumericField[] = [];
  const search = (value: unknown, pointer: string, depth: number): void => {
    if (found.length >= MAX_FIELDS || pointer.length > MAX_POINTER) return;
    if (typeof value === 'number') found.push({ pointer, value });
    else if (typeof value === 'object' && value !== null && depth < MAX_DEPTH) {
      for (const [key, inner] of Object.entries(value)) search(inner, `${pointer}/${escaped(key)}`, depth + 1);
    }
  };
  search(parsed(text), '', 0);
  return found;
}

/** The number a JSON Pointer leads to; undefined when there is none. */
export function numberAt(text: string, pointer: string): number | undefined {
  let value = parsed(text);
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return typeof value === 'number' ? value : undefined;
}

/** A pointer as people write it: `sensors.0.t`; the whole payload is `value`. */
export const pointerWords = (pointer: string): string =>
  pointer === ''
    ? 'value'
    : pointer
        .split('/')
        .slice(1)
        .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
        .join('.');

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
