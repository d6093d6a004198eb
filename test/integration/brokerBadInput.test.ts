import { request } from 'node:http';
import { connect as tlsConnect } from 'node:tls';
import { generate, type Packet } from 'mqtt-packet';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { CONNECT, concat, hex, PINGREQ } from '#shared/protocol/mqtt/mqttBytes.testkit.ts';
import { rawClient, startBroker, type TestBroker, until } from './support/brokerKit.ts';
import { createRandom, randomBytes } from './support/randomBytes.ts';

let broker: TestBroker;
beforeEach(async () => {
  broker = await startBroker({ maxConnections: 5, maxPacketBytes: 100_000, connectTimeoutMs: 400 });
});
afterEach(() => broker.service.close());

/** Rows of the nth client, from 1. */
const rows = (nth: number) => broker.rows(broker.clientLink(nth));
const kinds = (nth: number): readonly string[] => rows(nth).map(({ dir, kind }) => `${dir} ${kind}`);

/** A well-behaved client still gets its CONNACK and PINGRESP. */
async function expectAlive(): Promise<void> {
  const client = await rawClient(broker.port);
  client.send(concat([CONNECT, PINGREQ]));
  await until('CONNACK and PINGRESP', () => client.bytes().length === 6);
  client.socket.destroy();
  await until('it to be gone', () => broker.service.state().clientCount === 0);
}

describe('bytes that are not MQTT are a malformed row, then the connection is closed', () => {
  test.each([
    ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\nHost: bench.example\r\n\r\n'), 'HTTP'],
    ['an AT command', Buffer.from('AT+CSQ\r\n'), 'text: "AT+CSQ'],
    ['packet type 0', Buffer.from([0, 0]), 'CONNECT'],
    ['a single stray byte', Buffer.from('G'), 'CONNECT'],
    ['PINGREQ before CONNECT', Buffer.from(PINGREQ), 'does not begin with CONNECT'],
  ])('%s', async (_name, bytes, text) => {
    const client = await rawClient(broker.port);
    client.send(bytes);
    await until('the connection to close', () => client.closed);
    await until('the close row', () => kinds(1).at(-1) === 'none close');
    expect(kinds(1)).toEqual(['none open', 'rx malformed', 'none close']);
    expect(rows(1)[1]).toMatchObject({ text: expect.stringContaining(text) });
    expect(Buffer.from(broker.log.bytes(broker.clientLink(1), 'rx'))).toEqual(bytes);
    expect(rows(1)[2]?.text).toBe('closed by the broker: the bytes are not MQTT');
    await expectAlive();
  });

  test('a TLS client', async () => {
    const socket = tlsConnect({ port: broker.port, host: '127.0.0.1' });
    socket.on('error', () => {});
    await until('the close row', () => kinds(1).at(-1) === 'none close');
    expect(rows(1)[1]).toMatchObject({ kind: 'malformed', text: expect.stringContaining('TLS handshake') });
    socket.destroy();
    await expectAlive();
  });

  test('type 0 after CONNECT: the CONNECT stays a packet', async () => {
    const client = await rawClient(broker.port);
    client.send(concat([CONNECT, hex('00 02 61 62')]));
    await until('the close row', () => kinds(1).at(-1) === 'none close');
    expect(kinds(1).filter((kind) => kind.startsWith('rx'))).toEqual(['rx packet', 'rx malformed']);
    client.socket.destroy();
  });

  test('a connection that says nothing is closed after a while, in words', async () => {
    const client = await rawClient(broker.port);
    await until('the connection to close', () => client.closed);
    await until('the close row', () => kinds(1).at(-1) === 'none close');
    expect(rows(1).at(-1)?.text).toBe('closed by the broker: connect did not arrive in time');
  });
});

test('a client silent for one and a half times its keep-alive is closed, in words [MQTT-3.1.2-24]', async () => {
  const client = await rawClient(broker.port);
  client.send(hex('10 0d 00 04 4d 51 54 54 04 02 00 01 00 01 61'));
  await until('the connection to close', () => client.closed);
  await until('the close row', () => kinds(1).at(-1) === 'none close');
  expect(rows(1).at(-1)?.text).toBe('closed by the broker: keep alive timeout');
});

