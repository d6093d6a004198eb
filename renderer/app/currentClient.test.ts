import { expect, test } from 'vitest';
import { ok } from '#shared/base/result.ts';
import type { RpcClient } from '#shared/rpc/rpcClient.ts';
import { createFakeRpcClient } from '#test/fakes/fakeRpcClient.ts';
import { createCurrentClient } from './currentClient.ts';

const links = { links: [] };

test('before the first connection it is connecting and answers closed', async () => {
  const current = createCurrentClient();
  expect(current.state).toBe('connecting');
  expect(await current.call('bench.state', {})).toMatchObject({ ok: false, error: { code: 'closed' } });
  const ends: string[] = [];
  current.open(
    'log.rows',
    { filter: { lanes: ['serial'], notes: true }, from: { at: 'after', seq: 0 }, mirror: 1000 },
    { item: () => {}, end: (failure) => ends.push(failure?.code ?? '') },
  );
  expect(ends).toEqual([]);
  await Promise.resolve();
  expect(ends).toEqual(['closed']);
});

test('listeners stay over reconnects and hear only the connection of the moment', () => {
  const current = createCurrentClient();
  const heard: unknown[] = [];
  const stop = current.on('log.links-changed', (data) => heard.push(data));
  const [first, second] = [createFakeRpcClient(), createFakeRpcClient()];
  current.use(first);
  first.emit('log.links-changed', links);
  current.use(second);
  first.emit('log.links-changed', links);
  second.emit('log.links-changed', links);
  expect(heard).toHaveLength(2);
  stop();
  second.emit('log.links-changed', links);
  expect(heard).toHaveLength(2);
});

test('a listener that comes later hears the connection that is there, and goes for good', () => {
  const current = createCurrentClient();
  const client = createFakeRpcClient();
  current.use(client);
  const heard: unknown[] = [];
  const stop = current.on('log.links-changed', (data) => heard.push(data));
  client.emit('log.links-changed', links);
  stop();
  current.use(createFakeRpcClient());
  client.emit('log.links-changed', links);
  expect(heard).toHaveLength(1);
});

test('every connection is announced as ready; a lost one means connecting', () => {
  const current = createCurrentClient();
  const states: RpcClient['state'][] = [];
  current.onState((state) => states.push(state));
  const first = createFakeRpcClient();
  current.use(first);
  first.close();
  expect(current.state).toBe('connecting');
  current.use(createFakeRpcClient());
  expect(states).toEqual(['ready', 'connecting', 'ready']);
});

test('calls go to the connection of the moment', async () => {
  const current = createCurrentClient();
  const client = createFakeRpcClient({ 'log.mark': () => ok({ seq: 7 }) });
  current.use(client);
  expect(await current.call('log.mark', { text: 'here' })).toEqual(ok({ seq: 7 }));
  expect(client.asked).toEqual([{ name: 'log.mark', input: { text: 'here' } }]);
});
