import { expect, test } from 'vitest';
import { findIn, severitiesIn } from '../../capture.testkit.ts';
import { promptExtraData } from './promptExtraData.ts';

const raw = String.raw;
const sent = (data: string, rest = ''): string =>
  raw`0 TX AT+CMQTTTOPIC=0,5\r${'\n'}0.1 RX \r\n>${'\n'}0.2 TX ${data}${'\n'}0.3 RX \r\nOK\r\n${rest}`;
const NEXT_FAILS = raw`${'\n'}1 TX AT+CSQ\r${'\n'}1.1 RX \r\nERROR\r\n`;
const NEXT_WORKS = raw`${'\n'}2 TX AT+CSQ\r${'\n'}2.1 RX \r\n+CSQ: 9,99\r\n\r\nOK\r\n`;

test.each([
  ['text behind the data', sent('dev/1/pwr'), ['fault']],
  ['text with a line end', sent(raw`dev/1/pwr\r\n`), ['fault']],
  ['a line end', sent(raw`dev/1\r\n`), ['warning']],
  ['Ctrl-Z', sent(raw`dev/1\x1a`), ['warning']],
  ['Ctrl-Z spoils the next command', sent(raw`dev/1\x1a`, NEXT_FAILS), ['fault']],
  ['which works the next time', sent(raw`dev/1\x1a`, NEXT_FAILS + NEXT_WORKS), ['warning']],
  ['just the data', sent('dev/1'), []],
  ['the next command at once', sent(raw`dev/1AT+CSQ\r`), []],
  [
    'Ctrl-Z where it ends the data',
    raw`0 TX AT+CMGS="1"\r${'\n'}0.1 RX \r\n> ${'\n'}0.2 TX hi\x1a${'\n'}1 RX \r\n+CMGS: 1\r\n\r\nOK\r\n`,
    [],
  ],
  ['a line end long after', sent('dev/1', raw`${'\n'}1 TX \r\n`), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(promptExtraData, log)).toEqual(severities);
});

test('says what followed and what it did', () => {
  const [found] = findIn(promptExtraData, sent(raw`dev/1\x1a`, NEXT_FAILS));
  expect(found?.detail).toBe(
    'AT+CMQTTTOPIC=0,5 declared 5 bytes; 1 more followed: Ctrl-Z. The modem takes them for the beginning of a command, and refused AT+CSQ.',
  );
});
