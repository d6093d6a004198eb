import type { BitField } from '../tree/fieldNode.ts';

export interface BitWords {
  readonly name: string;
  readonly mask: number;
  readonly meaning?: (value: number) => string;
}

/** The parts of a flags byte. */
export const readBits = (byte: number, words: readonly BitWords[]): readonly BitField[] =>
  words.map(({ name, mask, meaning }) => {
    const value = (byte & mask) / (mask & -mask);
    return { name, mask, value, meaning: meaning?.(value) ?? '' };
  });

const QOS = ['at most once', 'at least once', 'exactly once', 'does not exist'];
export const qosMeaning = (qos: number): string => QOS[qos] ?? '';
