import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Publishes with Debian's mosquitto_pub; ends when the broker has taken the message. */
export async function mosquittoPub(port: number, args: readonly string[]): Promise<void> {
  await run('mosquitto_pub', ['-h', '127.0.0.1', '-p', String(port), ...args]);
}

export interface MosquittoSub {
  /** Lines it printed so far: one a message. */
  lines(): readonly string[];
  stop(): Promise<void>;
}

/** Subscribes with Debian's mosquitto_sub. */
export function mosquittoSub(port: number, args: readonly string[]): MosquittoSub {
  const child: ChildProcess = spawn('mosquitto_sub', ['-h', '127.0.0.1', '-p', String(port), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  return {
    lines: () => text.split('\n').slice(0, -1),
    async stop() {
      child.kill();
      await gone;
    },
  };
}
