import { expect, test } from 'vitest';
import { findIn, severitiesIn } from '../../capture.testkit.ts';
import { inPppOrCmux } from './inPppOrCmux.ts';

const raw = String.raw;
/** An LCP echo request, and the answer to the opening of channel 0 (TS 27.010 5.2.1). */
const PPP = raw`\x7e\xff\x03\xc0\x21\x09\x01\x00\x08\x12\x34\x56\x78\x9a\xbc\x7e`;
const CMUX = raw`\xf9\x03\x73\x01\xd7\xf9`;

test.each([
  ['PPP frames come where answers should', raw`0 TX AT\r${'\n'}1 RX ${PPP}${'\n'}2 TX AT\r`, ['fault']],
  ['multiplexer frames', raw`0 RX ${CMUX}${'\n'}2 TX AT\r${'\n'}3 TX AT\r`, ['fault']],
  [
    'plain commands after AT+CMUX',
    raw`0 TX AT+CMUX=0\r${'\n'}0.1 RX \r\nOK\r\n${'\n'}5 TX AT\r${'\n'}6 TX AT\r`,
    ['fault'],
  ],
  ['and commands work later', raw`0 TX AT\r${'\n'}1 RX ${PPP}${'\n'}9 TX AT\r${'\n'}9.1 RX \r\nOK\r\n`, ['warning']],
  [
    'a session as it should be',
    raw`0 TX ATD*99#\r${'\n'}0.1 RX \r\nCONNECT\r\n${'\n'}1 RX ${PPP}${'\n'}2 TX ${PPP}`,
    [],
  ],
  ['commands long after the session', raw`0 RX ${PPP}${'\n'}200 TX AT\r${'\n'}201 TX AT\r`, []],
  ['only the host sends frames', raw`0 TX ${PPP}${'\n'}2 TX ${CMUX}${'\n'}4 TX AT\r${'\n'}8 TX AT\r`, ['fault']],
  ['no frames at all', raw`0 TX AT\r${'\n'}1 TX AT\r`, []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(inPppOrCmux, log)).toEqual(severities);
});

test('tells the two modes apart', () => {
  expect(findIn(inPppOrCmux, raw`0 RX ${CMUX}${'\n'}2 TX AT\r`)[0]?.title).toContain('CMUX');
  expect(findIn(inPppOrCmux, raw`0 RX ${PPP}${'\n'}2 TX AT\r`)[0]?.title).toContain('PPP');
});
