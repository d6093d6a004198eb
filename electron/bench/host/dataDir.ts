import { posix, win32 } from 'node:path';

/**
 * Where settings and sessions live unless the user names a folder: the same for the desktop window and the command line,
 * so that what one recorded the other finds. Linux and the like: the XDG base directory specification, which says that
 * a path that is not absolute is to be ignored.
 */
export function defaultDataDir(
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  switch (platform) {
    case 'win32':
      return win32.join(env.APPDATA || win32.join(home, 'AppData', 'Roaming'), 'ModemScope');
    case 'darwin':
      return posix.join(home, 'Library', 'Application Support', 'ModemScope');
    default: {
      const shared = env.XDG_DATA_HOME;
      return posix.join(shared?.startsWith('/') ? shared : posix.join(home, '.local', 'share'), 'modemscope');
    }
  }
}
