import { expect, test } from 'vitest';
import { dialogue, severitiesIn } from '../../capture.testkit.ts';
import { cregOnly } from './cregOnly.ts';

const ask = (name: string, stat: number) => [`AT+${name}?`, `+${name}: 0,${stat}`, 'OK'] as const;

test.each([
  ['data by LTE', dialogue(ask('CREG', 0), ask('CEREG', 1)), ['note']],
  ['data by 2G, roaming', dialogue(ask('CREG', 3), ask('CGREG', 5)), ['note']],
  ['both', dialogue(ask('CREG', 1), ask('CEREG', 1)), []],
  ['neither', dialogue(ask('CREG', 0), ask('CEREG', 0)), []],
  ['calls alone', dialogue(ask('CREG', 0)), []],
  ['calls a little later', dialogue(ask('CREG', 2), ask('CEREG', 1), ask('CREG', 1)), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(cregOnly, log)).toEqual(severities);
});
