import { describe, expect, test } from 'vitest';
import { isTopicFilter, levelsCover, topicMatches } from './topicFilter.ts';

describe('filters (MQTT 3.1.1 section 4.7.1)', () => {
  test.each([
    ['a/b', true],
    ['#', true],
    ['a/#', true],
    ['+/b/+', true],
    ['/', true],
    ['a/#/b', false],
    ['a#', false],
    ['a+/b', false],
    ['', false],
    ['a\u0000', false],
  ])('%s: %s', (filter, expected) => {
    expect(isTopicFilter(filter)).toBe(expected);
  });
});

describe('matching (section 4.7)', () => {
  test.each([
    ['sport/tennis/player1/#', 'sport/tennis/player1', true],
    ['sport/tennis/player1/#', 'sport/tennis/player1/score/wimbledon', true],
    ['sport/tennis/+', 'sport/tennis/player1/ranking', false],
    ['sport/+', 'sport', false],
    ['sport/+', 'sport/', true],
    ['+/+', '/finance', true],
    ['/+', '/finance', true],
    ['+', '/finance', false],
    ['#', '$SYS/broker/uptime', false],
    ['+/monitor/Clients', '$SYS/monitor/Clients', false],
    ['$SYS/#', '$SYS/broker/uptime', true],
    ['a/b', 'a/b', true],
    ['a/b', 'A/b', false],
  ])('%s takes %s: %s', (filter, topic, expected) => {
    expect(topicMatches(filter, topic)).toBe(expected);
  });
});

describe('one filter within another', () => {
  test.each([
    ['#', 'a/#', true],
    ['a/#', '#', false],
    ['a/#', 'a', true],
    ['a/+', 'a/#', false],
    ['a/+', 'a/+', true],
    ['a/+', 'a/b', true],
    ['a/b', 'a/+', false],
    ['+/b', 'a/b', true],
    ['#', '$SYS/#', false],
    ['a/+/c', 'a/b/c', true],
    ['a/+', 'a', false],
  ])('%s covers %s: %s', (outer, inner, expected) => {
    expect(levelsCover(outer.split('/'), inner.split('/'))).toBe(expected);
  });
});
