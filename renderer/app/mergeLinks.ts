import type { LinkInfo } from '#shared/model/link.ts';

/** How many links the window remembers. A client in a connect loop makes a new one with every attempt. */
export const MAX_LINKS = 20_000;

/** The links with what is new or changed; beyond `max` those that closed longest ago are forgotten. */
export function mergeLinks(
  known: ReadonlyMap<number, LinkInfo>,
  news: readonly LinkInfo[],
  max = MAX_LINKS,
): ReadonlyMap<number, LinkInfo> {
  const links = new Map(known);
  for (const link of news) links.set(link.id, link);
  // Ids rise with time and a map keeps its order: the oldest come first.
  for (const link of links.values()) {
    if (links.size <= max) break;
    if (link.closedAt !== null) links.delete(link.id);
  }
  return links;
}
