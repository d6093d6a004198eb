import { constants } from 'node:fs';
import { access, open, readFile, realpath, stat } from 'node:fs/promises';
import { isatty } from 'node:tty';
import { findPortHolders, type PortHolders } from './portHolders.ts';

/** Asks the system about a device, in error codes where the serial driver has only words. */
export interface PortProbe {
  /**
   * Before the open, without touching the line: `ENOENT`, `EACCES` …, `ENOTTY` when it is no character device; null when
   * nothing speaks against it.
   */
  check(path: string): Promise<string | null>;
  /** After a failed open: the code of an attempt of our own, `ENOTTY` when it opens and is no terminal line; null when it opens. */
  tryOpen(path: string): Promise<string | null>;
  /** Who has it open. `pseudo`: it is a pseudo terminal. Never rejects. */
  holders(path: string): Promise<PortHolders & { readonly pseudo: boolean }>;
  /** The group that may open the device; null when that is only its owner, or unknown. */
  group(path: string): Promise<string | null>;
  readonly ownPid: number;
}

/** The probe of a real machine. */
export function createPortProbe(platform: string): PortProbe {
  const windows = platform === 'win32';
  return {
    ownPid: process.pid,
    async check(path) {
      if (windows) return null;
      try {
        if (!(await stat(path)).isCharacterDevice()) return 'ENOTTY';
        await access(path, constants.R_OK | constants.W_OK);
        return null;
      } catch (error) {
        return codeOf(error);
      }
    },
    async tryOpen(path) {
      try {
        const flags = windows ? 'r+' : constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK;
        const file = await open(windows ? `\\\\.\\${path.replace(/^\\\\\.\\/, '')}` : path, flags);
        const terminal = windows || isatty(file.fd);
        await file.close();
        return terminal ? null : 'ENOTTY';
      } catch (error) {
        return codeOf(error);
      }
    },
    async holders(path) {
      const device = await realpath(path).catch(() => path);
      return { ...(await findPortHolders('/proc', device)), pseudo: device.startsWith('/dev/pts/') };
    },
    async group(path) {
      const { gid, mode } = await stat(path).catch(() => ({ gid: 0, mode: 0 }));
      // Root's own group is not one to join.
      if (gid === 0 || (mode & 0o060) !== 0o060) return null;
      const groups = await readFile('/etc/group', 'utf8').catch(() => '');
      const entry = groups.split('\n').find((line) => line.split(':')[2] === String(gid));
      return entry?.split(':')[0] ?? null;
    },
  };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
