import { expect, test } from 'vitest';
import { findIn, severitiesIn } from '../../capture.testkit.ts';
import { promptNoEnd } from './promptNoEnd.ts';

const raw = String.raw;
const sent = (data: string): string => raw`0 TX AT+CMGS="+10000000"\r${'\n'}0.1 RX \r\n> ${'\n'}0.2 TX ${data}`;

test.each([
  ['Ctrl-Z as text', raw`${sent('hello0x1A')}${'\n'}5 TX AT\r`, ['fault']],
  ['no Ctrl-Z', raw`${sent('hello')}${'\n'}5 TX AT+CSQ\r${'\n'}9 TX AT\r`, ['fault']],
  ['and right later', raw`${sent('hello1A')}${'\n'}5 TX AT\r\x1a${'\n'}7 RX \r\n+CMGS: 1\r\n\r\nOK\r\n`, []],
  ['ended', raw`${sent(raw`hello\x1a`)}${'\n'}5 RX \r\n+CMGS: 1\r\n\r\nOK\r\n`, []],
  ['given up', raw`${sent(raw`hello\x1b`)}${'\n'}5 RX \r\nOK\r\n`, []],
  ['ended, but the modem says nothing', raw`${sent(raw`hello\x1a`)}${'\n'}50 TX AT\r`, []],
  ['a length was given', raw`0 TX AT+CIPSEND=0,9\r${'\n'}0.1 RX \r\n>${'\n'}0.2 TX 1A${'\n'}9 TX AT\r`, []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(promptNoEnd, log)).toEqual(severities);
});

test('tells text in place of the byte from nothing at all', () => {
  expect(findIn(promptNoEnd, raw`${sent('hello0x1A')}${'\n'}5 TX AT\r`)[0]?.title).toContain('sent as text');
  expect(findIn(promptNoEnd, raw`${sent('hello')}${'\n'}5 TX AT\r`)[0]?.title).toContain('not ended');
});