test('random bytes, bare and behind a CONNECT: every one is on record, the broker lives', async () => {
  const random = createRandom(20_260_105);
  for (let round = 0; round < 60; round += 1) {
    const noise = randomBytes(1 + random(400), round + 1);
    // Every other time it begins like a packet, so that it gets past the framer into the broker.
    if (round % 4 === 1) noise[0] = ((1 + random(14)) << 4) | ((noise[0] ?? 0) % 16);
    const bytes = round % 2 === 0 ? noise : concat([CONNECT, noise]);
    const client = await rawClient(broker.port);
    client.send(bytes);
    client.socket.end();
    const nth = round + 1;
    await until(`the end of round ${round}`, () => kinds(nth).at(-1) === 'none close');
    expect(Buffer.from(broker.log.bytes(broker.clientLink(nth), 'rx'))).toEqual(Buffer.from(bytes));
    client.socket.destroy();
  }
  await expectAlive();
});

test('valid packets in any order, some damaged: the broker lives and every connection is closed in the log', async () => {
  const random = createRandom(20_260_106);
  const topics = ['a', 'b/c', '#', '+/x', '', '$SYS/a', '/'.repeat(300), 'constructor', '__proto__', 'a\u0000b'];
  const anyPacket = (): Packet => {
    const topic = topics[random(topics.length)] ?? '';
    const messageId = 1 + random(5);
    const qos = random(3) as 0 | 1 | 2;
    const packets: readonly Packet[] = [
      { cmd: 'publish', topic, payload: 'x', qos, retain: random(2) === 0, dup: random(2) === 0, messageId },
      {
        cmd: 'subscribe',
        messageId,
        subscriptions: [
          { topic, qos },
          { topic: 'b/+', qos },
        ],
      },
      { cmd: 'unsubscribe', messageId, unsubscriptions: [topic] },
      { cmd: 'puback', messageId },
      { cmd: 'pubrec', messageId },
      { cmd: 'pubrel', messageId },
      { cmd: 'pubcomp', messageId },
      { cmd: 'pingreq' },
      { cmd: 'suback', messageId, granted: [0] },
      { cmd: 'connect', clientId: 'again' },
      { cmd: 'disconnect' },
    ];
    return packets[random(packets.length)] ?? { cmd: 'pingreq' };
  };
  const rounds = 80;
  for (let round = 0; round < rounds; round += 1) {
    const will =
      random(2) === 0 ? undefined : { topic: topics[random(topics.length)] || 'w', payload: 'x', qos: 1 as const };
    const connect = generate({
      cmd: 'connect',
      clientId: `c${random(4)}`,
      clean: random(2) === 0,
      ...(will && { will }),
    });
    const bytes = concat([connect, ...Array.from({ length: random(10) }, () => generate(anyPacket()))]);
    if (random(3) === 0) bytes[random(bytes.length)] = random(256);
    const client = await rawClient(broker.port);
    client.send(bytes);
    if (random(4) === 0) client.socket.resetAndDestroy();
    else client.socket.end();
    await until(`the end of round ${round}`, () => kinds(round + 1).at(-1) === 'none close');
    client.socket.destroy();
  }
  expect(broker.clients()).toHaveLength(rounds);
  await expectAlive();
});

describe('bounds', () => {
  test('a packet announced larger than allowed drops the client before it is sent', async () => {
    const client = await rawClient(broker.port);
    client.send(concat([CONNECT, hex('30 ff ff ff 7f 00 01 74')]));
    await until('the close row', () => kinds(1).at(-1) === 'none close');
    expect(rows(1).at(-1)?.text).toBe('closed by the broker: it announced a packet of 256.0 MiB, the limit is 0.1 MiB');
    expect(rows(1).at(-2)).toMatchObject({
      kind: 'malformed',
      text: 'cut off after 8 of 268435460 bytes',
    });
    await expectAlive();
    client.socket.destroy();
  });

  test('one connection too many is turned away and noted once', async () => {
    const clients = await Promise.all(Array.from({ length: 8 }, () => rawClient(broker.port)));
    await until('three to be closed', () => clients.filter(({ closed }) => closed).length === 3, 300);
    expect(broker.clients()).toHaveLength(5);
    expect(broker.log.notes().filter(({ kind }) => kind === 'warning')).toHaveLength(1);
    expect(broker.log.notes().at(-1)?.text).toContain('takes 5 connections');
    for (const { socket } of clients) socket.destroy();
  });
});

