import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { resolve } from 'node:path';
import { Aedes } from 'aedes';
import { createBrokerService } from '#bench/broker/createBrokerService.ts';
import { createCaptureLog } from '#bench/capture/createCaptureLog.ts';
import { createSystemClock } from '#bench/systemClock.ts';
import type { LoadRequest, LoadResult } from './mqttLoad.ts';

export interface TapCost {
  readonly name: string;
  /** Messages per second through plain aedes, and through the bench's broker with its log. Medians of the rounds. */
  readonly plain: number;
  readonly tapped: number;
  /** The median of the rounds' own ratios: a round's two runs lie side by side in time. */
  readonly ratio: number;
}

type Load = Omit<LoadRequest, 'port'>;

/** Payload sizes in bytes and how many messages of each make a round long enough to be measured. */
const SIZES: readonly { readonly name: string; readonly bytes: number; readonly messages: number }[] = [
  { name: '64 B', bytes: 64, messages: 40_000 },
  { name: '1 KB', bytes: 1024, messages: 30_000 },
  { name: '10 KB', bytes: 10_240, messages: 20_000 },
];
export const SCENARIOS: readonly { readonly name: string; readonly load: Load }[] = ([0, 1] as const).flatMap((qos) =>
  SIZES.map(({ name, bytes, messages }) => ({
    name: `QoS ${qos}, ${name}, 2 publishers, 1 subscriber`,
    load: { qos, messages: qos === 0 ? messages : messages / 2, publishers: 2, subscribers: 1, payloadBytes: bytes },
  })),
);
const ROUNDS = 11;
const WARM_UP_ROUNDS = 2;
const TAIL_BYTES = 64 * 1_048_576;

/**
 * What it costs to capture every packet: the same load through plain aedes and through the bench's broker, in turn, in one
 * process. The load comes from a child process, so the broker is what limits the rate.
 *
 * A ratio above 1 is no mistake: the bench's broker also gathers the writes of one turn (see tapDuplex.ts), which saves more
 * than capturing small messages costs.
 */
export async function measureTapCost(scenarios = SCENARIOS): Promise<readonly TapCost[]> {
  const child = fork(resolve(import.meta.dirname, 'mqttLoad.ts'));
  const plain = await startPlain();
  const tapped = await startTapped();
  try {
    const costs: TapCost[] = [];
    for (const { name, load } of scenarios) costs.push(await measure(name, load, child, plain.port, tapped.port));
    return costs;
  } finally {
    child.kill();
    await plain.close();
    await tapped.close();
  }
}

async function measure(
  name: string,
  load: Load,
  child: ChildProcess,
  plainPort: number,
  tappedPort: number,
): Promise<TapCost> {
  const rounds: { plain: number; tapped: number }[] = [];
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    // Taking turns in going first, so that a drift of the machine favours neither.
    const plainFirst = round % 2 === 0;
    const first = await rate(child, { ...load, port: plainFirst ? plainPort : tappedPort });
    const second = await rate(child, { ...load, port: plainFirst ? tappedPort : plainPort });
    if (round >= 0) rounds.push(plainFirst ? { plain: first, tapped: second } : { plain: second, tapped: first });
  }
  return {
    name,
    plain: median(rounds.map(({ plain }) => plain)),
    tapped: median(rounds.map(({ tapped }) => tapped)),
    ratio: median(rounds.map(({ plain, tapped }) => tapped / plain)),
  };
}

async function rate(child: ChildProcess, request: LoadRequest): Promise<number> {
  child.send(request);
  const [result] = (await once(child, 'message')) as [LoadResult];
  return request.messages / (result.milliseconds / 1000);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

interface Target {
  readonly port: number;
  close(): Promise<void>;
}

async function startPlain(): Promise<Target> {
  const aedes = await Aedes.createBroker();
  const server = createServer({ noDelay: true }, aedes.handle);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      await new Promise<void>((done) => aedes.close(done));
    },
  };
}

async function startTapped(): Promise<Target> {
  const clock = createSystemClock();
  const log = createCaptureLog({ clock, limits: { tailBytes: TAIL_BYTES } });
  const service = createBrokerService({ clock, log, onChange: () => {} });
  const started = await service.start({ host: '127.0.0.1', port: 0, wsPort: null });
  if (!started.ok) throw new Error(started.error.message);
  const { address } = started.value;
  return { port: Number(address.slice(address.lastIndexOf(':') + 1)), close: service.close };
}
