import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '#test/e2e/support/eventually.ts';

/** The other side of a real pseudo terminal, whose near side is a device path. */
export interface FarEnd {
  readonly path: string;
  /** Sends bytes as fast as they are taken, in the given pieces. */
  send(pieces: Iterable<Uint8Array>): Promise<void>;
  /** Everything the near side has written since the last plug. */
  received(): Uint8Array;
  /** Stops taking what the near side writes, until `resume`. */
  pause(): void;
  resume(): void;
  /** The program behind dies: the terminal hangs up and its path disappears. */
  unplug(): Promise<void>;
  /** The path is there again. */
  plug(): Promise<void>;
}

export async function createFarEnd(path: string): Promise<FarEnd> {
  let socat: ChildProcessWithoutNullStreams | null = null;
  let chunks: Buffer[] = [];

  const far: FarEnd = {
    path,
    async plug() {
      const child = spawn('socat', [`pty,raw,echo=0,link=${path}`, '-']);
      chunks = [];
      child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
      child.stdin.on('error', () => undefined);
      socat = child;
      await eventually(`the device ${path}`, () => existsSync(path));
    },
    async unplug() {
      const child = socat;
      socat = null;
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
      await eventually(`the device ${path} to go`, () => !existsSync(path));
    },
    async send(pieces) {
      const child = socat;
      if (child === null) throw new Error('Nothing is plugged in');
      for (const piece of pieces) {
        if (!child.stdin.write(piece) && child.exitCode === null) await once(child.stdin, 'drain');
      }
    },
    received: () => new Uint8Array(Buffer.concat(chunks)),
    pause: () => void socat?.stdout.pause(),
    resume: () => void socat?.stdout.resume(),
  };
  await far.plug();
  return far;
}

/** Far ends in a folder of their own, and one call that ends them all. */
export async function createTestBench(): Promise<{
  readonly dir: string;
  farEnd(name?: string): Promise<FarEnd>;
  close(): Promise<void>;
}> {
  const dir = await mkdtemp(join(tmpdir(), 'modemscope-serial-'));
  const ends: FarEnd[] = [];
  return {
    dir,
    async farEnd(name = 'ttyTEST0') {
      const far = await createFarEnd(join(dir, name));
      ends.push(far);
      return far;
    },
    async close() {
      await Promise.all(ends.map((far) => far.unplug()));
      await rm(dir, { recursive: true, force: true });
    },
  };
}
