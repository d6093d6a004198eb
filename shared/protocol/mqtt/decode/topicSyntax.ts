import type { PacketCursor } from './packetCursor.ts';

export const hasWildcard = (topic: string): boolean => /[+#]/.test(topic);

/** The filter of a shared subscription (5.0 section 4.8.2). */
export const isShared = (filter: string): boolean => filter === '$share' || filter.startsWith('$share/');

/** Reads a topic filter and notes what is wrong with it (section 4.7.1). */
export function readFilter(cursor: PacketCursor): string {
  const offset = cursor.pos;
  const filter = cursor.text('Topic filter');
  if (cursor.broken) return filter;
  if (filter === '') cursor.note('filterEmpty', 'empty topic filter', { offset });
  const topics = cursor.level === 5 && isShared(filter) ? readShare(cursor, filter, offset) : filter;
  const shown = topics.length > 80 ? `${topics.slice(0, 80)}…` : topics;
  // `#` stands alone at the end, `+` stands alone on its level.
  if (/#./s.test(topics) || /[^/]#/.test(topics)) {
    cursor.note('filterHash', `# must be the last level of "${shown}"`, { offset });
  }
  if (/[^/]\+|\+[^/]/.test(topics)) cursor.note('filterPlus', `+ must fill a level of "${shown}"`, { offset });
  return filter;
}

/** The filter behind `$share/NAME/`. */
function readShare(cursor: PacketCursor, filter: string, offset: number): string {
  const [, name = '', ...levels] = filter.split('/');
  const topics = levels.join('/');
  if (name === '') cursor.note('shareName', 'a shared subscription without a name', { offset });
  else if (hasWildcard(name)) {
    cursor.note('shareNameCharacters', `the name "${name}" of a shared subscription holds a wildcard`, { offset });
  } else if (topics === '') {
    cursor.note('shareNameCharacters', 'a shared subscription without a topic filter', { offset });
  }
  return topics;
}
