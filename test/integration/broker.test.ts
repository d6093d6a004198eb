import mqtt from 'mqtt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeSummary } from '#shared/protocol/mqtt/describeSummary.ts';
import { CONNECT, concat, hex, PINGREQ } from '#shared/protocol/mqtt/mqttBytes.testkit.ts';
import { summarizePacket } from '#shared/protocol/mqtt/summary.ts';
import { rawClient, run, startBroker, type TestBroker, until } from './support/brokerKit.ts';

let broker: TestBroker;
beforeEach(async () => {
  broker = await startBroker();
});
afterEach(() => broker.service.close());

const DISCONNECT = hex('e0 00');
const SUBSCRIBE_ALL = hex('82 06 00 01 00 01 23 00');

/** The link of a client id. */
const linkOf = (clientId: string): number =>
  broker.log.links().find((link) => link.clientId === clientId)?.id ?? Number.NaN;
/** The rows of a client, each in one line. */
const story = (clientId: string): readonly string[] =>
  broker
    .rows(linkOf(clientId))
    .map(({ dir, kind, bytes, level, text }) =>
      kind === 'packet' ? `${dir} ${describeSummary(summarizePacket(bytes, level))}` : `${kind} ${text}`,
    );

describe('real clients', () => {
  test('mosquitto_sub and mosquitto_pub: every packet is a row, in order, with open and close', async () => {
    const sub = run('mosquitto_sub', ['-p', `${broker.port}`, '-i', 'sub-1', '-t', 'bench/+', '-q', '1', '-C', '1']);
    await until('the subscription', () => story('sub-1').some((line) => line.includes('SUBACK')));
    const pub = run('mosquitto_pub', [
      '-p',
      `${broker.port}`,
      '-i',
      'pub-1',
      '-t',
      'bench/t1',
      '-q',
      '1',
      '-m',
      '{"t":21.5}',
    ]);
    expect(await pub.exited).toBe(0);
    expect(await sub.exited).toBe(0);
    expect(sub.output()).toBe('{"t":21.5}\n');
    await until('both to close', () => broker.service.state().clientCount === 0);

    expect(story('pub-1')).toEqual([
      expect.stringMatching(/^open TCP from 127\.0\.0\.1:\d+$/),
      'rx CONNECT pub-1  keep alive 60 s  clean  3.1.1',
      'tx CONNACK accepted',
      'rx bench/t1  qos1 id 1  10 B  {"t":21.5}',
      'tx PUBACK id 1',
      'rx DISCONNECT',
      'close the client said DISCONNECT',
    ]);
    const subStory = story('sub-1');
    expect(subStory.filter((line) => !line.startsWith('rx PUBACK'))).toEqual([
      expect.stringContaining('open TCP'),
      'rx CONNECT sub-1  keep alive 60 s  clean  3.1.1',
      'tx CONNACK accepted',
      'rx SUBSCRIBE id 1  bench/+ qos1',
      'tx SUBACK id 1  granted 1',
      expect.stringMatching(/^tx bench\/t1 {2}qos1 id \d+ {2}10 B {2}\{"t":21\.5\}$/),
      'rx DISCONNECT',
      'close the client said DISCONNECT',
    ]);
    const link = broker.log.link(linkOf('pub-1'));
    expect(link).toMatchObject({ lane: 'mqtt', role: 'device', name: 'pub-1', level: 4 });
    expect(link?.closedAt).toBeGreaterThan(link?.openedAt ?? 0);
  });

  test.each(['mqtt', 'ws'] as const)('mqtt.js over %s at QoS 2', async (scheme) => {
    const port = scheme === 'ws' ? broker.wsPort : broker.port;
    const client = await mqtt.connectAsync(`${scheme}://127.0.0.1:${port}`, { clientId: `js-${scheme}` });
    const received: string[] = [];
    client.on('message', (_topic, payload) => received.push(payload.toString('utf8')));
    await client.subscribeAsync('größe/#', { qos: 2 });
    await client.publishAsync('größe/€', 'ein Wert', { qos: 2 });
    await until('the message', () => received.length === 1);
    expect(received).toEqual(['ein Wert']);
    expect(broker.service.state()).toMatchObject({
      clientCount: 1,
      clients: [{ clientId: `js-${scheme}`, role: 'device', link: linkOf(`js-${scheme}`) }],
    });
    await client.endAsync();
    await until('the close row', () => story(`js-${scheme}`).at(-1)?.startsWith('close') === true);

    const lines = story(`js-${scheme}`);
    expect(lines[0]).toContain(scheme === 'ws' ? 'open WebSocket from 127.0.0.1' : 'open TCP from 127.0.0.1');
    expect(lines[3]).toMatch(/^rx SUBSCRIBE id \d+ {2}größe\/# qos2$/);
    for (const step of [
      'rx größe/€  qos2',
      'tx PUBREC',
      'rx PUBREL',
      'tx PUBCOMP',
      'tx größe/€  qos2',
      'rx PUBREC',
      'tx PUBREL',
      'rx PUBCOMP',
    ]) {
      expect(lines.filter((line) => line.startsWith(step))).toHaveLength(1);
    }
  });

  test('a 5.0 client is refused in words', async () => {
    const sub = run('mosquitto_sub', [
      '-p',
      `${broker.port}`,
      '-i',
      'five',
      '-V',
      'mqttv5',
      '-t',
      't',
      '-C',
      '1',
      '-W',
      '10',
    ]);
    await sub.exited;
    await until('the close row', () => story('five').at(-1)?.startsWith('close') === true);
    expect(story('five')).toEqual([
      expect.stringContaining('open'),
      expect.stringMatching(/^rx CONNECT five .*5\.0$/),
      expect.stringContaining('tx CONNACK refused: protocol version not accepted (1)'),
      'close closed by the broker: it speaks MQTT 3.1 and 3.1.1, the client asked for 5.0',
    ]);
  });

  test('a second client with the same id takes over, and the first one is told why [MQTT-3.1.4-2]', async () => {
    const first = await rawClient(broker.port);
    first.send(CONNECT);
    await until('the first CONNACK', () => first.bytes().length === 4);
    const firstLink = linkOf('bench-01');
    const second = await rawClient(broker.port);
    second.send(CONNECT);
    await until('the second CONNACK', () => second.bytes().length === 4);
    await until('the first to go', () => first.closed);
    expect(broker.rows(firstLink).at(-1)).toMatchObject({
      kind: 'close',
      text: `closed by the broker: #${firstLink + 1} connected with the same client id`,
    });
    expect(broker.service.state().clientCount).toBe(1);
    second.socket.destroy();
  });
});

describe('the console in process', () => {
  test('has a link of its own role', async () => {
    const stream = broker.service.attachConsole();
    const client = new mqtt.MqttClient(() => stream, { clientId: 'console-1' });
    await until('the connection', () => client.connected);
    expect(broker.log.link(stream.link)).toMatchObject({ role: 'console', clientId: 'console-1', closedAt: null });
    const got: string[] = [];
    client.on('message', (topic) => got.push(topic));
    await client.subscribeAsync('to/#');
    await run('mosquitto_pub', ['-p', `${broker.port}`, '-t', 'to/console', '-m', 'hello']).exited;
    await until('the message', () => got.length === 1);
    await client.endAsync();
    await until('the close row', () => broker.rows(stream.link).at(-1)?.kind === 'close');
  });

  test('fails at once when the broker is stopped', async () => {
    await broker.service.handlers['broker.stop']({});
    const stream = broker.service.attachConsole();
    expect(stream.link).toBe(0);
    await until('the stream to fail', () => stream.destroyed);
  });
});

describe('byte-exact', () => {
  test('rows give back what a raw client sent and received, in awkward pieces', async () => {
    const client = await rawClient(broker.port);
    const payload = 'ä'.repeat(5000);
    const publish = (qos: number, id: number): Buffer => {
      const topic = Buffer.from('größe/€');
      const body = Buffer.concat([
        Buffer.from([0, topic.length]),
        topic,
        qos > 0 ? Buffer.from([id >> 8, id & 255]) : Buffer.alloc(0),
        Buffer.from(payload),
      ]);
      return Buffer.concat([Buffer.from([0x30 | (qos << 1), (body.length & 127) | 128, body.length >> 7]), body]);
    };
    const stream = concat([
      CONNECT,
      SUBSCRIBE_ALL,
      ...Array.from({ length: 20 }, (_, i) => publish(i % 2, i + 1)),
      PINGREQ,
      publish(0, 0).subarray(0, 1000),
    ]);
    for (let at = 0; at < stream.length; at += 997) {
      client.send(stream.subarray(at, at + 997));
      if (at % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    // CONNACK, SUBACK, 20 messages, 10 PUBACKs, PINGRESP.
    const expected = 4 + 5 + 20 * publish(0, 0).length + 10 * 4 + 2;
    await until('all answers', () => client.bytes().length === expected);
    client.socket.destroy();
    const link = linkOf('bench-01');
    await until('the close row', () => broker.rows(link).at(-1)?.kind === 'close');
    expect(Buffer.from(broker.log.bytes(link, 'rx'))).toEqual(Buffer.from(stream));
    expect(Buffer.from(broker.log.bytes(link, 'tx'))).toEqual(client.bytes());
    expect(broker.rows(link).at(-2)).toMatchObject({
      kind: 'malformed',
      text: expect.stringContaining('cut off after 1000 of'),
    });
  });
});

describe('many connections', () => {
  test('200 clients come and go: links and rows in order', async () => {
    const ids = Array.from({ length: 200 }, (_, i) => `c-${String(i).padStart(6, '0')}`);
    await Promise.all(
      ids.map(async (id) => {
        const client = await rawClient(broker.port);
        client.send(concat([CONNECT.slice(0, 14), Buffer.from(id)]));
        await until(`CONNACK for ${id}`, () => client.bytes().length >= 4);
        client.send(DISCONNECT);
        await until(`${id} to close`, () => client.closed);
      }),
    );
    await until('all to be gone', () => broker.service.state().clientCount === 0);
    expect(broker.clients()).toHaveLength(200);
    for (const id of ids) {
      const rows = broker.rows(linkOf(id));
      expect(rows.map(({ dir, kind }) => `${dir} ${kind}`)).toEqual([
        'none open',
        'rx packet',
        'tx packet',
        'rx packet',
        'none close',
      ]);
      expect([...rows].sort((a, b) => a.t - b.t || a.seq - b.seq)).toEqual(rows);
    }
    expect(broker.clients().every(({ closedAt }) => closedAt !== null)).toBe(true);
  });
});
