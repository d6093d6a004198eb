import { expect, test } from 'vitest';
import { createDictionary } from './dictionary.ts';
import { holdsSecret } from './holdsSecret.ts';

const dictionary = createDictionary('sim7600');

test.each([
  ['AT', false],
  ['AT+CSQ', false],
  ['AT+CPIN?', false],
  ['AT+CPIN="1234"', true],
  ['AT+CGAUTH=1,1,"pass","user"', true],
  ['AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1', false],
  ['AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1,"user","secret"', true],
  ['AT+CSQ;+CPIN="1234"', true],
  ['AT+XYZPASSWORD="a"', true],
  ['AT+XYZ="a"', false],
  ['hello', false],
])('%s', (line, secret) => {
  expect(holdsSecret(dictionary, line)).toBe(secret);
});
