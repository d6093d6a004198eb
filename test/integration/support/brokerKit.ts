import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { BrokerLimits } from '#bench/broker/brokerLimits.ts';
import { type BrokerService, createBrokerService } from '#bench/broker/createBrokerService.ts';
import { createSystemClock } from '#bench/systemClock.ts';
import type { LinkInfo } from '#shared/model/link.ts';
import type { MqttRow, Row } from '#shared/model/row.ts';
import type { LinkProfile } from '#shared/modem/link/linkProfile.ts';
import { createListLog, type ListLog } from '#test/fakes/listLog.ts';

/** Asks again and again until the answer is true; says what was waited for when it never is. */
export async function until(what: string, condition: () => boolean, ms = 15_000): Promise<void> {
  const end = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`Waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export interface TestBroker {
  readonly service: BrokerService;
  readonly log: ListLog;
  readonly port: number;
  readonly wsPort: number;
  /** Links of clients, in the order they connected; the broker's own link, for its notes, is not among them. */
  clients(): readonly LinkInfo[];
  /** The link of the nth client, from 1; NaN before it connected. */
  clientLink(nth: number): number;
  /** Rows of the MQTT lane of one link. */
  rows(link: number): readonly MqttRow[];
}

/** A broker on free ports. */
export async function startBroker(limits: Partial<BrokerLimits> = {}, link?: () => LinkProfile): Promise<TestBroker> {
  const clock = createSystemClock();
  const log = createListLog(clock);
  const service = createBrokerService({ clock, log, onChange: () => {}, limits, ...(link && { link }) });
  const started = await service.start({ host: '127.0.0.1', port: 0, wsPort: 0 });
  if (!started.ok) throw new Error(started.error.message);
  const portOf = (address: string): number => Number(address.slice(address.lastIndexOf(':') + 1));
  const isMqtt = (row: Row): row is MqttRow => row.lane === 'mqtt';
  const clients = (): readonly LinkInfo[] => log.links().filter(({ role }) => role !== 'broker');
  return {
    service,
    log,
    clients,
    clientLink: (nth) => clients()[nth - 1]?.id ?? Number.NaN,
    port: portOf(service.state().address),
    wsPort: portOf(service.state().wsAddress),
    rows: (link) => log.of(link).filter(isMqtt),
  };
}

/** A bare TCP connection that keeps what it received. */
export interface RawClient {
  readonly socket: Socket;
  readonly received: Buffer[];
  readonly closed: boolean;
  send(bytes: Uint8Array): void;
  bytes(): Buffer;
}

export async function rawClient(port: number): Promise<RawClient> {
  const socket = connect(port, '127.0.0.1');
  const received: Buffer[] = [];
  let closed = false;
  socket.on('data', (chunk) => received.push(chunk));
  socket.on('error', () => {});
  socket.on('close', () => {
    closed = true;
  });
  await once(socket, 'connect');
  return {
    socket,
    received,
    get closed() {
      return closed;
    },
    send: (bytes) => socket.write(bytes),
    bytes: () => Buffer.concat(received),
  };
}

/** A child process that is ended by `stop`, and what it wrote to its standard output. */
export interface TestProcess {
  readonly child: ChildProcess;
  output(): string;
  readonly exited: Promise<number | null>;
  stop(): Promise<void>;
}

export function run(command: string, args: readonly string[]): TestProcess {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  child.stderr.resume();
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  exited.catch(() => {});
  return {
    child,
    output: () => output,
    exited,
    async stop() {
      child.kill();
      await exited;
    },
  };
}
