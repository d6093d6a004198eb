import { err, ok, type Result } from '../base/result.ts';
import type { BridgeRule } from '../contract/bridge.ts';
import { topicMatches } from '../protocol/mqtt/topicFilter.ts';
import { checkTopicFilter, checkTopicName } from './mqttTopic.ts';

/** Where a message comes from. */
export type BridgeSide = 'local' | 'remote';

const takes = (rule: BridgeRule, from: BridgeSide): boolean =>
  rule.direction === 'both' || rule.direction === (from === 'local' ? 'out' : 'in');

const prefixOf = (rule: BridgeRule, side: BridgeSide): string =>
  side === 'local' ? rule.localPrefix : rule.remotePrefix;

/** What to subscribe to at one side: the rules that take messages from there, each once. */
export function bridgeFilters(
  rules: readonly BridgeRule[],
  from: BridgeSide,
): readonly { readonly filter: string; readonly qos: 0 | 1 | 2 }[] {
  return rules
    .filter((rule) => takes(rule, from))
    .map((rule) => ({ filter: prefixOf(rule, from) + rule.filter, qos: rule.qos }));
}

/** Where a message from one side goes on the other one, by the first rule that takes it; null when none does. */
export function bridgeTopic(rules: readonly BridgeRule[], from: BridgeSide, topic: string): string | null {
  for (const rule of rules) {
    const prefix = prefixOf(rule, from);
    // `a/#` takes `a` too, which has no `a/` to replace.
    if (!takes(rule, from) || !topic.startsWith(prefix) || !topicMatches(prefix + rule.filter, topic)) continue;
    return prefixOf(rule, from === 'local' ? 'remote' : 'local') + topic.slice(prefix.length) || null;
  }
  return null;
}

/** Checks every rule for itself and against the others; the number in the words counts from 1. */
export function checkBridgeRules(rules: readonly BridgeRule[]): Result<void, 'bad-rule'> {
  for (const [index, rule] of rules.entries()) {
    const trouble = ruleTrouble(rule);
    if (trouble !== '') return bad(index, trouble);
  }
  for (const from of ['local', 'remote'] as const) {
    for (const [index, rule] of rules.entries()) {
      if (!takes(rule, from)) continue;
      const filter = prefixOf(rule, from) + rule.filter;
      const other = rules.findIndex(
        (each, at) => at < index && takes(each, from) && filtersOverlap(prefixOf(each, from) + each.filter, filter),
      );
      if (other < 0) continue;
      const where = from === 'local' ? "the bench's broker" : 'the remote broker';
      return bad(
        index,
        `it takes topics of ${where} that rule ${other + 1} takes too, and a message is passed on once only`,
      );
    }
  }
  return ok(undefined);
}

/** Why a rule cannot be used, as the end of a sentence; '' when it can. */
export function ruleTrouble(rule: BridgeRule): string {
  for (const prefix of [rule.localPrefix, rule.remotePrefix]) {
    if (prefix === '') continue;
    const named = checkTopicName(prefix);
    if (!named.ok) return `the prefix "${prefix}" cannot be used: ${lower(named.error.message)}`;
  }
  for (const side of ['local', 'remote'] as const) {
    const filter = prefixOf(rule, side) + rule.filter;
    if (filter.startsWith('$share/')) return 'a shared subscription would take messages away from others';
    const checked = checkTopicFilter(filter);
    if (!checked.ok) return lower(checked.error.message);
  }
  return '';
}

/** Whether some topic is taken by both filters. */
export function filtersOverlap(a: string, b: string): boolean {
  const one = a.split('/');
  const two = b.split('/');
  const hidden = (levels: readonly string[]): boolean => levels[0]?.startsWith('$') === true;
  const wild = (levels: readonly string[]): boolean => levels[0] === '+' || levels[0] === '#';
  if ((hidden(one) && wild(two)) || (hidden(two) && wild(one))) return false; // [MQTT-4.7.2-1]
  for (let at = 0; ; at += 1) {
    const [left, right] = [one[at], two[at]];
    if (left === '#' || right === '#') return true;
    if (left === undefined || right === undefined) {
      // `a/#` takes `a` too.
      return left === right;
    }
    if (left !== '+' && right !== '+' && left !== right) return false;
  }
}

const bad = (index: number, trouble: string) =>
  err('bad-rule', `Rule ${index + 1} cannot be used: ${trouble.replace(/\.$/, '')}.`, { rule: index });

const lower = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
