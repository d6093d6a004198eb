import { spawn } from 'node:child_process';

/** Drives the lines of an open port by its file descriptor; false when that did not work. */
export type LineSetter = (fd: number, lines: { readonly dtr: boolean; readonly rts: boolean }) => Promise<boolean>;

/** asm-generic/ioctls.h and termios.h: the same on all these machines. */
const ARCHITECTURES: ReadonlySet<string> = new Set(['x64', 'arm64', 'arm', 'ia32', 'riscv64', 'loong64']);
const TIOCMBIS = 0x5416;
const TIOCMBIC = 0x5417;
const TIOCM_DTR = 0x002;
const TIOCM_RTS = 0x004;

const SCRIPT = 'for (1 .. 2) { my $call = shift; my $bits = shift; ioctl(STDIN, $call, pack("i", $bits)) or exit 1 }';

/**
 * Sets DTR and RTS on Linux where the serial driver cannot: it clears the break condition before it sets the lines, and
 * gives up when that is refused, as CDC adapters without break (CH9102, CH343) and modems' own USB ports do. Node has no
 * ioctl; perl, which every Debian has, does it on the descriptor it is handed. Takes some milliseconds.
 */
export const setLinesOnLinux: LineSetter = (fd, { dtr, rts }) => {
  if (process.platform !== 'linux' || !ARCHITECTURES.has(process.arch)) return Promise.resolve(false);
  const on = (dtr ? TIOCM_DTR : 0) | (rts ? TIOCM_RTS : 0);
  const off = (TIOCM_DTR | TIOCM_RTS) & ~on;
  return new Promise((resolve) => {
    const child = spawn('perl', ['-e', SCRIPT, `${TIOCMBIS}`, `${on}`, `${TIOCMBIC}`, `${off}`], {
      stdio: [fd, 'ignore', 'ignore'],
      timeout: 1000,
    });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
};
