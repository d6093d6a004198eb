import type { LinkInfo } from '../../../model/link.ts';

/** What of a link tells of takeovers. */
export type Tenure = Pick<LinkInfo, 'id' | 'lane' | 'role' | 'clientId' | 'openedAt' | 'closedAt'>;

/** From the opening of the newer connection to the end of the older: TCP, TLS and CONNECT over a slow link. Microseconds. */
const LONGEST_HANDOVER = 30_000_000;

/**
 * The connection that took the client id of `older` [MQTT-3.1.4-2]: it opened while `older` was open, is still there when that
 * closed, and closing followed soon. Null when there is none. Connections seen inside a serial link are other views of the
 * same ones and are compared among themselves only.
 */
export function takenOverBy(older: Tenure, links: Iterable<Tenure>): number | null {
  const { closedAt } = older;
  if (closedAt === null || older.clientId === '') return null;
  for (const newer of links) {
    if (newer.id === older.id || newer.lane !== 'mqtt' || newer.clientId !== older.clientId) continue;
    if ((newer.role === 'uart') !== (older.role === 'uart')) continue;
    const during = newer.openedAt > older.openedAt && newer.openedAt <= closedAt;
    const outlived = newer.closedAt === null || newer.closedAt > closedAt + 100_000;
    if (during && outlived && closedAt - newer.openedAt < LONGEST_HANDOVER) return newer.id;
  }
  return null;
}

/** The connection whose client id `newer` took. */
export function tookOver(newer: Tenure, links: Iterable<Tenure>): number | null {
  for (const older of links) if (older.id !== newer.id && takenOverBy(older, [newer]) === newer.id) return older.id;
  return null;
}
