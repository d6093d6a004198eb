import { afterEach, expect, test } from 'vitest';
import { concat, hex } from '#shared/protocol/mqtt/mqttBytes.testkit.ts';
import { type RawClient, rawClient, startBroker, type TestBroker, until } from './support/brokerKit.ts';

const MIB = 1_048_576;
const MESSAGE_BYTES = 1024;

let broker: TestBroker | null = null;
afterEach(() => broker?.service.close());

const connectAs = (id: string): Uint8Array =>
  concat([[0x10, 12 + id.length], hex('00 04 4d 51 54 54 04 02 00 3c'), [0, id.length], Buffer.from(id)]);
const SUBSCRIBE = hex('82 0a 00 01 00 05 66 6c 6f 6f 64 00');
/** A PUBLISH at QoS 0 to `flood`, MESSAGE_BYTES long as a whole. */
const MESSAGE = concat([
  [0x30],
  [0xfd, 0x07],
  [0, 5],
  Buffer.from('flood'),
  new Uint8Array(MESSAGE_BYTES - 10).fill(0x2e),
]);

async function subscriber(port: number, id: string): Promise<RawClient> {
  const client = await rawClient(port);
  client.send(concat([connectAs(id), SUBSCRIBE]));
  await until(`${id} to be subscribed`, () => client.bytes().length === 9);
  return client;
}
async function publisher(port: number): Promise<RawClient> {
  const client = await rawClient(port);
  client.send(connectAs('publisher'));
  await until('the publisher', () => client.bytes().length === 4);
  return client;
}
const count = (client: RawClient): number =>
  (client.received.reduce((sum, { length }) => sum + length, 0) - 9) / MESSAGE_BYTES;
const flood = (client: RawClient, messages: number): void => {
  const batch = Buffer.concat(Array.from({ length: 100 }, () => MESSAGE));
  for (let sent = 0; sent < messages; sent += 100) client.send(batch);
};
const linkOf = (broker: TestBroker, id: string): number =>
  broker.log.links().find(({ clientId }) => clientId === id)?.id ?? Number.NaN;

test('a message is as long as it says', () => {
  expect(MESSAGE).toHaveLength(MESSAGE_BYTES);
});

test('a subscriber that stops reading is dropped when too much waits for it, and the others get everything', async () => {
  broker = await startBroker({ patienceMs: 50, queueBytes: 4 * MIB, slowBytes: 3 * MIB });
  const stuck = await subscriber(broker.port, 'stuck');
  const healthy = await subscriber(broker.port, 'healthy');
  const sender = await publisher(broker.port);
  stuck.socket.pause();
  // More than the kernel's buffers and the queue of the stuck one take together.
  flood(sender, 40_000);
  await until('the healthy one to have it all', () => count(healthy) === 40_000, 25_000);
  const link = linkOf(broker, 'stuck');
  await until('the stuck one to be dropped', () => broker?.log.link(link)?.closedAt !== null);
  expect(broker.rows(link).at(-1)).toMatchObject({
    kind: 'close',
    text: expect.stringMatching(/it did not read, \d\.\d MiB/),
  });
  const notes = broker.log.notes().filter((note) => note.link === link);
  expect(notes.map(({ kind }) => kind)).toEqual(['warning', 'warning']);
  expect(notes[0]?.text).toContain('stuck reads more slowly');
  expect(notes[1]?.text).toContain('dropped so that the others go on');
  expect(broker.service.state().clientCount).toBe(2);
});

test('a subscriber that holds back a long queue for too long is dropped though nothing more is sent', async () => {
  broker = await startBroker({ patienceMs: 50, slowBytes: 65_536, slowMs: 300, queueBytes: 64 * MIB });
  const stuck = await subscriber(broker.port, 'stuck');
  const sender = await publisher(broker.port);
  stuck.socket.pause();
  flood(sender, 20_000);
  const link = linkOf(broker, 'stuck');
  await until('the stuck one to be dropped', () => broker?.log.link(link)?.closedAt !== null);
  expect(broker.rows(link).at(-1)?.text).toContain('it did not read');
});

test('a subscriber that pauses and reads on gets everything, and is waited for again', async () => {
  broker = await startBroker({ patienceMs: 50 });
  const pausing = await subscriber(broker.port, 'pausing');
  const sender = await publisher(broker.port);
  const link = linkOf(broker, 'pausing');
  const slow = (): boolean => broker?.log.notes().some((note) => note.link === link) === true;
  pausing.socket.pause();
  flood(sender, 15_000);
  await until('the broker to go on without it', slow);
  pausing.socket.resume();
  await until('the messages', () => count(pausing) === 15_000);
  flood(sender, 1000);
  await until('the messages after that', () => count(pausing) === 16_000);
  // Byte-exact also for what went through a full queue.
  expect(broker.log.bytes(link, 'tx')).toHaveLength(9 + 16_000 * MESSAGE_BYTES);
  expect(broker.log.notes().filter((note) => note.link === link)).toHaveLength(1);
});
