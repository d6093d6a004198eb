import { MAX_LISTED } from '#shared/contract/brokerClients.ts';

/** Characters of text in one answer. Names may be 65,535 bytes long, and a client chooses them. */
const MAX_CHARS = 1_048_576;

/** The first of them that one answer can carry. `lengthOf`: characters of its names. */
export function withinAnswer<T>(items: Iterable<T>, lengthOf: (item: T) => number, most = MAX_LISTED): T[] {
  const taken: T[] = [];
  let chars = 0;
  for (const item of items) {
    chars += lengthOf(item);
    if (taken.length === most || chars > MAX_CHARS) break;
    taken.push(item);
  }
  return taken;
}
