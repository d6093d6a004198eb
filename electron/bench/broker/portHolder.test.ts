import { expect, test } from 'vitest';
import { listeningInodes } from './portHolder.ts';

// /proc/net/tcp: port 0x075B is 1883; state 0A is LISTEN, 01 is ESTABLISHED.
const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:075B 00000000:0000 0A 00000000:00000000 00:00000000 00000000   104        0 31337 1 0000000000000000 100 0 0 10 0
   1: 0100007F:075B 0100007F:D431 01 00000000:00000000 00:00000000 00000000   104        0 31400 1 0000000000000000 20 4 30 10 -1
   2: 0100007F:D431 0100007F:075B 01 00000000:00000000 00:00000000 00000000  1000        0 31401 1 0000000000000000 20 4 30 10 -1
   3: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 20001 1 0000000000000000 100 0 0 10 0
`;
const TABLE6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000000000000:075B 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000   104        0 31338 1 0000000000000000 100 0 0 10 0
`;

test.each([
  [TABLE, 1883, ['31337']],
  [TABLE, 22, ['20001']],
  [TABLE, 54_321, []],
  [TABLE6, 1883, ['31338']],
  ['', 1883, []],
  ['garbage\nmore: garbage\n', 1883, []],
])('table %#, port %i', (table, port, inodes) => {
  expect(listeningInodes(table, port)).toEqual(inodes);
});
