import { err, ok, type Result } from '../base/result.ts';
import { utf8Length } from '../base/utf8.ts';

/** The longest topic name or filter, in bytes of UTF-8 [MQTT-4.7.3-3]. */
export const MAX_TOPIC_BYTES = 65_535;

/** Whether a PUBLISH may carry this topic name (MQTT 3.1.1 section 4.7, MQTT 5.0 section 4.7). */
export function checkTopicName(topic: string): Result<void, 'bad-topic'> {
  const trouble = textTrouble(topic, 'topic');
  if (trouble !== '') return err('bad-topic', trouble);
  const wildcard = topic.search(/[+#]/);
  if (wildcard >= 0) {
    return err(
      'bad-topic',
      `A topic to publish to cannot hold "${topic[wildcard]}" (character ${wildcard + 1}): wildcards are for subscriptions.`,
    );
  }
  return ok(undefined);
}

/** Whether a SUBSCRIBE may carry this topic filter; shared subscriptions (`$share/group/filter`, MQTT 5.0 section 4.8.2) included. */
export function checkTopicFilter(filter: string): Result<void, 'bad-filter'> {
  const trouble = textTrouble(filter, 'topic filter') || sharedTrouble(filter) || wildcardTrouble(filter);
  return trouble === '' ? ok(undefined) : err('bad-filter', trouble);
}

function textTrouble(text: string, what: string): string {
  if (text === '') return `The ${what} is empty: it needs at least one character.`;
  if (text.includes('\0'))
    return `The ${what} holds a NUL character (character ${text.indexOf('\0') + 1}), which MQTT forbids.`;
  if (!text.isWellFormed()) return `The ${what} holds half a character (a lone surrogate), which has no UTF-8 form.`;
  const length = utf8Length(text);
  if (length > MAX_TOPIC_BYTES) return `The ${what} is ${length} bytes long; MQTT allows ${MAX_TOPIC_BYTES}.`;
  return '';
}

function wildcardTrouble(filter: string): string {
  const levels = filter.split('/');
  for (const [index, level] of levels.entries()) {
    if (level.length > 1 && /[+#]/.test(level)) {
      return `In "${shortened(level)}" the wildcard does not stand alone: + and # take the place of a whole level.`;
    }
    if (level === '#' && index < levels.length - 1) return 'The wildcard # must be the last level of the filter.';
  }
  return '';
}

function sharedTrouble(filter: string): string {
  if (!filter.startsWith('$share/')) return '';
  const [, group = '', ...rest] = filter.split('/');
  if (group === '' || /[+#]/.test(group))
    return 'A shared subscription is $share/group/filter, the group without + and #.';
  if (rest.join('/') === '')
    return `The shared subscription names no filter: $share/${shortened(group)}/… is missing its end.`;
  return '';
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
