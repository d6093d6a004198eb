import { describe, expect, it } from 'vitest';
import type { TopicEntry } from '../contract/console.ts';
import { buildTopicTree, topicAncestors } from './topicTree.ts';

const entry = (topic: string, count = 1): TopicEntry => ({
  topic,
  count,
  retained: false,
  t: 0,
  preview: '1',
  length: 1,
  bytes: 1,
  qos: 0,
  rate: 0,
});

/** One line a node: indentation, mark, label in quotes, messages, and * where a topic has messages of its own. */
const drawn = (topics: readonly (string | TopicEntry)[], ...expanded: string[]): string[] =>
  buildTopicTree(
    topics.map((topic) => (typeof topic === 'string' ? entry(topic) : topic)),
    new Set(expanded),
  ).map(
    ({ depth, hasChildren, expanded: open, label, count, entry: own }) =>
      `${'  '.repeat(depth)}${hasChildren ? (open ? '-' : '+') : ' '}"${label}" ${count}${own === undefined ? '' : '*'}`,
  );

describe('buildTopicTree', () => {
  it('is empty without topics', () => {
    expect(drawn([])).toEqual([]);
  });

  it('shows the first level only until a branch is opened', () => {
    const topics = [entry('plant/7/temp', 3), entry('plant/7/rssi', 2), entry('plant/8', 1), entry('status', 4)];
    expect(drawn(topics)).toEqual(['+"plant" 6', ' "status" 4*']);
    expect(drawn(topics, 'plant')).toEqual(['-"plant" 6', '  +"7" 5', '   "8" 1*', ' "status" 4*']);
    expect(drawn(topics, 'plant', 'plant/7')).toEqual([
      '-"plant" 6',
      '  -"7" 5',
      '     "rssi" 2*',
      '     "temp" 3*',
      '   "8" 1*',
      ' "status" 4*',
    ]);
  });

  it('lets a topic have messages and children', () => {
    expect(drawn([entry('a', 2), entry('a/b', 3)], 'a')).toEqual(['-"a" 5*', '   "b" 3*']);
  });

  // MQTT 3.1.1 section 4.7.1.1: a zero-length level is a level of its own.
  it('keeps empty levels apart', () => {
    expect(drawn(['/a', 'a', 'a/', 'a//b', 'a/b', '/', '//'], '', '/', 'a', 'a/')).toEqual([
      '-"" 3',
      '  -"" 2*',
      '     "" 1*',
      '   "a" 1*',
      '-"a" 4*',
      '  -"" 2*',
      '     "b" 1*',
      '   "b" 1*',
    ]);
  });

  it('gives every node its own path', () => {
    const topics = ['/a', 'a', 'a/', 'a//b', 'a/b', '/', '//', '/a/'].map((topic) => entry(topic));
    const all = new Set(topics.flatMap(({ topic }) => [...topicAncestors(topic), topic]));
    const paths = buildTopicTree(topics, all).map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toContain('a//b');
  });

  it('orders names as people count and puts $ topics last, at the root only', () => {
    expect(drawn(['dev10', '$SYS/broker/uptime', 'dev2', 'Dev1', '$aws', 'a/$x', 'a/b'], 'a')).toEqual([
      '-"a" 2',
      '   "$x" 1*',
      '   "b" 1*',
      ' "Dev1" 1*',
      ' "dev2" 1*',
      ' "dev10" 1*',
      ' "$aws" 1*',
      '+"$SYS" 1',
    ]);
  });

  it('tells names apart that the collation takes for equal', () => {
    expect(drawn(['01', '1', 'a\u0000', 'a'])).toHaveLength(4);
    expect(drawn(['1', '01'])).toEqual(drawn(['01', '1']));
  });

  it('says how many topics a branch holds and which is its own entry', () => {
    const own = entry('a/b');
    const [node] = buildTopicTree([own, entry('a/b/c'), entry('a/x')], new Set());
    expect(node).toMatchObject({ path: 'a', topics: 3, expanded: false });
    expect(node).not.toHaveProperty('entry');
    expect(buildTopicTree([own], new Set(['a']))[1]?.entry).toBe(own);
  });

  it('is not marked open without children', () => {
    expect(buildTopicTree([entry('a')], new Set(['a']))[0]).toMatchObject({ hasChildren: false, expanded: false });
  });

  it('opens a topic of very many levels', () => {
    const topic = Array.from({ length: 2000 }, () => 'x').join('/');
    expect(buildTopicTree([entry(topic)], new Set(topicAncestors(topic)))).toHaveLength(2000);
    const longest = '/'.repeat(65_535);
    expect(buildTopicTree([entry(longest)], new Set())).toHaveLength(1);
  });
});

describe('topicAncestors', () => {
  it.each([
    ['a', []],
    ['a/b/c', ['a', 'a/b']],
    ['/a', ['']],
    ['a//b', ['a', 'a/']],
    ['/', ['']],
  ])('%s', (topic, paths) => {
    expect(topicAncestors(topic)).toEqual(paths);
  });
});
