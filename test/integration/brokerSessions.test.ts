import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { concat, hex } from '#shared/protocol/mqtt/mqttBytes.testkit.ts';
import { rawClient, startBroker, type TestBroker, until } from './support/brokerKit.ts';
import { mosquittoPub, mosquittoSub } from './support/mosquittoClients.ts';

let broker: TestBroker;
const clients: MqttClient[] = [];
beforeEach(async () => {
  broker = await startBroker();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.end(true);
  await broker.service.close();
});

interface Received {
  readonly client: MqttClient;
  /** `topic qos` with `r` for retained and `d` for a duplicate. */
  readonly messages: string[];
}
async function connect(clientId: string, options: mqtt.IClientOptions = {}): Promise<Received> {
  const client = mqtt.connect(`mqtt://127.0.0.1:${broker.port}`, { clientId, reconnectPeriod: 0, ...options });
  clients.push(client);
  const messages: string[] = [];
  client.on('message', (topic, _payload, { qos, retain, dup }) =>
    messages.push(`${topic} ${qos}${retain ? ' r' : ''}${dup ? ' d' : ''}`),
  );
  await new Promise<void>((resolve, reject) => {
    client.once('connect', () => resolve());
    client.once('error', reject);
  });
  return { client, messages };
}
const handlers = () => broker.service.handlers;
const listed = async () => {
  const answer = await handlers()['broker.clients']({});
  if (!answer.ok) throw new Error('no list');
  return answer.value;
};

describe('what a subscriber gets', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, 0 | 1 | 2>>, 0 | 1 | 2, string])[] = [
    ['the subscription caps the QoS [MQTT-3.8.4-6]', { 'a/b': 1 }, 2, 'a/b 1'],
    ['with a wildcard as well', { 'a/#': 1 }, 2, 'a/b 1'],
    ['QoS 0 stays QoS 0', { 'a/b': 2 }, 0, 'a/b 0'],
    ['overlapping: the greatest QoS, once [MQTT-3.3.5-1]', { 'a/#': 0, 'a/b': 1, '+/b': 2 }, 2, 'a/b 2'],
    ['overlapping, the exact one with the least', { 'a/b': 0, 'a/+': 1 }, 1, 'a/b 1'],
  ];
  test.each(cases)('%s', async (_name, filters, qos, expected) => {
    const sub = await connect('sub');
    await sub.client.subscribeAsync(Object.fromEntries(Object.entries(filters).map(([k, v]) => [k, { qos: v }])));
    const pub = await connect('pub');
    await pub.client.publishAsync('a/b', 'x', { qos });
    await pub.client.publishAsync('a/b', 'end', { qos });
    await until('both messages', () => sub.messages.length >= 2);
    expect(sub.messages).toEqual([expected, expected]);
  });

  test('a subscription that changes its QoS counts from then on [MQTT-3.8.4-3]', async () => {
    const sub = await connect('sub');
    await sub.client.subscribeAsync('a', { qos: 0 });
    await sub.client.publishAsync('a', 'x', { qos: 2 });
    await until('the first', () => sub.messages.length === 1);
    await sub.client.subscribeAsync('a', { qos: 2 });
    await sub.client.publishAsync('a', 'x', { qos: 2 });
    await until('the second', () => sub.messages.length === 2);
    expect(sub.messages).toEqual(['a 0', 'a 2']);
  });

  test('a retained message at QoS 2 does not end a lasting session', async () => {
    const pub = await connect('pub');
    await pub.client.publishAsync('r', 'x', { qos: 2, retain: true });
    const sub = await connect('sub', { clean: false });
    await sub.client.subscribeAsync('r', { qos: 2 });
    await until('it', () => sub.messages.length === 1);
    await pub.client.publishAsync('r', 'y', { qos: 2, retain: true });
    await until('the next', () => sub.messages.length === 2);
    expect(sub.messages).toEqual(['r 2 r', 'r 2']);
    expect(sub.client.connected).toBe(true);
  });

  test('messages of all QoS in one chunk: none is taken for a duplicate', async () => {
    const sub = await connect('sub');
    await sub.client.subscribeAsync('#', { qos: 2 });
    const pub = await connect('pub');
    const sent: Promise<unknown>[] = [];
    for (let at = 0; at < 60; at += 1) {
      sent.push(pub.client.publishAsync(`t/${at}`, 'x', { qos: (at % 3) as 0 | 1 | 2, retain: at % 4 === 0 }));
    }
    await Promise.all(sent);
    await until('all', () => sub.messages.length >= 60);
    expect(new Set(sub.messages.map((text) => text.split(' ')[0])).size).toBe(60);
    expect(sub.messages).toHaveLength(60);
  });
});

