import { expect, test } from 'vitest';
import { readConnectIdentity } from './connectIdentity.ts';
import { hex } from './mqttBytes.testkit.ts';

test.each([
  ['3.1', '10 14 00 06 4d 51 49 73 64 70 03 02 00 3c 00 06 62 6f 61 72 64 31', { clientId: 'board1', level: 3 }],
  ['3.1.1', '10 12 00 04 4d 51 54 54 04 02 00 3c 00 06 62 6f 61 72 64 31', { clientId: 'board1', level: 4 }],
  ['3.1.1, zero-length client id', '10 0c 00 04 4d 51 54 54 04 02 00 3c 00 00', { clientId: '', level: 4 }],
  ['3.1.1 by a bridge', '10 0d 00 04 4d 51 54 54 84 02 00 3c 00 01 62', { clientId: 'b', level: 4 }],
  ['5.0 with properties', '10 11 00 04 4d 51 54 54 05 02 00 3c 03 21 00 14 00 01 62', { clientId: 'b', level: 5 }],
  ['a level nobody knows', '10 0d 00 04 4d 51 54 54 09 02 00 3c 00 01 62', { clientId: 'b', level: 0 }],
])('%s', (_name, bytes, identity) => {
  expect(readConnectIdentity(hex(bytes))).toEqual(identity);
});

test.each([['10 00'], ['10 06 00 04 4d 51 54 54'], ['10 0f 00 04 4d 51 54 54 04 02 00 3c 00 06 62 6f 61']])(
  'ends too early: %s',
  (bytes) => {
    expect(readConnectIdentity(hex(bytes))).toBeNull();
  },
);