describe('the WebSocket port', () => {
  const url = (): string => `ws://127.0.0.1:${broker.wsPort}/mqtt`;
  const outcome = (socket: WebSocket): Promise<string> =>
    new Promise((resolve) => {
      socket.once('open', () => resolve('open'));
      socket.once('unexpected-response', (_request, response) => resolve(String(response.statusCode)));
      socket.once('error', (error) => resolve(error.message));
    });

  test.each([
    ['no origin', undefined, 'open'],
    ['a page of this computer', 'http://localhost:8080', 'open'],
    ['a page of a stranger', 'https://stranger.example', '403'],
    ['a sandboxed page', 'null', '403'],
  ])('%s', async (_name, origin, expected) => {
    const socket = new WebSocket(url(), ['mqtt'], origin === undefined ? {} : { origin });
    expect(await outcome(socket)).toBe(expected);
    if (expected === 'open') expect(socket.protocol).toBe('mqtt');
    else expect(broker.log.notes().at(-1)?.text).toContain(`a web page of ${origin} may not use this broker`);
    socket.on('error', () => {});
    socket.terminate();
  });

  test('packets cut anywhere in WebSocket messages are framed as usual [MQTT-6.0.0-2]', async () => {
    const socket = new WebSocket(url(), ['mqtt']);
    const received: Buffer[] = [];
    socket.on('message', (data: Buffer) => received.push(data));
    await outcome(socket);
    const bytes = concat([CONNECT, PINGREQ, PINGREQ]);
    for (let at = 0; at < bytes.length; at += 3) socket.send(bytes.subarray(at, at + 3));
    await until('the answers', () => Buffer.concat(received).length === 8);
    expect(kinds(1).filter((kind) => kind === 'rx packet')).toHaveLength(3);
    // One WebSocket message per packet, not one per piece the broker writes.
    expect(received[0]).toEqual(Buffer.from(hex('20 02 00 00')));
    expect(Buffer.from(broker.log.bytes(broker.clientLink(1), 'tx'))).toEqual(Buffer.concat(received));
    socket.terminate();
    await until('the close row', () => kinds(1).at(-1) === 'none close');
  });

  test('a text message ends the connection [MQTT-6.0.0-1]', async () => {
    const socket = new WebSocket(url(), ['mqtt']);
    await outcome(socket);
    socket.send('CONNECT please');
    await until('the close row', () => kinds(1).at(-1) === 'none close');
    expect(kinds(1)).toEqual(['none open', 'rx malformed', 'none close']);
    expect(rows(1).at(-1)?.text).toContain('closed by the broker');
    socket.terminate();
  });

  test('a message larger than allowed ends the connection', async () => {
    const socket = new WebSocket(url(), ['mqtt']);
    socket.on('error', () => {});
    await outcome(socket);
    socket.send(new Uint8Array(200_000));
    await until('the close row', () => kinds(1).at(-1) === 'none close');
    expect(rows(1).at(-1)?.text).toContain('too large a WebSocket message');
    socket.terminate();
  });

  test('a browser that asks for a page is told what this port is for', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request({ port: broker.wsPort, host: '127.0.0.1' }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(426);
    expect(broker.log.notes().at(-1)).toMatchObject({
      kind: 'warning',
      text: expect.stringContaining('asked for a page'),
    });
  });

  test('bytes that are not HTTP are answered and closed, the port lives', async () => {
    const client = await rawClient(broker.wsPort);
    client.send(concat([CONNECT]));
    await until('the connection to close', () => client.closed);
    const socket = new WebSocket(url(), ['mqtt']);
    expect(await outcome(socket)).toBe('open');
    socket.terminate();
  });
});
