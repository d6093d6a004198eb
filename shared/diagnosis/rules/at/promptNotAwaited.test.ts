import { expect, test } from 'vitest';
import { severitiesIn } from '../../capture.testkit.ts';
import { promptNotAwaited } from './promptNotAwaited.ts';

const raw = String.raw;
const TOPIC = raw`0 TX AT+CMQTTTOPIC=0,9\r`;
const RIGHT = raw`20 TX AT+CMQTTTOPIC=0,9\r${'\n'}20.1 RX \r\n>${'\n'}20.2 TX dev/1/pwr${'\n'}20.3 RX \r\nOK\r\n`;

test.each([
  [
    'the next command after the prompt',
    raw`${TOPIC}${'\n'}0.1 RX \r\n>${'\n'}5 TX AT+CSQ\r${'\n'}10 TX AT\r`,
    ['fault'],
  ],
  [
    'the command again',
    raw`${TOPIC}${'\n'}0.1 RX \r\n>${'\n'}5 TX AT+CMQTTTOPIC=0,9\r${'\n'}5.1 RX \r\nERROR\r\n`,
    ['fault'],
  ],
  [
    'done right later',
    raw`${TOPIC}${'\n'}0.1 RX \r\n>${'\n'}5 TX AT+CSQ\r\r\r${'\n'}5.1 RX \r\nOK\r\n${'\n'}${RIGHT}`,
    ['warning'],
  ],
  [
    'data before the prompt, which the modem took',
    raw`${TOPIC}${'\n'}0.001 TX dev/1/pwr${'\n'}0.1 RX \r\n>${'\n'}0.2 RX \r\nOK\r\n`,
    ['warning'],
  ],
  [
    'data before the prompt, which was lost',
    raw`${TOPIC}${'\n'}0.001 TX dev/1/pwr${'\n'}0.1 RX \r\n>${'\n'}9 RX \r\nERROR\r\n`,
    ['fault'],
  ],
  [
    'data as a line before the prompt',
    raw`${TOPIC}${'\n'}0.001 TX dev/1/pwr\r\n${'\n'}0.1 RX \r\n>${'\n'}9 RX \r\nERROR\r\n`,
    ['fault'],
  ],
  [
    'a longer command at once, to its CR',
    raw`0 TX AT+CMQTTPAYLOAD=0,5\r${'\n'}0.1 RX \r\n>${'\n'}0.102 TX AT+CMQTTPUB=0,1,60\r${'\n'}0.2 RX \r\nOK\r\n${'\n'}0.3 RX \r\nERROR\r\n`,
    ['fault'],
  ],
  ['data after it, late', raw`${TOPIC}${'\n'}0.1 RX \r\n>${'\n'}1.9 TX dev/1/pwr${'\n'}2 RX \r\nOK\r\n`, []],
  [
    'data that begins like a command, at once',
    raw`0 TX AT+CMQTTPAYLOAD=0,7\r${'\n'}0.1 RX \r\n>${'\n'}0.101 TX AT+CSQ\r${'\n'}0.2 RX \r\nOK\r\n`,
    [],
  ],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(promptNotAwaited, log)).toEqual(severities);
});
