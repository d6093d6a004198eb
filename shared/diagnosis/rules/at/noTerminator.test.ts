import { expect, test } from 'vitest';
import { findIn, severitiesIn } from '../../capture.testkit.ts';
import { noTerminator } from './noTerminator.ts';

const raw = String.raw;

test.each([
  ['no line end at all', '0 TX ATE0\n2 TX AT+CSQ', ['fault']],
  ['LF alone', raw`0 TX AT\n${'\n'}2 TX AT\n`, ['fault']],
  ['backslash and letter', raw`0 TX AT+CSQ\\r\\n`, ['fault']],
  ['echoed, and then nothing', raw`0 TX AT+CSQ${'\n'}0.1 RX AT+CSQ${'\n'}9 TX AT+CSQ`, ['fault']],
  ['and commands work later', raw`0 TX AT${'\n'}5 TX AT\r${'\n'}5.1 RX \r\nOK\r\n`, ['warning']],
  ['typed letter by letter', raw`0 TX A${'\n'}0.2 TX T${'\n'}0.4 TX \r${'\n'}0.5 RX \r\nOK\r\n`, []],
  ['CR LF', raw`0 TX AT\r\n${'\n'}5 TX AT\r\n`, []],
  ['data needs none', raw`0 TX AT+CIPSEND=0,4\r${'\n'}0.1 RX \r\n>${'\n'}0.2 TX abcd${'\n'}0.3 RX \r\nOK\r\n`, []],
  ['+++ has none', raw`0 TX +++${'\n'}1.5 RX \r\nOK\r\n`, []],
  ['only the modem was heard', '0 RX AT+CSQ', []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(noTerminator, log)).toEqual(severities);
});

test.each([
  ['0 TX AT', 'neither CR nor LF'],
  [raw`0 TX AT\n`, 'LF alone'],
  [raw`0 TX AT\\r`, 'a backslash and a letter'],
])('says how %j ended', (log, words) => {
  expect(findIn(noTerminator, log)[0]?.detail).toContain(words);
});
