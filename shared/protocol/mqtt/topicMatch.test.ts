import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../base/utf8.ts';
import { compileTopicFilter } from './topicMatch.ts';

describe('compileTopicFilter', () => {
  it.each([
    ['plant/7/temp', 'plant/7/temp', true],
    ['plant/7/temp', 'plant/7/Temp', false], // names are case sensitive (4.7.3)
    ['plant/7', 'plant/7/temp', false],
    ['plant/7/temp', 'plant/7', false],
    ['plant/7', '/plant/7', false],
    ['plant/7/', 'plant/7', false],
    ['plant/7/', 'plant/7/', true],
    // 4.7.1.2 multi-level wildcard
    ['#', 'plant/7/temp', true],
    ['#', '/', true],
    ['plant/#', 'plant', true],
    ['plant/#', 'plant/', true],
    ['plant/#', 'plant/7/temp', true],
    ['plant/#', 'plants/7', false],
    ['/#', 'plant', false],
    ['/#', '/plant', true],
    // 4.7.1.3 single-level wildcard
    ['plant/+', 'plant/7', true],
    ['plant/+', 'plant/', true],
    ['plant/+', 'plant', false],
    ['plant/+', 'plant/7/temp', false],
    ['plant/+/temp', 'plant/7/temp', true],
    ['plant/+/temp', 'plant//temp', true],
    ['+', 'plant', true],
    ['+', '/plant', false],
    ['+/+', '/plant', true],
    ['/+', '/plant', true],
    ['+/7/#', 'plant/7', true],
    // 4.7.2 topics beginning with $
    ['#', '$SYS/broker/uptime', false],
    ['+/broker/uptime', '$SYS/broker/uptime', false],
    ['$SYS/#', '$SYS/broker/uptime', true],
    ['$SYS/+/uptime', '$SYS/broker/uptime', true],
    ['plant/#', 'plant/$7', true],
    ['+/$7', 'plant/$7', true],
    // UTF-8 beyond ASCII
    ['halle/größe', 'halle/größe', true],
    ['halle/+', 'halle/温度', true],
    ['halle/gro', 'halle/größe', false],
    // filters that 4.7.1 forbids stand for themselves
    ['plant#', 'plant', false],
    ['plant#', 'plant#', true],
    ['#/temp', 'plant/temp', false],
    ['plant+/temp', 'plant7/temp', false],
    ['', '', false],
    ['plant', '', false],
    ['#', '', false],
  ])('%j and %j: %s', (filter, topic, expected) => {
    const bytes = encodeUtf8(topic);
    expect(compileTopicFilter(filter)(bytes, 0, bytes.length)).toBe(expected);
  });

  it('looks at its stretch of the bytes only', () => {
    const bytes = Uint8Array.from('xx/plant/7/yy', (char) => char.charCodeAt(0));
    const matches = compileTopicFilter('plant/+');
    expect(matches(bytes, 3, 10)).toBe(true);
    expect(matches(bytes, 3, 13)).toBe(false);
    expect(matches(bytes, 3, 8)).toBe(false);
  });
});
