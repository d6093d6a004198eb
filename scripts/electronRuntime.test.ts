import { expect, test } from 'vitest';
import { noWindowBecause } from './electronRuntime.ts';

test.each([
  ['linux', {}, 1000, 'there is no screen to open a window on'],
  ['linux', { DISPLAY: '' }, 1000, 'there is no screen to open a window on'],
  ['linux', { DISPLAY: ':0' }, 0, 'Electron keeps its sandbox and so does not run as root'],
  ['linux', { DISPLAY: ':0' }, 1000, undefined],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000, undefined],
  ['darwin', {}, 501, undefined],
  ['win32', {}, undefined, undefined],
])('%s %j user %s', (platform, env, user, why) => expect(noWindowBecause(platform, env, user)).toBe(why));
