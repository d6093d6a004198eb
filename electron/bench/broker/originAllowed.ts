import { isIP } from 'node:net';
import { isLoopback } from '#bench/server/listenAddress.ts';

/**
 * Whether a WebSocket may be opened from a page of that origin. Programs and boards send no Origin and may. A browser
 * sends one, and any page the user visits could try to reach a broker on this computer: only pages from this computer, or
 * from the very address the broker was dialled at, may. That address must be in figures: a name can be pointed anywhere by
 * its owner (DNS rebinding).
 */
export function originAllowed(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  const name = hostOf(origin);
  if (name === undefined) return false;
  if (isLoopback(name)) return true;
  return isIP(name) !== 0 && name === hostOf(`http://${host ?? ''}`);
}

/** The host of a URL without brackets; undefined when it is none. */
function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') || undefined : undefined;
}
