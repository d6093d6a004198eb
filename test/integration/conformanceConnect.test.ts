import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CONNECT, concat, hex, PINGREQ } from '#shared/protocol/mqtt/mqttBytes.testkit.ts';
import { startBroker, type TestBroker, until } from './support/brokerKit.ts';
import { speak } from './support/mqttSpeaker.ts';

let broker: TestBroker;
beforeEach(async () => {
  broker = await startBroker();
});
afterEach(() => broker.service.close());

describe('CONNECT (section 3.1)', () => {
  test.each([
    ['a client id', 'c1', true, 'CONNACK accepted'],
    ['a client id and a session to keep', 'c1', false, 'CONNACK accepted'],
    ['no client id and a clean session [MQTT-3.1.3-6]', '', true, 'CONNACK accepted'],
    ['a client id of 300 characters', 'long'.repeat(75), true, 'CONNACK accepted'],
    ['a client id with spaces and letters beyond ASCII', 'Größe 1 €', true, 'CONNACK accepted'],
  ])('%s is accepted', async (_name, clientId, clean, expected) => {
    const client = await speak(broker.port);
    expect(await client.connect(clientId, { clean })).toBe(expected);
    client.send(PINGREQ);
    expect(await client.next(1)).toEqual(['PINGRESP']);
    client.socket.destroy();
  });

  test('no client id and a session to keep: 0x02, then the end [MQTT-3.1.3-8, MQTT-3.1.3-9]', async () => {
    const client = await speak(broker.port);
    expect(await client.connect('', { clean: false })).toContain('(2)');
    await client.ended();
  });

  test('two clients without an id are two clients [MQTT-3.1.3-6]', async () => {
    const [one, two] = [await speak(broker.port), await speak(broker.port)];
    await one.connect('');
    await two.connect('');
    await until('both', () => broker.service.state().clientCount === 2);
    for (const client of [one, two]) client.socket.destroy();
  });

  test('MQTT 3.1 is spoken', async () => {
    const client = await speak(broker.port);
    expect(await client.connect('old', { level: 3 })).toBe('CONNACK accepted');
    client.answer();
    await client.subscribe({ t: 1 });
    client.publish('t', 'x', { qos: 1 });
    expect((await client.next(2)).toSorted()).toEqual(['PUBACK id 2', 't=x q1']);
    client.socket.destroy();
  });

  test('another protocol level: 0x01, then the end [MQTT-3.1.2-2]', async () => {
    const client = await speak(broker.port);
    client.send(hex('10 0e 00 04 4d 51 54 54 06 02 00 3c 00 02 63 31'));
    expect((await client.next(1)).join()).toContain('(1)');
    await client.ended();
  });

  test('packets behind CONNECT need not wait for CONNACK (section 3.1.4)', async () => {
    const client = await speak(broker.port);
    client.send(concat([CONNECT, hex('82 06 00 01 00 01 74 00'), hex('30 04 00 01 74 78'), PINGREQ]));
    const came = await client.next(4);
    expect(came[0]).toBe('CONNACK accepted');
    expect(came.slice(1).toSorted()).toEqual(['PINGRESP', 'SUBACK id 1  granted 0', 't=x q0']);
    client.socket.destroy();
  });
});

describe('the same client id again [MQTT-3.1.4-2]', () => {
  test('the older connection ends, the newer goes on', async () => {
    const [older, newer] = [await speak(broker.port), await speak(broker.port)];
    await older.connect('same', { clean: false });
    await older.subscribe({ t: 1 });
    expect(await newer.connect('same', { clean: false })).toBe('CONNACK session present  accepted');
    await older.ended();
    newer.answer();
    newer.publish('t', 'x', { qos: 1 });
    expect((await newer.next(2)).toSorted()).toEqual(['PUBACK id 1', 't=x q1']);
    expect(broker.service.state().clientCount).toBe(1);
    newer.socket.destroy();
  });

  test('its will is published: the connection ended without DISCONNECT [MQTT-3.1.2-8]', async () => {
    const watcher = await speak(broker.port);
    await watcher.connect('watcher');
    await watcher.subscribe({ gone: 0 });
    const [older, newer] = [await speak(broker.port), await speak(broker.port)];
    await older.connect('same', { will: { topic: 'gone', payload: 'taken over' } });
    await newer.connect('same');
    expect(await watcher.next(1)).toEqual(['gone=taken over q0']);
    for (const client of [watcher, newer]) client.socket.destroy();
  });
});

