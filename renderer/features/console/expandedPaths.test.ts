import { expect, test } from 'vitest';
import type { TopicEntry } from '#shared/contract/console.ts';
import { expandedPaths, SMALL_TREE } from './expandedPaths.ts';

const entry = (topic: string): TopicEntry => ({
  topic,
  count: 1,
  retained: false,
  t: 0,
  preview: '',
  length: 0,
  bytes: 0,
  qos: 0,
  rate: 0,
});

test('a small tree is open but for what was toggled', () => {
  const topics = ['plant/7/temp', 'plant/8/temp', 'a'].map(entry);
  expect([...expandedPaths(topics, new Set())]).toEqual(['plant', 'plant/7', 'plant/8']);
  expect([...expandedPaths(topics, new Set(['plant/7']))]).toEqual(['plant', 'plant/8']);
});

test('a large tree is closed but for what was toggled', () => {
  const topics = Array.from({ length: SMALL_TREE + 1 }, (_, i) => entry(`dev/${i}/t`));
  expect([...expandedPaths(topics, new Set())]).toEqual([]);
  expect([...expandedPaths(topics, new Set(['dev']))]).toEqual(['dev']);
});
