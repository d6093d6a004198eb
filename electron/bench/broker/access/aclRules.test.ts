import { describe, expect, test } from 'vitest';
import type { AccessRule } from '#shared/contract/brokerAccess.ts';
import { rulesFor } from './aclRules.ts';

const rule = (filter: string, change: Partial<AccessRule> = {}): AccessRule => ({
  ...{ who: 'all', name: '', filter, action: 'both', allow: true },
  ...change,
});
const board = { username: 'board', clientId: 'c1' };

describe('publishing', () => {
  test.each([
    ['no rule, allowed otherwise', [], true, 'a', true],
    ['no rule, denied otherwise', [], false, 'a', false],
    ['the first that fits decides', [rule('a/b', { allow: false }), rule('a/#')], false, 'a/b', false],
    ['a later one for what is left', [rule('a/b', { allow: false }), rule('a/#')], false, 'a/c', true],
    ['one about subscribing says nothing', [rule('#', { action: 'subscribe', allow: false })], true, 'a', true],
    ['a user by name', [rule('#', { who: 'user', name: 'board' })], false, 'a', true],
    ['another user', [rule('#', { who: 'user', name: 'other' })], false, 'a', false],
    ['a client by id', [rule('#', { who: 'client', name: 'c1' })], false, 'a', true],
    ['%u', [rule('dev/%u/#')], false, 'dev/board/t', true],
    ['%u of another', [rule('dev/%u/#')], false, 'dev/other/t', false],
    ['%c', [rule('dev/%c')], false, 'dev/c1', true],
    ['# does not take $SYS [MQTT-4.7.2-1]', [rule('#')], false, '$SYS/a', false],
  ] as const)('%s', (_name, rules, otherwise, topic, expected) => {
    const mine = rulesFor(board, rules, otherwise);
    expect(mine.mayPublish(topic)).toBe(expected);
    expect(mine.mayPublish(topic)).toBe(expected);
  });

  test.each(['+', '#', 'a/b', ''])('a client id that would widen a filter fits no rule: %j', (clientId) => {
    expect(rulesFor({ username: '', clientId }, [rule('dev/%c')], false).mayPublish('dev/x')).toBe(false);
  });
});

describe('subscribing', () => {
  const rules = [rule('secret/#', { allow: false }), rule('a/#')];
  test.each([
    ['a/#', true],
    ['a/+/b', true],
    ['#', false],
    ['+/b', false],
    ['secret/x', false],
  ])('%s: %s', (filter, expected) => {
    expect(rulesFor(board, rules, false).maySubscribe(filter)).toBe(expected);
  });

  test('a wide subscription does not bring what is denied', () => {
    const mine = rulesFor(board, rules, true);
    expect(mine.maySubscribe('#')).toBe(true);
    expect(mine.mayRead('secret/x')).toBe(false);
    expect(mine.mayRead('open/x')).toBe(true);
  });
});
