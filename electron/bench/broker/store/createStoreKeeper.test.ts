import { expect, test } from 'vitest';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createFakeFiles } from '#test/fakes/fakeFiles.ts';
import { type BrokerStore, createBrokerStore, DEFAULT_STORE_LIMITS } from './createBrokerStore.ts';
import { createStoreKeeper } from './createStoreKeeper.ts';

const PATH = '/data/broker-store.json';

function setUp(kept = true) {
  const clock = createFakeClock();
  const files = createFakeFiles();
  const notes: string[] = [];
  const settings = { kept };
  const keeper = createStoreKeeper({
    ...{ files, clock, dataDir: '/data', wanted: () => settings.kept },
    note: (text) => notes.push(text),
  });
  return { clock, files, notes, settings, keeper, store: newStore() };
}
const newStore = (): BrokerStore =>
  createBrokerStore({
    ...{ limits: DEFAULT_STORE_LIMITS, wall: () => 0, isOnline: () => false, isGranted: () => true },
    onChange: () => {},
  });
const retain = (store: BrokerStore, topic: string): void =>
  store.retained.set({ topic, payload: Uint8Array.of(1), qos: 0, at: 0 });
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

test('many changes are one write, and the next run finds them', async () => {
  const { clock, files, keeper, store } = setUp();
  for (const topic of ['a', 'b', 'c']) {
    retain(store, topic);
    keeper.changed(store);
  }
  clock.advance(2000);
  await settled();
  expect(files.writes).toEqual([PATH]);
  const next = newStore();
  await keeper.restore(next);
  expect(next.retained.all().map(({ topic }) => topic)).toEqual(['a', 'b', 'c']);
});

test('a stop writes what is unsaved', async () => {
  const { files, keeper, store } = setUp();
  retain(store, 'a');
  keeper.changed(store);
  await keeper.flush(store);
  expect(files.contents.get(PATH)).toContain('"topic":"a"');
});

test('not wanted: nothing is written, nothing is read', async () => {
  const { clock, files, keeper, store } = setUp(false);
  files.contents.set(PATH, '{}');
  retain(store, 'a');
  keeper.changed(store);
  clock.advance(5000);
  await keeper.flush(store);
  await keeper.restore(store);
  expect(files.writes).toEqual([]);
});

test('not wanted any more: what was kept is wiped; wanted again: it is written at once', async () => {
  const { clock, files, settings, keeper, store } = setUp();
  retain(store, 'a');
  await keeper.flush(store);
  settings.kept = false;
  keeper.decided(store);
  await settled();
  expect(files.contents.get(PATH)).toBe('');
  settings.kept = true;
  const empty = newStore();
  await keeper.restore(empty);
  expect(empty.retained.count).toBe(0);
  keeper.decided(store);
  clock.advance(2000);
  await settled();
  expect(files.contents.get(PATH)).toContain('"topic":"a"');
});

test('a full disk is told once, until it works again', async () => {
  const { files, notes, keeper, store } = setUp();
  files.writeTrouble = new Error('no space left');
  await keeper.flush(store);
  await keeper.flush(store);
  expect(notes).toHaveLength(1);
  expect(notes[0]).toContain('no space left');
  files.writeTrouble = undefined;
  await keeper.flush(store);
  files.writeTrouble = new Error('again');
  await keeper.flush(store);
  expect(notes).toHaveLength(2);
});

test('a file that cannot be understood is set aside', async () => {
  const { files, notes, keeper, store } = setUp();
  files.contents.set(PATH, '{"version":9}');
  await keeper.restore(store);
  expect(files.contents.get(`${PATH}.unreadable`)).toBe('{"version":9}');
  expect(notes).toHaveLength(1);
});
