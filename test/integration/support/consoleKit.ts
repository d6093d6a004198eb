import { createConsoleService } from '#bench/console/createConsoleService.ts';
import { createSystemClock } from '#bench/systemClock.ts';
import type { ConsoleState, ConsoleTarget, PublishInput, Qos } from '#shared/contract/console.ts';
import { createListLog } from '#test/fakes/listLog.ts';
import { type TestBroker, until } from './brokerKit.ts';

export const TARGET: ConsoleTarget = {
  url: 'bench:',
  clientId: '',
  username: '',
  password: '',
  clean: true,
  keepAlive: 60,
  level: 4,
};

/** A console with a log of its own, or on the log and the broker of `local`. */
export function createTestConsole(local?: Pick<TestBroker, 'log' | 'service'>) {
  const clock = createSystemClock();
  const log = local?.log ?? createListLog(clock);
  const service = createConsoleService({
    clock,
    log,
    attachLocal: () => {
      if (local === undefined) throw new Error('This console has no broker of its own');
      return local.service.attachConsole();
    },
    onChange: () => {},
  });
  const { handlers, state } = service;
  return {
    service,
    log,
    state,
    connect: async (change: Partial<ConsoleTarget>) => handlers['console.connect']({ ...TARGET, ...change }),
    subscribe: async (...subscriptions: [filter: string, qos: Qos][]) =>
      handlers['console.subscribe']({ subscriptions: subscriptions.map(([filter, qos]) => ({ filter, qos })) }),
    publish: async (change: Partial<PublishInput>) =>
      handlers['console.publish']({ topic: 'a', qos: 0, retain: false, payload: '', encoding: 'text', ...change }),
    topics: async () => {
      const result = await handlers['console.topics']({});
      return result.ok ? result.value.topics : [];
    },
    becomes: (wanted: ConsoleState['state']) => until(`state ${wanted}`, () => state().state === wanted),
    hears: (messages: number) => until(`${messages} messages`, () => state().received >= messages),
  };
}

export type TestConsole = ReturnType<typeof createTestConsole>;
