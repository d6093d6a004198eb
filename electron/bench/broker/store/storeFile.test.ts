import { expect, test } from 'vitest';
import { createBrokerStore, DEFAULT_STORE_LIMITS } from './createBrokerStore.ts';
import { formatStoreFile, restoreStoreFile } from './storeFile.ts';

const newStore = (limits = DEFAULT_STORE_LIMITS) =>
  createBrokerStore({ limits, wall: () => 1000, isOnline: () => false, isGranted: () => true, onChange: () => {} });
const bytes = Uint8Array.from([0, 255, 10]);

function filledStore() {
  const store = newStore();
  store.retained.set({ topic: 'state/ä', payload: bytes, qos: 1, at: 5 });
  const session = store.sessions.open('away');
  store.sessions.subscribe(session, 'q/#', 2);
  const common = { payload: bytes, qos: 2, retain: false, brokerId: 'b' } as const;
  store.sessions.enqueue(session, { ...common, cmd: 'publish', topic: 'q/1', brokerCounter: 1 });
  store.sessions.enqueue(session, { ...common, cmd: 'publish', topic: 'q/2', brokerCounter: 2 });
  session.queue.update({ ...common, cmd: 'publish', topic: 'q/1', brokerCounter: 1, messageId: 9 });
  session.queue.update({ ...common, cmd: 'pubrel', topic: '', messageId: 11 });
  session.incoming.add(77);
  return store;
}

test('what was written is read back, and reads the same again', () => {
  const text = formatStoreFile(filledStore());
  const again = newStore();
  expect(restoreStoreFile(text, again)).toBe(true);
  expect(formatStoreFile(again)).toBe(text);
  expect(again.retained.get('state/ä')).toMatchObject({ at: 5, qos: 1 });
  expect(Buffer.from(again.retained.get('state/ä')?.payload ?? [])).toEqual(Buffer.from(bytes));
  const session = again.sessions.get('away');
  expect(session?.queue.packets().map(({ cmd, topic, messageId }) => [cmd, topic, messageId])).toEqual([
    ['publish', 'q/1', 9],
    ['publish', 'q/2', undefined],
    ['pubrel', '', 11],
  ]);
  expect(again.sessions.subscribers('q/3')).toEqual(new Map([['away', 2]]));
});

test.each(['', '{', '{}', '{"version":2}', '{"version":1,"retained":[{"topic":"a","qos":3}],"sessions":[]}'])(
  'no such file: %j',
  (text) => {
    const store = newStore();
    expect(restoreStoreFile(text, store)).toBe(false);
    expect(store.retained.count + store.sessions.count).toBe(0);
  },
);

test('a file that holds more than is allowed is cut to the bounds', () => {
  const store = newStore();
  for (let at = 0; at < 20; at += 1) store.retained.set({ topic: `t${at}`, payload: bytes, qos: 0, at });
  const small = newStore({ ...DEFAULT_STORE_LIMITS, retainedMessages: 3 });
  expect(restoreStoreFile(formatStoreFile(store), small)).toBe(true);
  expect(small.retained.all().map(({ topic }) => topic)).toEqual(['t17', 't18', 't19']);
});
