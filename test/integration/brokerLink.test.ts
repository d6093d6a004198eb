import mqtt, { type MqttClient } from 'mqtt';
import { generate } from 'mqtt-packet';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { CLEAR_LINK, LINK_PROFILES, type LinkProfile } from '#shared/modem/link/linkProfile.ts';
import { rawClient, startBroker, type TestBroker, until } from './support/brokerKit.ts';

// The bench's broker behind links of all kinds, with real clients.
let broker: TestBroker;
let profile: LinkProfile;
const clients: MqttClient[] = [];

beforeEach(async () => {
  profile = CLEAR_LINK;
  broker = await startBroker({}, () => profile);
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.end(true);
  await broker.service.close();
});

async function connect(scheme: 'mqtt' | 'ws' = 'mqtt'): Promise<MqttClient> {
  const port = scheme === 'mqtt' ? broker.port : broker.wsPort;
  const client = await mqtt.connectAsync(`${scheme}://127.0.0.1:${port}`, { reconnectPeriod: 0 });
  clients.push(client);
  return client;
}
const heard = (client: MqttClient): Buffer[] => {
  const messages: Buffer[] = [];
  client.on('message', (_topic, payload) => messages.push(payload));
  return messages;
};
const CONNECT = generate({
  ...{ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4 },
  ...{ clientId: 'bench', clean: true, keepalive: 60 },
});

describe.each(['mqtt', 'ws'] as const)('over %s', (scheme) => {
  test.each<[string, LinkProfile]>([
    ['wifi', LINK_PROFILES.wifi],
    ['small packets', { ...CLEAR_LINK, mtu: 64, latency: 5, jitter: 5 }],
    ['slices', { ...CLEAR_LINK, slicer: { size: 3, variation: 2, delay: 100 } }],
    ['losses', { ...CLEAR_LINK, loss: 0.05, mtu: 1000 }],
  ])('%s: every message of every QoS comes, in order and whole', async (_what, link) => {
    profile = link;
    const [from, to] = [await connect(scheme), await connect(scheme)];
    const messages = heard(to);
    await to.subscribeAsync('plant/#', { qos: 2 });
    const payloads = [0, 1, 2].flatMap((qos) => [1, 200, 900].map((size) => Buffer.alloc(size, qos * 10 + (size % 7))));
    for (const [i, payload] of payloads.entries()) {
      await from.publishAsync('plant/a', payload, { qos: i < 3 ? 0 : i < 6 ? 1 : 2 });
    }
    await until('all messages', () => messages.length === payloads.length);
    expect(Buffer.concat(messages).equals(Buffer.concat(payloads))).toBe(true);
  });
});

it('carries much both ways without holding it all', async () => {
  profile = { ...CLEAR_LINK, rateUp: 4000, rateDown: 4000, latency: 5 };
  const [from, to] = [await connect(), await connect()];
  const messages = heard(to);
  await to.subscribeAsync('bulk');
  const payload = Buffer.alloc(500_000, 7);
  for (let i = 0; i < 6; i += 1) await from.publishAsync('bulk', payload, { qos: 1 });
  await until('the bulk', () => messages.length === 6);
  expect(messages.every((each) => each.equals(payload))).toBe(true);
});

it('follows a change on open connections', async () => {
  profile = { ...CLEAR_LINK, latency: 10 };
  const client = await connect();
  await client.publishAsync('a', '', { qos: 1 });
  profile = { ...CLEAR_LINK, timeout: 50 };
  const lost = client.publishAsync('a', '', { qos: 1 }).then(
    () => 'answered',
    () => 'closed',
  );
  await until('the link to end it', () => !client.connected);
  client.end(true);
  expect(await lost).toBe('closed');
});

it('lets a refusal through before the connection goes', async () => {
  profile = { ...CLEAR_LINK, latency: 100 };
  const client = await rawClient(broker.port);
  // MQTT 3.1 knows client ids of at most 23 characters.
  const text = (words: string): number[] => [0, words.length, ...Buffer.from(words)];
  const body = [...text('MQIsdp'), 3, 2, 0, 60, ...text('a-name-of-24-characters-')];
  client.send(Uint8Array.from([0x10, body.length, ...body]));
  await until('the end', () => client.closed);
  expect([...client.bytes()]).toEqual([0x20, 2, 0, 2]);
});

it('tells both ends of an end: of the client, of the broker, of the link', async () => {
  profile = { ...CLEAR_LINK, latency: 20, slowClose: 50 };
  const ends = await rawClient(broker.port);
  ends.send(CONNECT);
  await until('CONNACK', () => ends.bytes().length === 4);
  expect(broker.service.state().clientCount).toBe(1);
  ends.socket.end();
  await until('the broker to see it', () => broker.service.state().clientCount === 0);

  profile = { ...CLEAR_LINK, timeout: 100 };
  const dead = await rawClient(broker.port);
  dead.send(CONNECT);
  await until('the link to end it', () => dead.closed);
  expect(dead.bytes()).toHaveLength(0);

  profile = { ...CLEAR_LINK, limitData: 10 };
  const limited = await rawClient(broker.port);
  limited.send(CONNECT);
  await until('the limit to end it', () => limited.closed);

  profile = { ...CLEAR_LINK, latency: 20 };
  const stays = await rawClient(broker.port);
  stays.send(CONNECT);
  await until('CONNACK', () => stays.bytes().length === 4);
  await broker.service.close();
  await until('the client to see it', () => stays.closed);
});

it('leaves connections clear that came while there was no link', async () => {
  const client = await connect();
  profile = { ...CLEAR_LINK, timeout: 0 };
  await client.publishAsync('a', '', { qos: 1 });
});
