/**
 * Topic names and filters as text (MQTT 3.1.1 section 4.7), for where they are text already. On packets in bytes
 * topicMatch.ts does the same in place.
 */

/** Whether a topic filter keeps to the rules for wildcards [MQTT-4.7.1-2, MQTT-4.7.1-3]. */
export function isTopicFilter(filter: string): boolean {
  if (filter === '' || filter.includes('\u0000')) return false;
  const levels = filter.split('/');
  return levels.every((level, at) => {
    if (level === '#') return at === levels.length - 1;
    return level === '+' || !/[+#]/.test(level);
  });
}

/** Whether a filter, split at its slashes, takes a topic name, split likewise. */
export function levelsMatch(filter: readonly string[], topic: readonly string[]): boolean {
  if (topic[0]?.startsWith('$') && (filter[0] === '+' || filter[0] === '#')) return false; // [MQTT-4.7.2-1]
  for (let at = 0; at < filter.length; at += 1) {
    const level = filter[at];
    if (level === '#') return true;
    if (at >= topic.length || (level !== '+' && level !== topic[at])) return false;
  }
  return filter.length === topic.length;
}

export const topicMatches = (filter: string, topic: string): boolean =>
  filter === topic || levelsMatch(filter.split('/'), topic.split('/'));

/** Whether every topic that `inner` takes is taken by `outer` as well; both split at their slashes. */
export function levelsCover(outer: readonly string[], inner: readonly string[]): boolean {
  const wild = (level: string | undefined): boolean => level === '+' || level === '#';
  if (inner[0]?.startsWith('$') && wild(outer[0])) return false;
  for (let at = 0; at < outer.length; at += 1) {
    const level = outer[at];
    if (level === '#') return true;
    const other = inner[at];
    if (other === undefined || other === '#') return false;
    if (level !== '+' && level !== other) return false;
  }
  return outer.length === inner.length;
}
