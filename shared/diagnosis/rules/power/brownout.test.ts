import { expect, test } from 'vitest';
import { exchanges, findIn, severitiesIn } from '../../capture.testkit.ts';
import { brownout } from './brownout.ts';

const REGISTERED = ['', '+CEREG: 1'] as const;

test.each([
  ['on registration', exchanges(['', '+CEREG: 2'], REGISTERED, ['', 'RDY']), ['fault']],
  ['when the query first says so', exchanges(['AT+CEREG?', '+CEREG: 0,1', 'OK'], ['', 'RDY']), ['fault']],
  ['on a publish', exchanges(['AT+CMQTTPUB=0,1,60', 'OK'], ['', '*ATREADY: 1']), ['fault']],
  ['on a result that came late', exchanges(['AT+NETOPEN', 'OK'], 5, ['', '+NETOPEN: 0'], ['', 'RDY']), ['fault']],
  ['only the modem was heard', String.raw`0.0 RX \r\n+CREG: 1\r\n${'\n'}0.9 RX \xf8\x00\r\nRDY\r\n`, ['fault']],
  [
    'once, and registered again later',
    exchanges(['', '+CEREG: 2'], REGISTERED, ['', 'RDY'], 10, ['AT+CEREG?', '+CEREG: 0,1', 'OK']),
    ['warning'],
  ],
  [
    'again, with the last one unmended',
    exchanges(REGISTERED, ['', 'RDY'], 5, REGISTERED, ['', 'RDY']),
    ['fault', 'fault'],
  ],
  ['too long after it', exchanges(REGISTERED, 3, ['', 'RDY']), []],
  [
    'a registration that was known already',
    exchanges(['AT+CEREG?', '+CEREG: 0,1', 'OK'], 9, ['AT+CEREG?', '+CEREG: 0,1', 'OK'], ['', 'RDY']),
    [],
  ],
  ['after a command that does not transmit', exchanges(REGISTERED, 9, ['AT+CMQTTACCQ=0,"a"', 'OK'], ['', 'RDY']), []],
  ['a reset that was asked for', exchanges(REGISTERED, ['AT+CRESET', 'OK'], ['', 'RDY']), []],
  ['the power-on', exchanges(['', 'RDY'], REGISTERED), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(brownout, log)).toEqual(severities);
});

test('without times it must be the last thing before the restart', () => {
  const next = exchanges(REGISTERED, ['', 'RDY']);
  expect(severitiesIn(brownout, next, { timed: false })).toEqual(['fault']);
  const later = exchanges(REGISTERED, ['AT+CSQ', '+CSQ: 20,99', 'OK'], ['', 'RDY']);
  expect(severitiesIn(brownout, later, { timed: false })).toEqual([]);
});

test('says what the modem did and how long before', () => {
  const [found] = findIn(brownout, exchanges(['AT+NETOPEN', 'OK'], ['', 'RDY']));
  expect(found).toMatchObject({ rule: 'power.brownout', layer: 'power' });
  expect(found?.detail).toContain('it worked on AT+NETOPEN');
  expect(found?.evidence.map(({ text }) => text)).toEqual(['AT+NETOPEN', 'RDY']);
});
