import { expect, test } from 'vitest';
import { publishExample } from './mqttExample.ts';

test.each([
  ['127.0.0.1:1883', '-h 127.0.0.1 -p 1883 '],
  ['[::1]:1884', '-h ::1 -p 1884 '],
])('an example for %s', (address, part) => {
  expect(publishExample(address)).toContain(part);
});
