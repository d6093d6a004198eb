import { expect, test } from 'vitest';
import { originAllowed } from './originAllowed.ts';

test.each([
  ['a program', undefined, '127.0.0.1:9001', true],
  ['a page of this computer', 'http://localhost:3000', '127.0.0.1:9001', true],
  ['a page of this computer, IPv6', 'http://[::1]:3000', 'localhost:9001', true],
  ['a page of the bench PC, opened from another one', 'http://192.0.2.7:4180', '192.0.2.7:9001', true],
  ['a page of another device', 'http://192.0.2.8', '192.0.2.7:9001', false],
  ['a page of a stranger', 'https://stranger.example', '127.0.0.1:9001', false],
  ['a name rebound to this computer', 'http://stranger.example:9001', 'stranger.example:9001', false],
  ['a name that begins like an address', 'http://127.0.0.1.stranger.example', '127.0.0.1:9001', false],
  ['a sandboxed page or a file', 'null', '127.0.0.1:9001', false],
  ['an empty origin', '', '127.0.0.1:9001', false],
  ['no Host', 'http://192.0.2.7', undefined, false],
])('%s', (_name, origin, host, allowed) => {
  expect(originAllowed(origin, host)).toBe(allowed);
});
