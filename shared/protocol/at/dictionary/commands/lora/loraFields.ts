import type { FieldSpec, Severity } from '../../entryTypes.ts';
import { choice, text } from '../../fields.ts';

/** Hexadecimal digits in pairs, with colons between them or not. */
const digitsOf = (raw: string): string => raw.replace(/:/g, '');

/** A key or an identifier of so many bytes. */
export const BYTES = (
  name: string,
  meaning: string,
  bytes: number,
  extras: Pick<FieldSpec, 'secret' | 'personal'> = {},
): FieldSpec =>
  text(name, `${meaning}, ${bytes} bytes in hexadecimal`, {
    judge: (raw): Severity | undefined =>
      new RegExp(`^[0-9a-f]{${bytes * 2}}$`, 'i').test(digitsOf(raw)) ? undefined : 'warning',
    ...extras,
  });

export const SWITCH = (name: string, meaning: string): FieldSpec => choice(name, meaning, { 0: 'off', 1: 'on' });

export const CLASS: FieldSpec = text('class', 'class', {
  words: (raw) =>
    ({ A: 'A, listens after sending only', B: 'B, listens at agreed times', C: 'C, always listens' })[
      raw.toUpperCase()
    ] ?? raw,
});

export const DATA_RATE: FieldSpec = {
  name: 'dr',
  meaning: 'data rate, its meaning depends on the region',
  type: 'integer',
  range: [[0, 15]],
};

/** What a value typed with colons between its parts is made of: `2:0A0B`. */
export const parts = (raw: string): readonly string[] => raw.split(':');
