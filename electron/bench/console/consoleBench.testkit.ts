import { Duplex } from 'node:stream';
import type { ConsoleTarget, PublishInput } from '#shared/contract/console.ts';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createListLog } from '#test/fakes/listLog.ts';
import { createConsoleService } from './createConsoleService.ts';
import { createFakeBroker, TARGET } from './fakeBroker.testkit.ts';

/** A console on a fake clock before a fake broker; its own broker never runs. */
export function consoleBench(level: 4 | 5 = 4) {
  const clock = createFakeClock();
  const log = createListLog(clock);
  const broker = createFakeBroker(level);
  let changes = 0;
  const service = createConsoleService({
    clock,
    log,
    attachLocal: () => {
      const stream = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
      stream.destroy(new Error('not running'));
      return Object.assign(stream, { link: 0 });
    },
    connectRemote: broker.connectRemote,
    onChange: () => {
      changes += 1;
    },
  });
  const { handlers } = service;
  /** Lets streams and promises do what they can do without time passing. */
  const rest = async (): Promise<void> => {
    for (let turn = 0; turn < 12; turn += 1) await clock.run(0);
  };
  const connect = async (change: Partial<ConsoleTarget> = {}) => {
    const result = handlers['console.connect']({ ...TARGET, level, ...change });
    await rest();
    return result;
  };
  const publish = (change: Partial<PublishInput> = {}) =>
    handlers['console.publish']({ topic: 'a', qos: 0, retain: false, payload: '1', encoding: 'text', ...change });
  const subscribe = (...filters: string[]) =>
    handlers['console.subscribe']({ subscriptions: filters.map((filter) => ({ filter, qos: 0 as const })) });
  const state = service.state;
  return { clock, log, broker, service, handlers, rest, connect, publish, subscribe, state, changes: () => changes };
}
