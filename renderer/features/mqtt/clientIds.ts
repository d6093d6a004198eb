import type { LinkInfo } from '#shared/model/link.ts';

/** The clients seen so far, each once, the one that connected last first. */
export function clientIds(links: Iterable<LinkInfo>): readonly string[] {
  const last = new Map<string, number>();
  for (const link of links) {
    if (link.lane === 'mqtt' && link.clientId !== '') {
      last.set(link.clientId, Math.max(last.get(link.clientId) ?? 0, link.openedAt));
    }
  }
  return [...last].sort(([, a], [, b]) => b - a).map(([clientId]) => clientId);
}

/** The connections of one client, oldest first. */
export function linksOfClient(links: Iterable<LinkInfo>, clientId: string): readonly number[] {
  const found: number[] = [];
  for (const link of links) if (link.lane === 'mqtt' && link.clientId === clientId) found.push(link.id);
  return found.sort((a, b) => a - b);
}
