import { expect, test } from 'vitest';
import { severitiesIn } from '../../capture.testkit.ts';
import { commandTooSoon } from './commandTooSoon.ts';

const raw = String.raw;

test.each([
  [
    'before the result',
    raw`0 TX AT+CGATT=1\r${'\n'}0.1 TX AT+CSQ\r${'\n'}2 RX \r\nOK\r\n${'\n'}2.1 RX \r\n+CSQ: 9,99\r\n\r\nOK\r\n`,
    ['warning'],
  ],
  ['and it was lost', raw`0 TX AT+CGATT=1\r${'\n'}0.1 TX AT+CGACT=1,1\r${'\n'}2 RX \r\nERROR\r\n`, ['fault']],
  [
    'and done right later',
    raw`0 TX AT+CGATT=1\r${'\n'}0.1 TX AT+CGACT=1,1\r${'\n'}2 RX \r\nERROR\r\n${'\n'}9 TX AT+CGATT=1\r${'\n'}9.1 RX \r\nOK\r\n`,
    ['warning'],
  ],
  [
    'a search for networks ends with any byte',
    raw`0 TX AT+COPS=?\r${'\n'}20 TX AT+CSQ\r${'\n'}20.1 RX \r\nERROR\r\n`,
    ['fault'],
  ],
  [
    'a question lost, beside another failure',
    raw`0 TX AT+COPS=?\r${'\n'}20 TX AT+CSQ\r${'\n'}20.1 RX \r\nERROR\r\n${'\n'}21 TX AT+CEREG?\r${'\n'}21.1 RX \r\n+CEREG: 0,3\r\n\r\nOK\r\n`,
    ['warning'],
  ],
  [
    'a report comes meanwhile, and nobody answers',
    raw`0 TX at\r${'\n'}0.9 RX \r\nAutobaud: OK\r\n${'\n'}1.1 TX AT\r${'\n'}1.2 RX \r\nOK\r\n`,
    [],
  ],
  [
    'two commands in one go',
    raw`0 TX AT+CGATT=1\rAT+CSQ\r${'\n'}2 RX \r\nOK\r\n${'\n'}2.1 RX \r\n+CSQ: 9,99\r\n\r\nOK\r\n`,
    ['warning'],
  ],
  [
    'after the result',
    raw`0 TX AT+CSQ\r${'\n'}0.1 RX \r\n+CSQ: 9,99\r\n\r\nOK\r\n${'\n'}0.101 TX AT\r${'\n'}0.2 RX \r\nOK\r\n`,
    [],
  ],
  [
    'only the late result is due',
    raw`0 TX AT+NETOPEN\r${'\n'}0.1 RX \r\nOK\r\n${'\n'}0.2 TX AT+CSQ\r${'\n'}0.3 RX \r\n+CSQ: 9,99\r\n\r\nOK\r\n${'\n'}1 RX \r\n+NETOPEN: 0\r\n`,
    [],
  ],
  [
    'two receivers out of step',
    raw`0 TX AT\r${'\n'}0.010 TX AT+CSQ\r${'\n'}0.018 RX \r\nOK\r\n${'\n'}0.1 RX \r\n+CSQ: 9,99\r\n\r\nOK\r\n`,
    [],
  ],
  ['repeated until somebody answers', raw`0 TX AT\r${'\n'}0.2 TX AT\r${'\n'}0.4 TX AT\r${'\n'}1 RX \r\nOK\r\n`, []],
  ['into a prompt', raw`0 TX AT+CMQTTTOPIC=0,9\r${'\n'}0.1 RX \r\n>${'\n'}3 TX AT+CSQ\r${'\n'}6 TX AT\r`, []],
  ['nobody answers', raw`0 TX AT\r${'\n'}0.1 TX ATE0\r${'\n'}0.2 TX AT+CSQ\r`, []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(commandTooSoon, log)).toEqual(severities);
});

test('times are needed', () => {
  const log = raw`0 TX AT+CGATT=1\r${'\n'}0.1 TX AT+CSQ\r${'\n'}2 RX \r\nERROR\r\n`;
  expect(severitiesIn(commandTooSoon, log, { timed: false })).toEqual([]);
});
