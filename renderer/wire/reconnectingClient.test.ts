import { describe, expect, test } from 'vitest';
import { err, ok, type Result } from '#shared/base/result.ts';
import { PROTOCOL_VERSION } from '#shared/rpc/messages.ts';
import type { RpcClient } from '#shared/rpc/rpcClient.ts';
import type { Wire } from '#shared/rpc/wire.ts';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createFakeWire, type FakeWire } from '#test/fakes/fakeWire.ts';
import { createReconnectingClient } from './reconnectingClient.ts';

const HELLO = { m: 'hello', version: PROTOCOL_VERSION };
const unreachable = (): Result<Wire> => err('unreachable', 'The bench does not answer.');

/** A window whose dials succeed as long as `reachable` says so. */
async function setUp({ reachable = true } = {}) {
  const clock = createFakeClock();
  const bench = { reachable, dials: 0, ends: [] as FakeWire[] };
  const clients: RpcClient[] = [];
  const reports: unknown[] = [];
  const phases: string[] = [];
  const connection = createReconnectingClient({
    connect: async () => {
      bench.dials += 1;
      if (!bench.reachable) return unreachable();
      const end = createFakeWire();
      bench.ends.push(end);
      return ok(end.wire);
    },
    after: clock.after,
    onClient: (client) => clients.push(client),
    report: (error) => reports.push(error),
  });
  connection.onState((state) =>
    phases.push(state.phase === 'waiting' ? `waiting ${state.attempt}: ${state.retryMs}` : state.phase),
  );
  await clock.run(0);
  return { clock, bench, clients, reports, phases, connection };
}

describe('reconnecting client', () => {
  test('is connected when the bench has said hello, with a client that is ready', async () => {
    const { bench, clients, connection, phases } = await setUp();
    expect(connection.state).toEqual({ phase: 'connecting' });
    expect(clients).toEqual([]);
    bench.ends[0]?.deliver(HELLO);
    expect(clients.map(({ state }) => state)).toEqual(['ready']);
    expect(phases).toEqual(['connected']);
  });

  test('dials again after 0.5, 1, 2, 4, then every 5 seconds', async () => {
    const { clock, bench, phases } = await setUp({ reachable: false });
    const expected = [500, 1000, 2000, 4000, 5000, 5000];
    for (const [i, ms] of expected.entries()) {
      expect(bench.dials).toBe(i + 1);
      await clock.run(ms - 1);
      expect(bench.dials).toBe(i + 1);
      await clock.run(1);
    }
    expect(phases.filter((phase) => phase !== 'connecting').slice(0, 6)).toEqual(
      expected.map((ms, i) => `waiting ${i + 1}: ${ms}`),
    );
  });

  test('gives a fresh client when the bench is back, and starts its waiting anew', async () => {
    const { clock, bench, clients, phases, reports } = await setUp();
    bench.ends[0]?.deliver(HELLO);
    bench.reachable = false;
    bench.ends[0]?.hangUp();
    await clock.run(1500);
    bench.reachable = true;
    await clock.run(2000);
    bench.ends[1]?.deliver(HELLO);
    bench.ends[1]?.hangUp();
    expect(clients.map(({ state }) => state)).toEqual(['closed', 'closed']);
    expect(clients[0]).not.toBe(clients[1]);
    expect(phases).toEqual([
      'connected',
      'waiting 1: 500',
      'connecting',
      'waiting 2: 1000',
      'connecting',
      'waiting 3: 2000',
      'connecting',
      'connected',
      'waiting 1: 500',
    ]);
    expect(reports).toEqual([]);
  });

  test('a bench that accepts but never says hello is given up and dialled again', async () => {
    const { clock, bench, clients, connection } = await setUp();
    await clock.run(9999);
    expect(bench.ends[0]?.closed).toBe(false);
    await clock.run(1);
    expect(bench.ends[0]?.closed).toBe(true);
    expect(connection.state).toEqual({ phase: 'waiting', attempt: 1, retryMs: 500 });
    await clock.run(500);
    expect(bench.dials).toBe(2);
    expect(clients).toEqual([]);
  });

  test('the time for hello does not run on after it', async () => {
    const { clock, bench, connection } = await setUp();
    bench.ends[0]?.deliver(HELLO);
    await clock.run(60_000);
    expect(connection.state).toEqual({ phase: 'connected' });
    expect(clock.pending).toBe(0);
  });

  test('a bench of another version is not dialled again', async () => {
    const { clock, bench, clients, connection } = await setUp();
    bench.ends[0]?.deliver({ m: 'refused', code: 'version', message: 'Another version.' });
    expect(connection.state).toEqual({ phase: 'refused' });
    await clock.run(60_000);
    expect(bench.dials).toBe(1);
    expect(clients).toEqual([]);
  });

  test.each([
    ['while connected', true, true],
    ['while it waits for hello', true, false],
    ['while it waits to dial', false, false],
  ])('stops for good: %s', async (_when, reachable, greeted) => {
    const { clock, bench, connection, phases } = await setUp({ reachable });
    if (greeted) bench.ends[0]?.deliver(HELLO);
    const { dials } = bench;
    connection.stop();
    connection.stop();
    await clock.run(60_000);
    expect(bench.dials).toBe(dials);
    expect(bench.ends.every((end) => end.closed)).toBe(true);
    expect(phases.at(-1)).toBe('stopped');
    expect(clock.pending).toBe(0);
  });

  test('stopped while it dials: the wire that comes after all is closed', async () => {
    const clock = createFakeClock();
    const late = createFakeWire();
    const connection = createReconnectingClient({
      connect: async () => ok(late.wire),
      after: clock.after,
      onClient: () => {},
      report: () => {},
    });
    connection.stop();
    await clock.run(0);
    expect(late.closed).toBe(true);
    expect(late.sent).toEqual([]);
    expect(clock.pending).toBe(0);
  });
});
