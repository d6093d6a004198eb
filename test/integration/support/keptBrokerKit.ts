import { createKeptBroker, type KeptBroker } from '#bench/broker/createKeptBroker.ts';
import { createNodeFiles } from '#bench/settings/nodeFiles.ts';
import { createSystemClock } from '#bench/systemClock.ts';
import type { Result } from '#shared/base/result.ts';
import type { BrokerAddresses, BrokerListen } from '#shared/contract/broker.ts';
import { createListLog, type ListLog } from '#test/fakes/listLog.ts';

export interface TestKeptBroker extends KeptBroker {
  readonly log: ListLog;
  portOf(kind: keyof BrokerAddresses): number;
  /** All notes so far. */
  notes(): string;
}

/** The value, or an error with the words of the failure. */
export async function must<T>(answer: Result<T> | Promise<Result<T>>): Promise<T> {
  const settled = await answer;
  if (!settled.ok) throw new Error(settled.error.message);
  return settled.value;
}

export const EPHEMERAL: BrokerListen = { host: '127.0.0.1', port: 0, wsPort: 0 };

/** A broker that keeps what it keeps in a folder. */
export async function startKeptBroker(dataDir: string, listen = EPHEMERAL): Promise<TestKeptBroker> {
  const clock = createSystemClock();
  const log = createListLog(clock);
  const broker = createKeptBroker({
    ...{ clock, log, dataDir, files: createNodeFiles() },
    ...{ onChange: () => {}, dialled: () => null, lan: () => [] },
  });
  await broker.load();
  await must(broker.service.start(listen));
  return {
    ...broker,
    log,
    portOf(kind) {
      const address = broker.service.state().addresses?.[kind] ?? '';
      return Number(address.slice(address.lastIndexOf(':') + 1));
    },
    notes: () =>
      log
        .notes()
        .map(({ text }) => text)
        .join('\n'),
  };
}
