import type { BrokerState } from '#shared/contract/broker.ts';

const USUAL_PORT = 8883;

/** What a device dials to come to the TLS listener: this computer's address on the network where there is one. */
export function tlsDialAddress(
  broker: Pick<BrokerState, 'addresses' | 'listen'>,
  lan: readonly { readonly address: string }[],
): string {
  const listening = broker.addresses?.tls ?? '';
  const colon = listening.lastIndexOf(':');
  const port = listening === '' ? (broker.listen.tlsPort ?? USUAL_PORT) : Number(listening.slice(colon + 1));
  const host = listening.slice(0, Math.max(0, colon));
  const anywhere = host === '' || host === '0.0.0.0' || host === '[::]' || host.startsWith('127.');
  const [first] = lan;
  if (!anywhere) return listening;
  if (first === undefined) return `127.0.0.1:${port}`;
  return first.address.includes(':') ? `[${first.address}]:${port}` : `${first.address}:${port}`;
}
