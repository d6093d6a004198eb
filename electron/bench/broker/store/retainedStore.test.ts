import { describe, expect, test } from 'vitest';
import { createRetainedStore } from './retainedStore.ts';

const newStore = () => createRetainedStore({ retainedMessages: 3, retainedBytes: 2000 });
const message = (topic: string, size = 1) => ({ topic, payload: new Uint8Array(size), qos: 0, at: 0 }) as const;
const topics = (filters: readonly string[], store = newStore()): string[] => {
  for (const topic of ['a', 'a/b', '$SYS/broker/uptime']) store.set(message(topic));
  return Array.from(store.matching(filters), ({ topic }) => topic);
};

describe('what a new subscription is sent (section 4.7)', () => {
  test.each([
    [['#'], ['a', 'a/b']],
    [['a/#'], ['a', 'a/b']],
    [['a/b'], ['a/b']],
    [['$SYS/#'], ['$SYS/broker/uptime']],
    [['+/broker/uptime'], []],
    [['a/b', 'x'], ['a/b']],
  ])('%j', (filters, expected) => {
    expect(topics(filters)).toEqual(expected);
  });
});

test('an empty payload deletes [MQTT-3.3.1-10], the broker’s own topics do not count', () => {
  const store = newStore();
  topics([], store);
  expect(store.count).toBe(2);
  store.set(message('a', 0));
  expect(store.all().map(({ topic }) => topic)).toEqual(['a/b']);
  expect(store.clear()).toBe(1);
  expect([store.count, store.bytes]).toEqual([0, 0]);
});

test('the one not set for the longest time goes: by number', () => {
  const store = newStore();
  for (const topic of ['a', 'b', 'c', 'a', 'd']) store.set(message(topic));
  expect(store.all().map(({ topic }) => topic)).toEqual(['c', 'a', 'd']);
  expect(store.dropped).toBe(1);
});

test('and by size', () => {
  const store = newStore();
  for (const topic of ['a', 'b']) store.set(message(topic, 1000));
  expect(store.all().map(({ topic }) => topic)).toEqual(['b']);
});
