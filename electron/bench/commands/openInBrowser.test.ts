import { expect, test } from 'vitest';
import { browserCommand } from './openInBrowser.ts';

const url = 'http://127.0.0.1:4180/?token=a';

test.each([
  ['linux', { DISPLAY: ':0' }, ['xdg-open', url]],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, ['xdg-open', url]],
  ['linux', {}, undefined],
  ['linux', { DISPLAY: '' }, undefined],
  ['darwin', {}, ['open', url]],
  ['win32', {}, ['rundll32', 'url.dll,FileProtocolHandler', url]],
])('%s %j', (platform, env, command) => expect(browserCommand(platform, env, url)).toEqual(command));
