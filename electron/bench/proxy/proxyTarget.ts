import { X509Certificate } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { parseConsoleUrl, type RemoteAddress } from '#bench/console/consoleUrl.ts';
import { isLoopback, isWildcard } from '#bench/server/listenAddress.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { ProxyConfig, RemoteTls } from '#shared/contract/proxy.ts';

/** Checks where a proxy passes on to. */
export function checkProxyTarget({ url, tls }: ProxyConfig): Result<RemoteAddress, 'bad-url' | 'bad-certificate'> {
  const parsed = parseConsoleUrl(url);
  if (!parsed.ok) return parsed;
  const { address, username, password } = parsed.value;
  if (address.kind === 'local') {
    return err('bad-url', "Boards dial the bench's own broker directly: a proxy leads to a broker somewhere else.");
  }
  if (username !== '' || password !== '') {
    return err('bad-url', 'Leave user name and password out of the url: the client sends its own through the proxy.');
  }
  const trusted = checkTls(tls);
  return trusted.ok ? ok(address) : trusted;
}

/** Checks the certificates to trust. */
export function checkTls({ ca }: RemoteTls): Result<void, 'bad-certificate'> {
  if (ca.trim() === '') return ok(undefined);
  if (ca.includes('PRIVATE KEY')) {
    return err('bad-certificate', 'This file holds a private key: give the certificate of the authority alone.');
  }
  const blocks = ca.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) {
    return err('bad-certificate', 'There is no certificate in it: a PEM file has a line -----BEGIN CERTIFICATE-----.');
  }
  for (const [index, block] of blocks.entries()) {
    try {
      new X509Certificate(block);
    } catch {
      return err('bad-certificate', `Certificate ${index + 1} cannot be read: is the text complete?`);
    }
  }
  return ok(undefined);
}

/** The addresses of this machine's network cards. */
const ownAddresses = (): readonly string[] =>
  Object.values(networkInterfaces()).flatMap((cards) => cards?.map(({ address }) => address) ?? []);

/** Whether a listener on `host`:`port` is what the target names: it would dial itself for ever. Names are not looked up. */
export function dialsListener(
  target: Pick<RemoteAddress, 'host' | 'port'>,
  host: string,
  port: number,
  own: readonly string[] = ownAddresses(),
): boolean {
  if (target.port !== port) return false;
  if (target.host === host) return true;
  const isHere = isLoopback(target.host) || isWildcard(target.host) || own.includes(target.host);
  if (!isHere) return false;
  return isWildcard(host) || (isLoopback(host) && (isLoopback(target.host) || isWildcard(target.host)));
}
