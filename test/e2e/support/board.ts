import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { eventually } from './eventually.ts';

/** The far end of a pseudo terminal: plays the board. Its near end is a device path the bench can open. */
export interface Board {
  readonly path: string;
  /** Everything the bench has written so far. */
  received(): string;
  /** Sends bytes in chunks of the given sizes, taken in turn, each in a write of its own. */
  send(text: string, chunkSizes?: readonly number[]): Promise<void>;
  /** Pulls the plug: the device goes away. */
  unplug(): Promise<void>;
  /** The same device path comes back. */
  replug(): Promise<void>;
}

const AWKWARD = [1, 1, 2, 3, 1, 7];

export async function createBoard(path: string): Promise<Board> {
  let socat: ChildProcessWithoutNullStreams | undefined;
  let received = '';

  const plug = async (): Promise<void> => {
    const child = spawn('socat', [`pty,raw,echo=0,link=${path}`, '-']);
    child.stdout.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
    });
    child.stdin.on('error', () => {});
    socat = child;
    await eventually(`the device ${path}`, () => existsSync(path));
  };
  await plug();

  return {
    path,
    received: () => received,
    async send(text, chunkSizes = AWKWARD) {
      const bytes = Buffer.from(text, 'latin1');
      for (let at = 0, i = 0; at < bytes.length; i += 1) {
        const size = chunkSizes[i % chunkSizes.length] ?? 1;
        socat?.stdin.write(bytes.subarray(at, at + size));
        at += size;
        // A turn between writes keeps the chunks apart on their way through the terminal.
        await new Promise((next) => setTimeout(next, 1));
      }
    },
    async unplug() {
      const child = socat;
      socat = undefined;
      if (child === undefined || child.exitCode !== null) return;
      const gone = new Promise<void>((done) => child.once('exit', () => done()));
      child.kill('SIGTERM');
      await gone;
      await eventually(`the device ${path} to go`, () => !existsSync(path));
    },
    replug: plug,
  };
}
