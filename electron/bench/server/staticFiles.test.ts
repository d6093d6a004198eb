import { expect, test } from 'vitest';
import { requestPath } from './staticFiles.ts';

test.each([
  ['/', '/'],
  ['/?token=x', '/'],
  ['/assets/index-4f.js?x=/y', '/assets/index-4f.js'],
  ['/a%20b', '/a b'],
  ['/%2e%2e/x', '/../x'],
  ['//etc/passwd', '//etc/passwd'],
  ['/#x', '/'],
])('%s is the path %s', (target, path) => expect(requestPath(target)).toBe(path));

test.each(['', '*', 'x', 'http://elsewhere.example/', '/%', '/%zz', '/%ff', '/a%00b', '?token=x'])(
  '%j is no path',
  (target) => expect(requestPath(target)).toBeUndefined(),
);
