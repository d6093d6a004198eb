import { expect, it } from 'vitest';
import { unseenEcho } from './unseenEcho.ts';

it.each([
  ['AT', 0],
  ['at+csq', 0],
  ['ATE0V1', 0],
  ['AT&V', 0],
  ['ATD*99***1#', 0],
  ['ATS0=1', 0],
  ['AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1', 0],
  ['+NETOPEN: 0AT+IPADDR', 11],
  ['+CIPOPEN: 0,0AT+CIPSEND=0,4', 13],
  ['AT_ERROR', -1],
  ['ATTACHED', -1],
  ['*ATREADY: 1', -1],
  ['+COPS: 0,0,"AT&T",7', -1],
  ['+CREG: 0,1', -1],
  ['OK', -1],
  ['', -1],
])('the echo in %j begins at %i', (line, at) => {
  expect(unseenEcho(line)).toBe(at);
});
