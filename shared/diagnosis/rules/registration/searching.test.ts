import { expect, test } from 'vitest';
import { exchanges, findIn, severitiesIn } from '../../capture.testkit.ts';
import { searching } from './searching.ts';

const ask = (name: string, stat: number) => [`AT+${name}?`, `+${name}: 0,${stat}`, 'OK'] as const;

/** Manual V3.00 4.2.16; TS 27.007 7.2. */
test.each([
  ['never found', exchanges(ask('CEREG', 2), 60, ask('CEREG', 2)), ['fault']],
  ['not even searching', exchanges(ask('CEREG', 0)), ['fault']],
  ['as reports', exchanges(['', '+CGREG: 2']), ['fault']],
  ['calls alone, where nothing else is known', exchanges(ask('CREG', 2)), ['fault']],
  ['emergency calls only', exchanges(ask('CEREG', 8)), ['fault']],
  [
    'since the last start',
    exchanges(ask('CEREG', 1), ['AT+CRESET', 'OK'], 9, ['', 'RDY'], 9, ask('CEREG', 2)),
    ['fault'],
  ],
  ['found in the end', exchanges(ask('CEREG', 2), 9, ask('CEREG', 1)), []],
  ['found by 2G', exchanges(ask('CEREG', 0), ask('CGREG', 5)), []],
  ['for calls only', exchanges(ask('CREG', 0), ask('CEREG', 1)), []],
  ['refused', exchanges(ask('CEREG', 2), ask('CEREG', 3)), []],
  ['lost again', exchanges(ask('CEREG', 1), 60, ask('CEREG', 2)), []],
  ['the data connection is up', exchanges(ask('CREG', 0), ['AT+NETOPEN', 'OK', '+NETOPEN: 0']), []],
  ['the serving cell says online', exchanges(ask('CREG', 2), ['AT+CPSI?', '+CPSI: LTE,Online,001-01,0x12', 'OK']), []],
  ['nothing said of it', exchanges(['AT', 'OK']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(searching, log)).toEqual(severities);
});

test('says how long', () => {
  const log = exchanges(ask('CEREG', 2), 60, ask('CEREG', 2));
  expect(findIn(searching, log)[0]?.detail).toBe('+CEREG is 2, searching for 61 s, and never became 1 or 5.');
});
