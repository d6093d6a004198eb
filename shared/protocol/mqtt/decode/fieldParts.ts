import type { ReadField } from '../tree/nodeRecorder.ts';
import { clip } from './wording.ts';

/** Text as it lies in a packet: `end` is behind its last byte, `length` counts its bytes. */
export interface ReadText {
  readonly text: string;
  readonly end: number;
  readonly length: number;
}

/** The two length bytes in front of `behind`, and that, unless it is empty. */
export function countedParts(behind: ReadField): readonly ReadField[] {
  const { start, end } = behind;
  const length = end - start;
  const head = { name: 'Length', start: start - 2, end: start, value: length, meaning: String(length) };
  return length === 0 ? [head] : [head, behind];
}

export const textParts = ({ text, end, length }: ReadText): readonly ReadField[] =>
  countedParts({ name: 'Text', start: end - length, end, value: text, meaning: clip(text) });

/** Name and value of a pair that begins at `start`. */
export const pairParts = (start: number, key: ReadText, value: ReadText): readonly ReadField[] => [
  { name: 'Name', start, end: key.end, value: key.text, meaning: clip(key.text), parts: textParts(key) },
  {
    name: 'Value',
    start: key.end,
    end: value.end,
    value: value.text,
    meaning: clip(value.text),
    parts: textParts(value),
  },
];
