import { expect, test } from 'vitest';
import { severitiesIn } from '../../capture.testkit.ts';
import { bootNoise } from './bootNoise.ts';

const raw = String.raw;

test.each([
  ['before the banner', raw`0 RX \x00\xff\xfe\r\nRDY\r\n`, ['note']],
  [
    'between a reset and the banner',
    raw`0 TX AT+CRESET\r${'\n'}0.1 RX \r\nOK\r\n${'\n'}8 RX \xf8\x00${'\n'}9 RX \r\nRDY\r\n`,
    ['note'],
  ],
  [
    'a boot ROM at another rate (ESP8266)',
    raw`0 TX AT+RST\r\n${'\n'}0.1 RX \r\nOK\r\n\x00\xf8\x81\x92\xe4\x99\xff\r\nready\r\n`,
    ['note'],
  ],
  ['noise without a banner', raw`0 RX \x00\xff\xfe\xf8\x00${'\n'}4 TX AT\r${'\n'}4.1 RX \r\nOK\r\n`, []],
  ['a clean start', raw`0 RX \r\nRDY\r\n`, []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(bootNoise, log)).toEqual(severities);
});
