import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { CONNECT, concat, hex } from '#shared/protocol/mqtt/mqttBytes.testkit.ts';
import { rawClient, startBroker, type TestBroker, until } from './support/brokerKit.ts';
import { mosquittoPub } from './support/mosquittoClients.ts';

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

async function start(limits: Parameters<typeof startBroker>[0]): Promise<TestBroker> {
  const broker = await startBroker(limits);
  cleanUp.push(() => broker.service.close());
  return broker;
}
/** The others are not affected: a message of a real client is taken at QoS 2. */
const expectAlive = async ({ port }: TestBroker): Promise<void> => {
  expect(await mosquittoPub(port, '-t', 'alive', '-m', 'x', '-q', '2')).toBe(0);
};
const losses = async ({ service }: TestBroker): Promise<Readonly<Record<string, number>>> => {
  const answer = await service.handlers['broker.clients']({});
  return answer.ok ? answer.value.losses : {};
};
const lengthOf = (size: number): number[] => {
  const bytes: number[] = [];
  let rest = size;
  do {
    bytes.push((rest % 128) | (rest > 127 ? 128 : 0));
    rest = Math.floor(rest / 128);
  } while (rest > 0);
  return bytes;
};

describe('10,000 connections in a burst', () => {
  test('as many as are allowed are taken, the others turned away and counted; those who were there go on', async () => {
    const broker = await start({ maxConnections: 200 });
    const early = await rawClient(broker.port);
    early.send(CONNECT);
    await until('CONNACK', () => early.bytes().length === 4);

    const total = 10_000;
    const wave = 250;
    let refused = 0;
    const sockets = new Set<Socket>();
    const endAll = (): void => {
      for (const socket of sockets) socket.destroy();
    };
    cleanUp.push(endAll);
    // In waves, so that the test itself holds no 10,000 files.
    for (let begun = 0; begun < total; begun += wave) {
      for (let at = 0; at < wave; at += 1) {
        const socket = connect(broker.port, '127.0.0.1').resume();
        sockets.add(socket);
        socket.on('error', () => {});
        socket.on('close', () => {
          refused += 1;
          sockets.delete(socket);
        });
      }
      await until('this wave to be turned away', () => refused === begun + wave - 199, 25_000);
    }
    expect(refused).toBe(total - 199);
    expect(await losses(broker)).toMatchObject({ refusedConnections: total - 199 });
    expect(broker.log.links().filter(({ closedAt, role }) => closedAt === null && role === 'device')).toHaveLength(200);
    // Told, but not ten thousand times.
    const warnings = broker.log.notes().filter(({ text }) => text.includes('the broker takes 200 connections'));
    expect(warnings.length).toBeGreaterThanOrEqual(1);
    expect(warnings.length).toBeLessThan(20);
    early.send(hex('c0 00'));
    await until('PINGRESP', () => early.bytes().length === 6);
    endAll();
    await until('room', () => broker.log.links().filter(({ closedAt }) => closedAt === null).length < 50);
    await expectAlive(broker);
  }, 60_000);
});

describe('one byte at a time', () => {
  /** Sends a byte every few milliseconds until the broker hangs up. */
  function drip(socket: Socket, bytes: Uint8Array, everyMs: number): () => void {
    let at = 0;
    const timer = setInterval(() => {
      const byte = bytes[at];
      if (byte === undefined || socket.destroyed) clearInterval(timer);
      else socket.write(Uint8Array.of(byte));
      at += 1;
    }, everyMs);
    cleanUp.push(() => clearInterval(timer));
    return () => clearInterval(timer);
  }

  test('a CONNECT that does not come to its end is not waited for', async () => {
    const broker = await start({ connectTimeoutMs: 300 });
    const client = await rawClient(broker.port);
    drip(client.socket, concat([hex('10 ff 7f 00 04 4d 51 54 54 04 02 00 3c'), new Uint8Array(16_000)]), 10);
    await until('the broker to hang up', () => client.closed);
    expect(broker.rows(broker.clientLink(1)).at(-1)?.text).toContain('connect did not arrive in time');
    await expectAlive(broker);
  });

  test('a CONNECT that comes slowly, but in time, is taken', async () => {
    const broker = await start({ connectTimeoutMs: 20_000 });
    const client = await rawClient(broker.port);
    drip(client.socket, CONNECT, 20);
    await until('CONNACK', () => client.bytes().length === 4);
    client.socket.destroy();
  });

  test('a long packet is shown while it comes, and keep alive ends it [MQTT-3.1.2-24]', async () => {
    const broker = await start({ slowPacketMs: 300, patienceMs: 50 });
    const client = await rawClient(broker.port);
    // Keep alive 1 s: one and a half seconds without a whole packet.
    client.send(hex('10 10 00 04 4d 51 54 54 04 02 00 01 00 04 73 6c 6f 77'));
    await until('CONNACK', () => client.bytes().length === 4);
    drip(client.socket, concat([[0x30], lengthOf(50_000), hex('00 01 74'), new Uint8Array(50_000)]), 20);
    await until('a word about it', () => broker.log.notes().some(({ text }) => text.includes('one packet of 50004')));
    await expectAlive(broker);
    await until('the broker to hang up', () => client.closed);
    expect(broker.rows(broker.clientLink(1)).at(-1)?.text).toContain('keep alive timeout');
  });
});

