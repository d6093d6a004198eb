import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

export interface ServedBench {
  readonly url: string;
  /** host:port of its broker; '' when it could not start. */
  readonly broker: string;
  readonly brokerPort: number;
  readonly dataDir: string;
  readonly process: ChildProcess;
  /** Everything it printed on standard error. */
  stderr(): string;
  stop(): Promise<void>;
}

/** Starts the built `modemscope serve` as a process of its own, on free ports, with an empty data folder. */
export async function startServedBench(args: readonly string[] = [], dataDir?: string): Promise<ServedBench> {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'modemscope-e2e-')));
  const child = spawn(
    process.execPath,
    [
      resolve('out/main/cli.js'),
      'serve',
      ...['--listen', '127.0.0.1:0', '--broker', '127.0.0.1:0', '--ws', '0'],
      ...['--data', folder, '--no-open', '--json', ...args],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const ready = await new Promise<{ url: string; broker: string | null }>((done, fail) => {
    createInterface({ input: child.stdout }).once('line', (line) => done(JSON.parse(line)));
    child.once('exit', (code) => fail(new Error(`serve ended with ${code} before it was ready: ${stderr}`)));
  });
  return {
    url: ready.url,
    broker: ready.broker ?? '',
    brokerPort: Number(ready.broker?.split(':').at(-1) ?? 0),
    dataDir: folder,
    process: child,
    stderr: () => stderr,
    async stop() {
      child.kill('SIGTERM');
      await exited;
      if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
