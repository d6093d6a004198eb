import { expect, test } from 'vitest';
import { createRpcClient } from '#shared/rpc/createRpcClient.ts';
import { createMemoryWirePair } from '#shared/rpc/memoryWire.ts';
import { createFakeBench, fakeSerialLink, IDLE_STATE } from '#test/fakes/fakeBench.ts';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createBenchStore } from './benchStore.ts';

async function setUp() {
  const clock = createFakeClock();
  const bench = createFakeBench({ clock, defer: setImmediate });
  const [near, far] = createMemoryWirePair();
  bench.serve(far);
  const rpc = createRpcClient({
    wire: near,
    report: (error) => {
      throw error;
    },
  });
  const { store, dispose } = createBenchStore(rpc);
  await clock.run(200);
  return { clock, bench, store, dispose, get: store.getState };
}

test('learns who the bench is, how it is and its links', async () => {
  const { bench, get } = await setUp();
  expect(get().info).toMatchObject({ host: 'test' });
  expect(get().state).toMatchObject({ serial: [], broker: { state: 'listening' } });
  expect(get().links.size).toBe(bench.log.links().length);
});

test('follows changes; what did not change keeps its identity', async () => {
  const { clock, bench, get } = await setUp();
  const before = get().state;
  const link = bench.log.openLink({ lane: 'serial', role: 'modem', address: '/dev/ttyUSB2', name: 'ttyUSB2' });
  bench.set({ serial: [fakeSerialLink(link, '/dev/ttyUSB2')] });
  await clock.run(1000);
  expect(get().state?.serial).toHaveLength(1);
  expect(get().links.get(link)?.name).toBe('ttyUSB2');
  expect(get().state?.broker).toBe(before?.broker);
});

test('hears nothing any more after it was disposed of', async () => {
  const { clock, bench, get, dispose } = await setUp();
  dispose();
  bench.set({ broker: { ...IDLE_STATE.broker, state: 'stopped' } });
  await clock.run(1000);
  expect(get().state?.broker.state).toBe('listening');
});
