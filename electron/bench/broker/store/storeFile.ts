import { z } from 'zod';
import type { BrokerStore } from './createBrokerStore.ts';

const qos = z.union([z.literal(0), z.literal(1), z.literal(2)]);
const message = z.object({ topic: z.string().min(1), qos, payload: z.base64() });

/** Retained messages and sessions as they are kept between runs. Payloads are base64. */
const storeFile = z.object({
  version: z.literal(1),
  retained: z.array(message.extend({ at: z.number() })),
  sessions: z.array(
    z.object({
      clientId: z.string().min(1),
      subscriptions: z.array(z.object({ filter: z.string().min(1), qos })),
      /** Messages, and identifiers of those of which only the PUBREL is left. */
      queue: z.array(
        z.union([
          message.extend({ messageId: z.int().min(1).max(65_535).optional() }),
          z.object({ pubrel: z.int().min(1).max(65_535) }),
        ]),
      ),
      incoming: z.array(z.int().min(1).max(65_535)).max(65_535),
    }),
  ),
});
type StoreFile = z.infer<typeof storeFile>;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export function formatStoreFile({ retained, sessions }: BrokerStore): string {
  const file: StoreFile = {
    version: 1,
    retained: retained.all().map(({ payload, ...rest }) => ({ ...rest, payload: base64(payload) })),
    sessions: sessions.all().map(({ clientId, subscriptions, queue, incoming }) => ({
      clientId,
      subscriptions: [...subscriptions].map(([filter, granted]) => ({ filter, qos: granted })),
      queue: queue.packets().flatMap((packet): StoreFile['sessions'][number]['queue'] => {
        const { topic, payload, messageId } = packet;
        if (packet.cmd === 'pubrel') return messageId === undefined ? [] : [{ pubrel: messageId }];
        const kept = { topic, qos: packet.qos, payload: base64(payload) };
        return [messageId === undefined ? kept : { ...kept, messageId }];
      }),
      incoming: [...incoming],
    })),
  };
  return JSON.stringify(file);
}

/** Puts what a file holds into an empty store, within the store's bounds. False when it is no such file. */
export function restoreStoreFile(text: string, { retained, sessions }: BrokerStore): boolean {
  let file: StoreFile;
  try {
    file = storeFile.parse(JSON.parse(text));
  } catch {
    return false;
  }
  for (const { payload, ...rest } of file.retained) {
    retained.set({ ...rest, payload: Buffer.from(payload, 'base64') });
  }
  // Numbers of their own: those the broker gives out begin anew with every run.
  let brokerCounter = 0;
  for (const each of file.sessions) {
    const session = sessions.open(each.clientId);
    for (const { filter, qos: granted } of each.subscriptions) sessions.subscribe(session, filter, granted);
    for (const packet of each.queue) {
      brokerCounter += 1;
      const common = { brokerId: 'earlier', brokerCounter, retain: false };
      if ('pubrel' in packet) {
        const nothing = { topic: '', payload: new Uint8Array(0), qos: 1 } as const;
        session.queue.update({ ...common, ...nothing, cmd: 'pubrel', messageId: packet.pubrel });
      } else {
        const { topic, qos: granted, messageId } = packet;
        const payload = Buffer.from(packet.payload, 'base64');
        sessions.enqueue(session, { ...common, cmd: 'publish', topic, payload, qos: granted, messageId });
      }
    }
    for (const messageId of each.incoming) session.incoming.add(messageId);
  }
  return true;
}
