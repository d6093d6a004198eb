import { describe, expect, it } from 'vitest';
import type { BridgeRule } from '../contract/bridge.ts';
import { bridgeFilters, bridgeTopic, checkBridgeRules, filtersOverlap } from './bridgeRules.ts';

const rule = (direction: BridgeRule['direction'], filter: string, localPrefix = '', remotePrefix = ''): BridgeRule => ({
  ...{ direction, filter, localPrefix, remotePrefix, qos: 1 },
});

describe('topics', () => {
  const rules = [
    rule('out', 'sensors/#', '', 'site7/'),
    rule('in', 'commands/+', 'from/', 'site7/'),
    rule('both', 'state/#'),
    rule('out', '#', 'own/', 'all/'),
  ];
  it.each<readonly ['local' | 'remote', string, string | null]>([
    ['local', 'sensors/a/t', 'site7/sensors/a/t'],
    ['local', 'sensors', 'site7/sensors'],
    ['remote', 'site7/sensors/a', null],
    ['remote', 'site7/commands/led', 'from/commands/led'],
    ['remote', 'site7/commands/led/1', null],
    ['local', 'from/commands/led', null],
    ['local', 'state/x', 'state/x'],
    ['remote', 'state/x', 'state/x'],
    ['local', 'other', null],
    ['local', 'own/a', 'all/a'],
    // `own/#` takes `own`, of which nothing would be left without the prefix.
    ['local', 'own', null],
    ['local', 'own/', 'all/'],
  ])('from the %s broker, %s becomes %s', (from, topic, expected) => {
    expect(bridgeTopic(rules, from, topic)).toBe(expected);
  });

  it('an empty topic is none', () => expect(bridgeTopic([rule('out', '#', 'own/')], 'local', 'own/')).toBeNull());

  it('subscriptions stand with their prefixes', () => {
    expect(bridgeFilters(rules, 'local').map(({ filter }) => filter)).toEqual(['sensors/#', 'state/#', 'own/#']);
    expect(bridgeFilters(rules, 'remote').map(({ filter }) => filter)).toEqual(['site7/commands/+', 'state/#']);
  });
});

describe('rules', () => {
  it.each<readonly [string, BridgeRule[]]>([
    ['one', [rule('both', '#')]],
    ['two directions of the same topics', [rule('in', 'a/#', 'x/'), rule('out', 'a/#')]],
    ['the same filter behind other prefixes', [rule('out', '#', 'a/'), rule('out', '#', 'b/')]],
    ['$SYS of the remote broker', [rule('in', '$SYS/#', 'remote/'), rule('in', '#')]],
  ])('%s: fine', (_, rules) => expect(checkBridgeRules(rules)).toEqual({ ok: true, value: undefined }));

  it.each<readonly [string, BridgeRule[], number, RegExp]>([
    ['a bad filter', [rule('both', 'a'), rule('both', 'b/#/c')], 1, /last level/],
    ['a wildcard in a prefix', [rule('in', 'a', '+/')], 0, /prefix "\+\/" cannot be used/],
    ['a prefix that runs into a wildcard', [rule('out', '#', 'site')], 0, /does not stand alone/],
    ['a shared subscription', [rule('in', '$share/g/a')], 0, /take messages away/],
    ['a shared subscription made by a prefix', [rule('in', 'g/a', '', '$share/')], 0, /take messages away/],
    ['one filter twice', [rule('in', 'a'), rule('both', 'a')], 1, /remote broker that rule 1 takes too/],
    ['a filter within another', [rule('out', 'a/#'), rule('out', 'a/+/c', '', 'x/')], 1, /rule 1 takes too/],
  ])('%s: refused', (_, rules, index, words) => {
    expect(checkBridgeRules(rules)).toMatchObject({ error: { code: 'bad-rule', details: { rule: index } } });
    const checked = checkBridgeRules(rules);
    expect(checked.ok ? '' : checked.error.message).toMatch(words);
  });
});

describe('overlap', () => {
  it.each<readonly [string, string, boolean]>([
    ['a', 'a', true],
    ['a', 'b', false],
    ['a', 'a/b', false],
    ['#', 'a/b', true],
    ['a/#', 'a', true],
    ['a/+', 'a', false],
    ['a/+/c', 'a/b/+', true],
    ['a/+/c', 'a/b/d', false],
    ['+', '+/+', false],
    ['+/#', 'x', true],
    ['#', '$SYS/#', false],
    ['+/b', '$SYS/b', false],
    ['$SYS/#', '$SYS/+', true],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(filtersOverlap(a, b)).toBe(expected);
    expect(filtersOverlap(b, a)).toBe(expected);
  });
});