describe('client ids of no length (section 3.1.3.1)', () => {
  const packet = (level: 3 | 4, clean: boolean): Uint8Array => {
    const name = level === 3 ? hex('00 06 4d 51 49 73 64 70') : hex('00 04 4d 51 54 54');
    const tail = concat([name, [level], [clean ? 2 : 0], hex('00 3c 00 00')]);
    return concat([[0x10, tail.length], tail]);
  };
  test.each([
    ['3.1.1 with a clean session: accepted [MQTT-3.1.3-7]', 4, true, '20020000'],
    ['3.1.1 without: refused [MQTT-3.1.3-8]', 4, false, '20020002'],
    ['3.1 knows none', 3, true, '20020002'],
  ] as const)('%s', async (_name, level, clean, connack) => {
    const client = await rawClient(broker.port);
    client.send(packet(level, clean));
    await until('CONNACK', () => client.bytes().length === 4);
    expect(client.bytes().toString('hex')).toBe(connack);
    if (connack !== '20020000') {
      await until('the end', () => client.closed);
      expect(broker.rows(broker.clientLink(1)).at(-1)?.text).toContain('an empty client id needs clean session 1');
    }
    client.socket.destroy();
  });
});

describe('$SYS', () => {
  test('tells what mosquitto_sub expects; # does not match it [MQTT-4.7.2-1]', async () => {
    const all = await connect('all');
    await all.client.subscribeAsync('#');
    const sys = mosquittoSub(broker.port, '-t', '$SYS/broker/+', '-t', '$SYS/broker/+/+', '-C', '9', '-v');
    expect(await sys.exited).toBe(0);
    const lines = sys.output().trim().split('\n');
    for (const name of [
      'uptime',
      'clients/connected',
      'messages/received',
      'messages/sent',
      'subscriptions/count',
      'retained messages/count',
    ]) {
      expect(lines.some((line) => line.startsWith(`$SYS/broker/${name} `))).toBe(true);
    }
    await mosquittoPub(broker.port, '-t', 'end', '-m', 'x');
    await until('the end', () => all.messages.length > 0);
    expect(all.messages).toEqual(['end 0']);
  });

  test('what the broker tells itself is not passed on', async () => {
    const sub = await connect('sub');
    await sub.client.subscribeAsync('$SYS/#');
    await until('the figures', () => sub.messages.length >= 10);
    await connect('another');
    await sub.client.publishAsync('x', 'x', { qos: 1 });
    expect(sub.messages.every((text) => text.startsWith('$SYS/broker/'))).toBe(true);
  });
});

describe('lasting sessions', () => {
  test('what waits is bounded: the oldest goes, counted and shown', async () => {
    await broker.service.close();
    broker = await startBroker({ queueMessages: 20 });
    const first = await connect('away', { clean: false });
    await first.client.subscribeAsync('q', { qos: 1 });
    await first.client.endAsync();
    const pub = await connect('pub');
    for (let at = 0; at < 50; at += 1) await pub.client.publishAsync('q', `${at}`, { qos: 1 });
    const { sessions, losses } = await listed();
    expect(sessions).toMatchObject([{ clientId: 'away', online: false, queued: 20, dropped: 30 }]);
    expect(losses).toMatchObject({ droppedQueued: 30 });
    const payloads: string[] = [];
    const again = mqtt.connect(`mqtt://127.0.0.1:${broker.port}`, { clientId: 'away', clean: false });
    clients.push(again);
    again.on('message', (_topic, payload) => payloads.push(payload.toString()));
    await until('the rest', () => payloads.length === 20);
    expect(payloads).toEqual(Array.from({ length: 20 }, (_, at) => `${at + 30}`));
  });

  test('a message is not kept at a QoS above the subscription’s', async () => {
    const first = await connect('away', { clean: false });
    await first.client.subscribeAsync('q/#', { qos: 1 });
    await first.client.endAsync();
    const pub = await connect('pub');
    await pub.client.publishAsync('q/x', 'x', { qos: 2 });
    const again = await connect('away', { clean: false });
    await until('it', () => again.messages.length === 1);
    expect(again.messages).toEqual(['q/x 1']);
  });

  test('what was not acknowledged is sent again, marked as a duplicate [MQTT-3.3.1-1]', async () => {
    const connectAs = hex('10 10 00 04 4d 51 54 54 04 00 00 3c 00 04 61 77 61 79');
    const raw = await rawClient(broker.port);
    raw.send(concat([connectAs, hex('82 06 00 01 00 01 71 01')]));
    await until('SUBACK', () => raw.bytes().length === 9);
    const pub = await connect('pub');
    await pub.client.publishAsync('q', 'x', { qos: 1 });
    await until('the message', () => raw.bytes().length > 9);
    expect(raw.bytes()[9]).toBe(0x32);
    raw.socket.destroy();
    await until('it to be gone', () => broker.service.state().clientCount === 1);
    const again = await rawClient(broker.port);
    again.send(connectAs);
    await until('CONNACK and the message', () => again.bytes().length > 4);
    expect(again.bytes().subarray(0, 5).toString('hex')).toBe('200201003a');
    again.socket.destroy();
  });

  test('is present when the client comes back, with subscriptions or without [MQTT-3.2.2-2]', async () => {
    const present: boolean[] = [];
    const come = async (clean: boolean): Promise<MqttClient> => {
      const client = mqtt.connect(`mqtt://127.0.0.1:${broker.port}`, { clientId: 'c', clean, reconnectPeriod: 0 });
      clients.push(client);
      const connack = await new Promise<mqtt.IConnackPacket>((resolve) => client.once('connect', resolve));
      present.push(connack.sessionPresent);
      return client;
    };
    await (await come(false)).endAsync();
    await (await come(false)).endAsync();
    const subscribed = await come(false);
    await subscribed.subscribeAsync('a', { qos: 1 });
    await subscribed.endAsync();
    await (await come(false)).endAsync();
    await (await come(true)).endAsync();
    await (await come(false)).endAsync();
    expect(present).toEqual([false, true, true, true, false, false]);
    expect((await listed()).sessions).toMatchObject([{ clientId: 'c', subscriptions: [] }]);
  });

  test('a clean session forgets what waited [MQTT-3.1.2-6]', async () => {
    const first = await connect('away', { clean: false });
    await first.client.subscribeAsync('q', { qos: 1 });
    await first.client.endAsync();
    const pub = await connect('pub');
    await pub.client.publishAsync('q', 'x', { qos: 1 });
    const clean = await connect('away');
    await clean.client.subscribeAsync('end');
    await pub.client.publishAsync('end', 'x');
    await until('the end', () => clean.messages.length > 0);
    expect(clean.messages).toEqual(['end 0']);
    expect((await listed()).sessions).toEqual([]);
  });
});

