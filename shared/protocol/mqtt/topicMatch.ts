import { encodeUtf8 } from '../../base/utf8.ts';

/** Whether the topic name in bytes[start … end) matches. */
export type TopicMatcher = (bytes: Uint8Array, start: number, end: number) => boolean;

const SLASH = 0x2f;
const DOLLAR = 0x24;

type Level = { readonly wildcard: '+' | '#' } | { readonly wildcard: null; readonly bytes: Uint8Array };

/**
 * An MQTT topic filter made ready for matching UTF-8 topic names in place (MQTT 3.1.1 and 5.0, section 4.7). A filter that
 * the specification forbids (`a#`, `#/b`) matches nothing but itself: its odd wildcards stand for themselves.
 */
export function compileTopicFilter(filter: string): TopicMatcher {
  const parts = filter.split('/');
  const levels = parts.map((part, i): Level => {
    if (part === '+' || (part === '#' && i === parts.length - 1)) return { wildcard: part };
    return { wildcard: null, bytes: encodeUtf8(part) };
  });
  const startsWild = levels[0]?.wildcard !== null;

  return (bytes, start, end) => {
    if (start >= end) return false; // a topic name has at least one character [MQTT-4.7.3-1]
    if (startsWild && bytes[start] === DOLLAR) return false; // [MQTT-4.7.2-1]
    let from = start;
    for (const level of levels) {
      if (level.wildcard === '#') return true; // the parent level too: `a/#` matches `a` [MQTT-4.7.1-2]
      if (from > end) return false;
      let to = from;
      while (to < end && bytes[to] !== SLASH) to += 1;
      if (level.wildcard === null && !equals(level.bytes, bytes, from, to)) return false;
      from = to + 1;
    }
    return from > end;
  };
}

function equals(level: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from !== level.length) return false;
  for (let i = 0; i < level.length; i += 1) if (bytes[from + i] !== level[i]) return false;
  return true;
}
