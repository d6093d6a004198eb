import { expect, test } from 'vitest';
import { HISTORY_LENGTH } from '#shared/contract/settings.ts';
import { AT_DRAFT, newerLine, olderLine, rememberLine } from './sendHistory.ts';

const lines = ['AT', 'AT+CSQ', 'AT+CREG?'];

test('up walks to the oldest and stops, down comes back to the draft', () => {
  const texts: string[] = [];
  let cursor = AT_DRAFT;
  let text = 'AT+CMQ';
  for (let step = olderLine(lines, cursor, text); step !== null; step = olderLine(lines, cursor, text)) {
    ({ cursor, text } = step);
    texts.push(text);
  }
  for (let step = newerLine(lines, cursor); step !== null; step = newerLine(lines, cursor)) {
    ({ cursor, text } = step);
    texts.push(text);
  }
  expect(texts).toEqual(['AT+CREG?', 'AT+CSQ', 'AT', 'AT+CSQ', 'AT+CREG?', 'AT+CMQ']);
  expect(cursor).toEqual(AT_DRAFT);
});

test('an empty history has nowhere to go', () => {
  expect(olderLine([], AT_DRAFT, 'x')).toBeNull();
  expect(newerLine([], AT_DRAFT)).toBeNull();
});

test('a history that shrank meanwhile does not lead outside', () => {
  expect(olderLine(['AT'], { at: 9, draft: '' }, '')?.text).toBe('AT');
});

test.each([
  { line: 'ATI', expected: ['AT', 'AT+CSQ', 'AT+CREG?', 'ATI'] },
  { line: 'AT', expected: ['AT+CSQ', 'AT+CREG?', 'AT'] },
  { line: '  ', expected: lines },
])('remembering $line', ({ line, expected }) => {
  expect(rememberLine(lines, line)).toEqual(expected);
});

test('the history is bounded, oldest first out', () => {
  const full = Array.from({ length: HISTORY_LENGTH }, (_, i) => `AT+N=${i}`);
  const next = rememberLine(full, 'ATI');
  expect(next).toHaveLength(HISTORY_LENGTH);
  expect(next[0]).toBe('AT+N=1');
  expect(next.at(-1)).toBe('ATI');
});
