import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, type TestProcess } from './brokerKit.ts';

/** A folder of the test's own. */
export async function tempFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'modemscope-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** mosquitto_pub; the answer is its exit code: 0 is success, 5 a refused connection. */
export const mosquittoPub = async (port: number, ...args: readonly string[]): Promise<number | null> =>
  run('mosquitto_pub', ['-h', '127.0.0.1', '-p', `${port}`, ...args]).exited;

/** mosquitto_sub that runs until it has its messages (-C), 10 s at most. */
export const mosquittoSub = (port: number, ...args: readonly string[]): TestProcess =>
  run('mosquitto_sub', ['-h', '127.0.0.1', '-p', `${port}`, '-W', '10', ...args]);