describe('the list of clients', () => {
  test('says who is there, with what, over what', async () => {
    await connect('board', { keepalive: 33, username: 'left-over', password: 'x' }).then(({ client }) =>
      client.subscribeAsync({ 'a/#': { qos: 1 }, b: { qos: 0 } }),
    );
    const ws = await mqtt.connectAsync(`ws://127.0.0.1:${broker.wsPort}/mqtt`, { clientId: 'page', clean: false });
    clients.push(ws);
    await until('both', () => broker.service.state().clientCount === 2);
    const { clients: all } = await listed();
    expect(all).toMatchObject([
      {
        ...{ clientId: 'board', kind: 'tcp', level: 4, keepAlive: 33, cleanSession: true, username: 'left-over' },
        subscriptions: [
          { filter: 'a/#', qos: 1 },
          { filter: 'b', qos: 0 },
        ],
        ...{ subscriptionCount: 2, packetsIn: 2, packetsOut: 2, unread: 0 },
      },
      { clientId: 'page', kind: 'ws', cleanSession: false },
    ]);
    expect(all[0]?.address).toMatch(/^127\.0\.0\.1:\d+$/);
  });

  test('a client can be disconnected, which sends its will; its session can be forgotten', async () => {
    const watcher = await connect('watcher');
    await watcher.client.subscribeAsync('gone');
    const will = { topic: 'gone', payload: Buffer.from('x'), qos: 0, retain: false } as const;
    const board = await connect('board', { clean: false, will });
    await board.client.subscribeAsync('q', { qos: 1 });
    const link = (await listed()).clients.find(({ clientId }) => clientId === 'board')?.link ?? 0;
    expect(await handlers()['broker.forget-session']({ clientId: 'board' })).toMatchObject({
      error: { code: 'connected' },
    });
    expect(await handlers()['broker.kick']({ link })).toEqual({ ok: true, value: {} });
    await until('the will', () => watcher.messages.length === 1);
    await until('the end', () => !board.client.connected);
    expect(broker.rows(link).at(-1)?.text).toBe('closed by the broker: you disconnected it');
    expect(await handlers()['broker.kick']({ link })).toMatchObject({ error: { code: 'not-connected' } });
    expect(await handlers()['broker.forget-session']({ clientId: 'board' })).toEqual({ ok: true, value: {} });
    expect((await listed()).sessions).toEqual([]);
  });

  test('a client has so many subscriptions and no more', async () => {
    await broker.service.close();
    broker = await startBroker({ maxSubscriptions: 3 });
    const { client } = await connect('many', { clean: false });
    const filters = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, { qos: 1 as const }]));
    const granted = await new Promise((resolve) => {
      client.subscribe(filters, (_error, _granted, packet) => resolve(packet && 'granted' in packet && packet.granted));
    });
    expect(granted).toEqual([1, 1, 1, 128, 128]);
    const { clients: all, sessions } = await listed();
    expect([all[0]?.subscriptionCount, sessions[0]?.subscriptionCount]).toEqual([3, 3]);
    await client.unsubscribeAsync('a');
    await client.subscribeAsync('e', { qos: 1 });
    expect((await listed()).sessions[0]?.subscriptionCount).toBe(3);
  });
});
