import { expect, test } from 'vitest';
import { exchanges, severitiesIn } from '../../capture.testkit.ts';
import { cregOnly } from './cregOnly.ts';

const ask = (name: string, stat: number) => [`AT+${name}?`, `+${name}: 0,${stat}`, 'OK'] as const;

test.each([
  ['data by LTE', exchanges(ask('CREG', 0), ask('CEREG', 1)), ['note']],
  ['data by 2G, roaming', exchanges(ask('CREG', 3), ask('CGREG', 5)), ['note']],
  ['both', exchanges(ask('CREG', 1), ask('CEREG', 1)), []],
  ['neither', exchanges(ask('CREG', 0), ask('CEREG', 0)), []],
  ['calls alone', exchanges(ask('CREG', 0)), []],
  ['calls a little later', exchanges(ask('CREG', 2), ask('CEREG', 1), ask('CREG', 1)), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(cregOnly, log)).toEqual(severities);
});