describe('lengths and topics', () => {
  test('256 MB declared: dropped at once, nothing is kept for it', async () => {
    const broker = await start({});
    const client = await rawClient(broker.port);
    client.send(concat([CONNECT, hex('30 ff ff ff 7f 00 01 74')]));
    await until('the broker to hang up', () => client.closed);
    expect(broker.rows(broker.clientLink(1)).at(-1)?.text).toContain('it announced a packet of 256.0 MiB');
    await expectAlive(broker);
  });

  test.each([
    ['of 65,535 characters', 'a'.repeat(65_535), true],
    ['of 30,000 levels', 'a/'.repeat(30_000), false],
  ])('a topic %s', async (_name, topic, taken) => {
    const broker = await start({});
    const client = await rawClient(broker.port);
    const body = concat([[topic.length >> 8, topic.length & 255], Buffer.from(topic), Buffer.from('x')]);
    client.send(concat([CONNECT, [0x30], lengthOf(body.length), body, hex('c0 00')]));
    if (taken) await until('PINGRESP', () => client.bytes().length === 6);
    else await until('the broker to hang up', () => client.closed);
    await expectAlive(broker);
    client.socket.destroy();
  });

  test('new retained topics without end: the oldest go, counted', async () => {
    const broker = await start({ retainedMessages: 100 });
    const client = await rawClient(broker.port);
    client.send(CONNECT);
    await until('CONNACK', () => client.bytes().length === 4);
    const packets = Array.from({ length: 5000 }, (_, at) => {
      const topic = `endless/${`${at}`.padStart(5, '0')}`;
      return concat([[0x31, topic.length + 3, 0, topic.length], Buffer.from(topic), Buffer.from('x')]);
    });
    client.send(concat([...packets, hex('c0 00')]));
    await until('PINGRESP', () => client.bytes().length === 6);
    const answer = await broker.service.handlers['broker.retained']({ search: '' });
    expect(answer).toMatchObject({ ok: true, value: { count: 100, found: 100 } });
    expect(await losses(broker)).toMatchObject({ droppedRetained: 4900 });
    client.socket.destroy();
  });

  test('a SUBSCRIBE with 50,000 filters is answered and bounded', async () => {
    const broker = await start({ maxSubscriptions: 500 });
    const client = await rawClient(broker.port);
    const filters = Array.from({ length: 50_000 }, (_, at) =>
      concat([[0, 5], Buffer.from(`${at}`.padStart(5, 'f')), [1]]),
    );
    const body = concat([[0, 1], ...filters]);
    client.send(
      concat([hex('10 10 00 04 4d 51 54 54 04 00 00 3c 00 04 6d 61 6e 79'), [0x82], lengthOf(body.length), body]),
    );
    await until('SUBACK', () => client.bytes().length === 4 + 4 + 2 + 50_000);
    const granted = client.bytes().subarray(-50_000);
    expect(granted.filter((code) => code === 1)).toHaveLength(500);
    expect(granted.filter((code) => code === 128)).toHaveLength(49_500);
    await expectAlive(broker);
    client.socket.destroy();
  });

  test('sessions without end: those used longest ago go', async () => {
    const broker = await start({ sessions: 20 });
    for (let at = 0; at < 60; at += 1) {
      const client = await rawClient(broker.port);
      const id = `s${`${at}`.padStart(3, '0')}`;
      client.send(concat([hex('10 10 00 04 4d 51 54 54 04 00 00 3c 00 04'), Buffer.from(id)]));
      await until('CONNACK', () => client.bytes().length === 4);
      client.socket.end();
      await until('the end', () => client.closed);
    }
    const answer = await broker.service.handlers['broker.clients']({});
    if (!answer.ok) throw new Error('no list');
    expect(answer.value.sessionCount).toBe(20);
    expect(answer.value.sessions[0]?.clientId).toBe('s040');
    expect(answer.value.losses).toMatchObject({ droppedSessions: 40 });
  });
});