describe('violations end the connection (section 4.8)', () => {
  const AT_FIRST: readonly (readonly [string, string])[] = [
    ['PUBLISH before CONNECT [MQTT-3.1.0-1]', '30 04 00 01 74 78'],
    ['PINGREQ before CONNECT [MQTT-3.1.0-1]', 'c0 00'],
    ['DISCONNECT before CONNECT [MQTT-3.1.0-1]', 'e0 00'],
    ['SUBSCRIBE before CONNECT [MQTT-3.1.0-1]', '82 06 00 01 00 01 23 00'],
    ['CONNECT with another protocol name [MQTT-3.1.2-1]', '10 0e 00 04 4d 51 54 58 04 02 00 3c 00 02 63 31'],
    ['CONNECT with the reserved flag set [MQTT-3.1.2-3]', '10 0e 00 04 4d 51 54 54 04 03 00 3c 00 02 63 31'],
    [
      'CONNECT with a will of QoS 3 [MQTT-3.1.2-14]',
      '10 14 00 04 4d 51 54 54 04 1e 00 3c 00 02 63 31 00 01 77 00 01 78',
    ],
    ['CONNECT with will QoS but no will [MQTT-3.1.2-13]', '10 0e 00 04 4d 51 54 54 04 0a 00 3c 00 02 63 31'],
    ['CONNECT with will retain but no will [MQTT-3.1.2-15]', '10 0e 00 04 4d 51 54 54 04 22 00 3c 00 02 63 31'],
    ['CONNECT with a password but no user [MQTT-3.1.2-22]', '10 11 00 04 4d 51 54 54 04 42 00 3c 00 02 63 31 00 01 70'],
    ['CONNECT without a client id field [MQTT-3.1.3-3]', '10 0a 00 04 4d 51 54 54 04 02 00 3c'],
    ['CONNECT with flags in its header [MQTT-2.2.2-2]', '11 0e 00 04 4d 51 54 54 04 02 00 3c 00 02 63 31'],
    ['what is no MQTT', '47 45 54 20 2f 0d 0a 0d 0a'],
  ];
  test.each(AT_FIRST)('%s', async (_name, bytes) => {
    const client = await speak(broker.port);
    client.send(hex(bytes));
    await client.ended();
    expect(client.bytes().toString('hex')).not.toMatch(/^20020000/);
  });

  const LATER: readonly (readonly [string, string])[] = [
    ['a second CONNECT [MQTT-3.1.0-2]', '10 0e 00 04 4d 51 54 54 04 02 00 3c 00 02 63 31'],
    ['PUBLISH at QoS 3 [MQTT-3.3.1-4]', '36 06 00 01 74 00 01 78'],
    ['PUBLISH to a topic with # [MQTT-3.3.2-2]', '30 05 00 02 74 23 78'],
    ['PUBLISH to a topic with + [MQTT-3.3.2-2]', '30 05 00 02 74 2b 78'],
    ['PUBLISH to an empty topic [MQTT-4.7.3-1]', '30 03 00 00 78'],
    ['PUBLISH to a topic with U+0000 [MQTT-4.7.3-2]', '30 06 00 03 61 00 62 78'],
    ['PUBLISH to a topic that is no UTF-8 [MQTT-1.5.3-1]', '30 05 00 02 c3 28 78'],
    ['PUBLISH at QoS 1 with packet identifier 0 [MQTT-2.3.1-1]', '32 06 00 01 74 00 00 78'],
    ['SUBSCRIBE without a filter [MQTT-3.8.3-3]', '82 02 00 01'],
    ['SUBSCRIBE with wrong flags [MQTT-3.8.1-1]', '80 06 00 01 00 01 74 00'],
    ['SUBSCRIBE with QoS 3 [MQTT-3.8.3-4]', '82 06 00 01 00 01 74 03'],
    ['SUBSCRIBE with packet identifier 0 [MQTT-2.3.1-1]', '82 06 00 00 00 01 74 00'],
    ['SUBSCRIBE with # within a filter [MQTT-4.7.1-2]', '82 0a 00 01 00 05 61 2f 23 2f 62 00'],
    ['SUBSCRIBE with # behind a name [MQTT-4.7.1-2]', '82 07 00 01 00 02 61 23 00'],
    ['SUBSCRIBE with + beside a name [MQTT-4.7.1-3]', '82 07 00 01 00 02 61 2b 00'],
    ['SUBSCRIBE to an empty filter [MQTT-4.7.3-1]', '82 05 00 01 00 00 00'],
    ['UNSUBSCRIBE without a filter [MQTT-3.10.3-2]', 'a2 02 00 01'],
    ['UNSUBSCRIBE with wrong flags [MQTT-3.10.1-1]', 'a0 05 00 01 00 01 74'],
    ['PUBREL with wrong flags [MQTT-3.6.1-1]', '60 02 00 01'],
    ['a packet only a server sends (section 2.2.1)', 'd0 00'],
    ['a reserved packet type (section 2.2.1)', 'f0 00'],
    ['a remaining length of five bytes (section 2.2.3)', '30 ff ff ff ff 01'],
    ['PINGREQ with flags [MQTT-2.2.2-2]', 'c1 00'],
    ['DISCONNECT with flags [MQTT-3.14.1-1]', 'e1 00'],
  ];
  test.each(LATER)('%s', async (_name, bytes) => {
    const watcher = await speak(broker.port);
    await watcher.connect('watcher');
    await watcher.subscribe({ '#': 0 });
    const client = await speak(broker.port);
    await client.connect('breaker', { will: { topic: 'gone', payload: 'broke a rule' } });
    client.send(hex(bytes));
    await client.ended();
    // No DISCONNECT, so the will is sent; and nothing of what was wrong is.
    expect(await watcher.next(1)).toEqual(['gone=broke a rule q0']);
    watcher.socket.destroy();
  });
});
