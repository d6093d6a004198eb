import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { eventually } from '#test/e2e/support/eventually.ts';

/** `modemscope modem`, the built one, as a process of its own. */
export interface ModemProcess {
  readonly child: ChildProcess;
  readonly code: Promise<number | null>;
  out(): string;
  err(): string;
  /** Ready, with what it printed in JSON. */
  ready(): Promise<{ readonly ready: true; readonly endpoint: string; readonly pid: number }>;
}

export const startModemProcess = (...args: readonly string[]): ModemProcess => startModemWith({}, ...args);

/** With changes of its environment. */
export function startModemWith(env: Readonly<Record<string, string>>, ...args: readonly string[]): ModemProcess {
  const child = spawn(process.execPath, [resolve('out/main/cli.js'), 'modem', ...args], {
    ...{ stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } },
  });
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    text.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    text.err += chunk;
  });
  return {
    child,
    code: new Promise((done) => child.once('close', done)),
    out: () => text.out,
    err: () => text.err,
    async ready() {
      await eventually('the modem to be ready', () => {
        if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${text.err}`);
        return text.out.includes('\n');
      });
      return JSON.parse(text.out);
    },
  };
}

/** A host at the other end of an endpoint. Text is Latin-1. */
export interface TestHost {
  send(text: string): void;
  /** Everything that came. */
  heard(): string;
  /** Sends a command again until the modem answers it with `answer`: it may still be booting. */
  ask(command: string, answer: string): Promise<void>;
  /** Sends text once and waits for `answer` in what comes. */
  tell(text: string, answer: string): Promise<void>;
  close(): void;
}

const asHost = (send: (text: string) => void, heard: () => string, close: () => void): TestHost => ({
  ...{ send, heard, close },
  async tell(text, answer) {
    const from = heard().length;
    send(text);
    await eventually(`${JSON.stringify(answer)} to ${text}`, () => {
      const answered = heard().slice(from);
      return answered.includes(answer);
    });
  },
  async ask(command, answer) {
    const from = heard().length;
    let asked = 0;
    await eventually(`${answer} to ${command}`, () => {
      if (asked % 25 === 0) send(`${command}\r`);
      asked += 1;
      return heard().slice(from).includes(answer);
    });
  },
});

export async function tcpHost(address: string): Promise<TestHost & { readonly socket: Socket }> {
  const at = address.lastIndexOf(':');
  const socket = connect(Number(address.slice(at + 1)), address.slice(0, at));
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  socket.on('error', () => undefined);
  await new Promise<void>((done) => socket.once('connect', done));
  return {
    ...asHost(
      (sent) => void socket.write(Buffer.from(sent, 'latin1')),
      () => text,
      () => socket.destroy(),
    ),
    socket,
  };
}

/** Opens a terminal as any program does, without a serial library. */
export function terminalHost(path: string): TestHost {
  const fd = openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  const buffer = Buffer.alloc(4096);
  let text = '';
  const read = (): string => {
    try {
      for (;;) {
        const count = readSync(fd, buffer, 0, buffer.length, null);
        if (count === 0) break;
        text += buffer.toString('latin1', 0, count);
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
    return text;
  };
  return asHost(
    (sent) => void writeSync(fd, Buffer.from(sent, 'latin1')),
    read,
    () => closeSync(fd),
  );
}
