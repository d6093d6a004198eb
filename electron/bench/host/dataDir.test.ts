import { expect, test } from 'vitest';
import { defaultDataDir } from './dataDir.ts';

test.each([
  ['linux', {}, '/home/eng', '/home/eng/.local/share/modemscope'],
  ['linux', { XDG_DATA_HOME: '/data/eng' }, '/home/eng', '/data/eng/modemscope'],
  // XDG Base Directory Specification: "All paths set in these environment variables must be absolute."
  ['linux', { XDG_DATA_HOME: 'data' }, '/home/eng', '/home/eng/.local/share/modemscope'],
  ['linux', { XDG_DATA_HOME: '' }, '/home/eng', '/home/eng/.local/share/modemscope'],
  ['freebsd', {}, '/home/eng', '/home/eng/.local/share/modemscope'],
  ['darwin', { XDG_DATA_HOME: '/data' }, '/Users/eng', '/Users/eng/Library/Application Support/ModemScope'],
  ['win32', { APPDATA: 'D:\\Roaming' }, 'C:\\Users\\eng', 'D:\\Roaming\\ModemScope'],
  ['win32', {}, 'C:\\Users\\eng', 'C:\\Users\\eng\\AppData\\Roaming\\ModemScope'],
])('%s with %j', (platform, env, home, folder) => expect(defaultDataDir(platform, env, home)).toBe(folder));
