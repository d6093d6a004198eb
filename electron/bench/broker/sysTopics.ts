import type { Clock } from '#shared/base/clock.ts';

/** What the broker tells about itself. */
export interface BrokerFigures {
  /** Seconds. */
  readonly uptime: number;
  readonly connected: number;
  /** Sessions of clients that are away. */
  readonly away: number;
  readonly received: number;
  readonly sent: number;
  readonly subscriptions: number;
  readonly retained: number;
  readonly dropped: number;
}

const INTERVAL_MS = 10_000;

/**
 * Publishes the broker's figures under `$SYS/broker/`, named as Mosquitto names them, retained, now and every ten seconds
 * as far as they changed. The answer ends it.
 */
export function publishFigures(
  clock: Clock,
  figures: () => BrokerFigures,
  publish: (topic: string, text: string) => void,
): () => void {
  const told = new Map<string, string>();
  let cancel = (): void => {};
  const tell = (): void => {
    const now = figures();
    const texts: Readonly<Record<string, string>> = {
      version: 'ModemScope',
      uptime: `${now.uptime} seconds`,
      'clients/connected': `${now.connected}`,
      'clients/disconnected': `${now.away}`,
      'clients/total': `${now.connected + now.away}`,
      'messages/received': `${now.received}`,
      'messages/sent': `${now.sent}`,
      'subscriptions/count': `${now.subscriptions}`,
      'retained messages/count': `${now.retained}`,
      'publish/messages/dropped': `${now.dropped}`,
    };
    for (const [name, text] of Object.entries(texts)) {
      if (told.get(name) === text) continue;
      told.set(name, text);
      publish(`$SYS/broker/${name}`, text);
    }
    cancel = clock.after(INTERVAL_MS, tell);
  };
  tell();
  return () => cancel();
}
