import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { until } from './brokerKit.ts';

/** A real Mosquitto on a free port of this machine. */
export interface MosquittoBroker {
  readonly port: number;
  /** Kills it, as a crash does: the port stays free for `start`. */
  kill(): Promise<void>;
  /** Starts it again on the same port. */
  start(): Promise<void>;
  /** Kills it and removes its files. */
  remove(): Promise<void>;
}

export interface MosquittoOptions {
  /** Lines of mosquitto.conf beside the listener. `DIR` stands for the folder of `files`. */
  readonly config?: readonly string[];
  /** Files by name, for the configuration to name. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Debian installs it where only root's path leads. */
const PATH = [process.env.PATH, '/usr/sbin', '/usr/local/sbin'].join(delimiter);

export async function startMosquitto({ config = [], files = {} }: MosquittoOptions = {}): Promise<MosquittoBroker> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'modemscope-mosquitto-'));
  await chmod(folder, 0o755);
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text, { mode: 0o600 });
  const lines = ['user root', `listener ${port} 127.0.0.1`, ...config.map((line) => line.replaceAll('DIR', folder))];
  if (!lines.some((line) => line.startsWith('allow_anonymous'))) lines.push('allow_anonymous true');
  await writeFile(join(folder, 'mosquitto.conf'), `${lines.join('\n')}\n`);

  let child: ChildProcess | undefined;
  const broker: MosquittoBroker = {
    port,
    async start() {
      const started = spawn('mosquitto', ['-c', join(folder, 'mosquitto.conf')], {
        env: { ...process.env, PATH },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let said = '';
      started.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
      started.on('error', (error) => {
        said += error.message;
      });
      child = started;
      let open = false;
      await until(`mosquitto on port ${port}`, () => {
        if (started.exitCode !== null) throw new Error(`mosquitto ended: ${said}`);
        const probe = connect(port, '127.0.0.1', () => {
          open = true;
          probe.destroy();
        });
        probe.on('error', () => {});
        return open;
      });
    },
    async kill() {
      if (child === undefined || child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      child = undefined;
    },
    async remove() {
      await broker.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await broker.start();
  return broker;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return address.port;
}
