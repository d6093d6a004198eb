import { expect, test } from 'vitest';
import { findIn, severitiesIn } from '../../capture.testkit.ts';
import { promptShortData } from './promptShortData.ts';

const raw = String.raw;
const PAYLOAD = raw`0 TX AT+CMQTTPAYLOAD=0,24\r${'\n'}0.1 RX \r\n>${'\n'}0.2 TX {"mv":3712}`;
const RIGHT = raw`20 TX AT+CMQTTPAYLOAD=0,4\r${'\n'}20.1 RX \r\n>${'\n'}20.2 TX 3712${'\n'}20.3 RX \r\nOK\r\n`;

test.each([
  ['the next command fills it up', raw`${PAYLOAD}${'\n'}5 TX AT+CMQTTPUB=0,1,60\r${'\n'}5.1 RX \r\nOK\r\n`, ['fault']],
  ['the next command came soon', raw`${PAYLOAD}${'\n'}0.4 TX AT+CMQTTPUB=0,1,60\r${'\n'}0.5 RX \r\nOK\r\n`, ['fault']],
  ['several commands', raw`${PAYLOAD}${'\n'}5 TX AT\r${'\n'}10 TX AT\r${'\n'}15 TX AT\r`, ['fault']],
  ['nothing more was sent', raw`${PAYLOAD}${'\n'}30 RX \r\n+CREG: 1\r\n`, ['fault']],
  [
    'and the next one is right',
    raw`${PAYLOAD}${'\n'}5 TX AT+CMQTTPUB=0,1,60\r${'\n'}5.1 RX \r\nOK\r\n${'\n'}${RIGHT}`,
    ['warning'],
  ],
  ['sent in two pieces', raw`${PAYLOAD}${'\n'}4 TX {"mv":3712}00${'\n'}4.1 RX \r\nOK\r\n`, []],
  [
    'a command inside complete data',
    raw`0 TX AT+CMQTTPAYLOAD=0,24\r${'\n'}0.1 RX \r\n>${'\n'}0.2 TX {"run":"AT+CSQ\r","n":12}${'\n'}0.3 RX \r\nOK\r\n`,
    [],
  ],
  ['the modem restarted meanwhile', raw`${PAYLOAD}${'\n'}5 RX \r\nRDY\r\n`, []],
  ['the capture ends in the data', PAYLOAD, []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(promptShortData, log)).toEqual(severities);
});

test('counts what was meant', () => {
  const [found] = findIn(promptShortData, raw`${PAYLOAD}${'\n'}0.4 TX AT+CMQTTPUB=0,1,60\r${'\n'}0.5 RX \r\nOK\r\n`);
  expect(found?.detail).toBe(
    'AT+CMQTTPAYLOAD=0,24 declared 24 bytes, 11 were sent; AT+CMQTTPUB=0,1,60 was taken for the rest.',
  );
});
