import { expect, test } from 'vitest';
import { findIn, severitiesIn } from '../../capture.testkit.ts';
import { baudMismatch } from './baudMismatch.ts';

const NOISE = String.raw`\xfe\x80\x00\xc0\xf8\xe0\xfc\x00\x9e\x80`;

test.each([
  [
    'noise with line ends behind an answer',
    String.raw`0 TX AT\r${'\n'}0.1 RX \r\nOK\r\n${'\n'}1 TX AT\r${'\n'}1.1 RX \x00\xe0\xfc\x1c\x80\x00\r\n${'\n'}2 TX AT\r${'\n'}2.1 RX \r\n\x00\xe0\xfc\x1c\x80\x00\r\n\r\n`,
    ['fault'],
  ],
  [
    'noise for every command',
    String.raw`0 TX AT\r${'\n'}0.1 RX ${NOISE}${'\n'}1 TX AT\r${'\n'}1.1 RX ${NOISE}`,
    ['fault'],
  ],
  [
    'noise with letters in it',
    String.raw`0 TX AT\r${'\n'}0.1 RX x\x80x\xf0\x80xx\x00\x80\x1e\x06\x98\x98\x06\x80\xe6f`,
    ['fault'],
  ],
  ['the tap hears the host at the wrong rate', String.raw`0 TX ${NOISE}\x81\x91${'\n'}1 RX \r\nOK\r\n`, ['fault']],
  [
    'since the rate was changed',
    String.raw`0 TX AT\r${'\n'}0.1 RX \r\nOK\r\n${'\n'}1 TX AT\r${'\n'}1.1 RX ${NOISE}`,
    ['fault'],
  ],
  [
    'until the right rate was found',
    String.raw`0 RX ${NOISE}${'\n'}3 TX AT\r${'\n'}3.1 RX AT\r\r\nOK\r\n`,
    ['warning'],
  ],
  ['only before the banner', String.raw`0 RX ${NOISE}\r\nRDY\r\n`, []],
  ['a few bytes', String.raw`0 RX \xfe\x80\x00${'\n'}1 TX AT\r`, []],
  [
    'binary data after a prompt',
    String.raw`0 TX AT+CIPSEND=0,10\r${'\n'}0.1 RX \r\n>${'\n'}0.2 TX ${NOISE}${'\n'}0.3 RX \r\nOK\r\n`,
    [],
  ],
  ['PPP frames', String.raw`0 RX \x7e\xff\x03\xc0\x21\x09\x01\x00\x08\x12\x34\x56\x78\x9a\xbc\x7e`, []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(baudMismatch, log)).toEqual(severities);
});

test('names the command that changed the rate', () => {
  const log = String.raw`0 TX AT+IPR=9600\r${'\n'}0.1 RX \r\nOK\r\n${'\n'}1 TX AT\r${'\n'}1.1 RX ${NOISE}`;
  expect(findIn(baudMismatch, log)[0]?.detail).toContain('AT+IPR=9600');
});
