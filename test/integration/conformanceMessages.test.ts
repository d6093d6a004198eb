import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodePublish, encodePublishAck } from '#shared/protocol/mqtt/encode/encodePublish.ts';
import { encodeUnsubscribe } from '#shared/protocol/mqtt/encode/encodeSubscribe.ts';
import { concat } from '#shared/protocol/mqtt/mqttBytes.testkit.ts';
import { startBroker, type TestBroker } from './support/brokerKit.ts';
import { mosquittoPub } from './support/mosquittoClients.ts';
import { type MqttSpeaker, speak } from './support/mqttSpeaker.ts';

let broker: TestBroker;
const speakers: MqttSpeaker[] = [];
beforeEach(async () => {
  broker = await startBroker();
});
afterEach(async () => {
  for (const { socket } of speakers.splice(0)) socket.destroy();
  await broker.service.close();
});

async function connected(clientId: string): Promise<MqttSpeaker> {
  const client = await speak(broker.port);
  speakers.push(client);
  await client.connect(clientId);
  return client;
}
const utf8 = (text: string): Uint8Array => Buffer.from(text);
const QOS = [0, 1, 2] as const;

describe('QoS (section 4.3)', () => {
  const grid = QOS.flatMap((sent) => QOS.map((asked) => [sent, asked] as const));
  test.each(grid)('sent at %i to a subscription of %i arrives at the lesser [MQTT-3.8.4-6]', async (sent, asked) => {
    const [sub, pub] = [await connected('sub'), await connected('pub')];
    sub.answer();
    pub.answer();
    expect(await sub.subscribe({ t: asked })).toBe(`SUBACK id 1  granted ${asked}`);
    const id = pub.publish('t', 'x', { qos: sent });
    expect(await sub.through('x')).toEqual([`t=x q${Math.min(sent, asked)}`]);
    if (sent === 1) expect(await pub.next(1)).toEqual([`PUBACK id ${id}`]);
    if (sent === 2) expect(await pub.next(2)).toEqual([`PUBREC id ${id}`, `PUBCOMP id ${id}`]);
  });

  test('a PUBLISH at QoS 2 sent again before PUBREL is delivered once [MQTT-4.3.3-2]', async () => {
    const [sub, pub] = [await connected('sub'), await connected('pub')];
    sub.answer();
    await sub.subscribe({ t: 2 });
    pub.publish('t', 'once', { qos: 2, packetId: 9 });
    expect(await pub.next(1)).toEqual(['PUBREC id 9']);
    pub.publish('t', 'once', { qos: 2, packetId: 9, dup: true });
    expect(await pub.next(1)).toEqual(['PUBREC id 9']);
    pub.send(encodePublishAck('PUBREL', 9));
    expect(await pub.next(1)).toEqual(['PUBCOMP id 9']);
    pub.publish('t', 'end');
    expect((await sub.through('end')).filter((line) => line.startsWith('t='))).toEqual(['t=once q2', 't=end q0']);
  });

  test('PUBREL is answered, also the second time and for an unknown identifier (section 4.3.3)', async () => {
    const pub = await connected('pub');
    pub.publish('t', 'x', { qos: 2, packetId: 5 });
    await pub.next(1);
    for (const id of [5, 5, 77]) {
      pub.send(encodePublishAck('PUBREL', id));
      expect(await pub.next(1)).toEqual([`PUBCOMP id ${id}`]);
    }
  });

  test('a packet identifier is free again after its acknowledgement (section 2.3.1)', async () => {
    const [sub, pub] = [await connected('sub'), await connected('pub')];
    sub.answer();
    await sub.subscribe({ t: 2 });
    for (const [payload, qos] of [
      ['a', 1],
      ['b', 1],
      ['c', 2],
      ['d', 2],
      ['e', 1],
    ] as const) {
      pub.publish('t', payload, { qos, packetId: 7 });
      await pub.next(1);
      if (qos === 1) continue;
      pub.send(encodePublishAck('PUBREL', 7));
      await pub.next(1);
    }
    const came = (await sub.through('e')).filter((line) => line.startsWith('t='));
    expect(came).toEqual(['t=a q1', 't=b q1', 't=c q2', 't=d q2', 't=e q1']);
  });

  test('DUP is not passed on [MQTT-3.3.1-3]', async () => {
    const [sub, pub] = [await connected('sub'), await connected('pub')];
    await sub.subscribe({ t: 1 });
    pub.publish('t', 'x', { qos: 1, dup: true });
    expect(await sub.through('x')).toEqual(['t=x q1']);
  });

  test.each(QOS)('1000 messages at QoS %i keep their order [MQTT-4.6.0-6]', async (qos) => {
    const [sub, pub] = [await connected('sub'), await connected('pub')];
    sub.answer();
    pub.answer();
    await sub.subscribe({ 'order/+': qos });
    const packets = Array.from({ length: 1000 }, (_, at) =>
      encodePublish({
        topic: utf8('order/1'),
        payload: utf8(`${at}`),
        qos,
        retain: false,
        dup: false,
        packetId: at + 1,
      }),
    );
    pub.send(concat(packets));
    const came = (await sub.through('999')).filter((line) => line.startsWith('order'));
    expect(came).toEqual(packets.map((_, at) => `order/1=${at} q${qos}`));
  });
});

describe('retained messages (section 3.3.1.3)', () => {
  test('set, replaced, cleared; flagged for a new subscription only [MQTT-3.3.1-8, MQTT-3.3.1-9]', async () => {
    const [live, pub] = [await connected('live'), await connected('pub')];
    await live.subscribe({ 'r/#': 0 });
    pub.publish('r/a', 'one', { retain: true });
    pub.publish('r/a', 'two', { retain: true });
    pub.publish('r/b', 'three', { retain: true });
    expect(await live.next(3)).toEqual(['r/a=one q0', 'r/a=two q0', 'r/b=three q0']);
    const late = await connected('late');
    await late.subscribe({ 'r/+': 0 });
    expect((await late.next(2)).toSorted()).toEqual(['r/a=two q0 retain', 'r/b=three q0 retain']);

    pub.publish('r/a', '', { retain: true });
    expect(await live.next(1)).toEqual(['r/a= q0']);
    expect(await late.next(1)).toEqual(['r/a= q0']);
    const later = await connected('later');
    await later.subscribe({ 'r/+': 0 });
    pub.publish('r/c', 'end');
    expect(await later.through('end')).toEqual(['r/b=three q0 retain', 'r/c=end q0']);
  });

  test('a message without the flag neither replaces nor clears it [MQTT-3.3.1-12]', async () => {
    const [sub, pub] = [await connected('sub'), await connected('pub')];
    pub.publish('r', 'kept', { qos: 1, retain: true });
    await pub.next(1);
    pub.publish('r', 'passing', { qos: 1 });
    pub.publish('r', '', { qos: 1 });
    await pub.next(2);
    await sub.subscribe({ r: 0 });
    expect(await sub.next(1)).toEqual(['r=kept q0 retain']);
  });

  test('a repeated SUBSCRIBE brings it again [MQTT-3.8.4-3]', async () => {
    const [sub, pub] = [await connected('sub'), await connected('pub')];
    pub.publish('r', 'x', { qos: 1, retain: true });
    await pub.next(1);
    for (const qos of [0, 1, 0] as const) {
      await sub.subscribe({ r: qos });
      expect(await sub.next(1)).toEqual([`r=x q${qos} retain`]);
    }
  });

  test.each(QOS)('kept at QoS %i, it comes at that to a subscription of 2', async (qos) => {
    expect(await mosquittoPub(broker.port, '-t', 'r', '-m', 'x', '-r', '-q', `${qos}`)).toBe(0);
    const sub = await connected('sub');
    await sub.subscribe({ '+': 2 });
    expect(await sub.next(1)).toEqual([`r=x q${qos} retain`]);
  });

  test('each of 500 topics keeps its own', async () => {
    const [sub, pub] = [await connected('sub'), await connected('pub')];
    for (let at = 0; at < 500; at += 1) pub.publish(`many/${at}/t`, `${at}`, { retain: true });
    pub.publish('x', 'x', { qos: 1 });
    await pub.next(1);
    await sub.subscribe({ 'many/+/t': 0 });
    const expected = Array.from({ length: 500 }, (_, at) => `many/${at}/t=${at} q0 retain`);
    expect((await sub.next(500)).toSorted()).toEqual(expected.toSorted());
  });
});

describe('topic filters (section 4.7)', () => {
  const TOPICS = ['a', '/a', 'a/', 'a/b', 'a//b', 'a/b/c', '/', 'A', 'ä/€', '$own', '$own/a'];
  test.each<readonly [string, readonly string[]]>([
    ['a', ['a']],
    ['+', ['a', 'A']],
    ['+/+', ['/a', 'a/', 'a/b', '/', 'ä/€']],
    ['/+', ['/a', '/']],
    ['a/+', ['a/', 'a/b']],
    ['a/#', ['a', 'a/', 'a/b', 'a//b', 'a/b/c']],
    ['a/+/b', ['a//b']],
    ['+/b/#', ['a/b', 'a/b/c']],
    ['ä/+', ['ä/€']],
    ['#', ['a', '/a', 'a/', 'a/b', 'a//b', 'a/b/c', '/', 'A', 'ä/€']],
    ['$own/#', ['$own', '$own/a']],
    ['$own/+', ['$own/a']],
    ['+/a', ['/a']],
  ])('%s', async (filter, expected) => {
    const [sub, pub] = [await connected('sub'), await connected('pub')];
    await sub.subscribe({ [filter]: 0, end: 0 });
    for (const topic of TOPICS) pub.publish(topic, 'x');
    pub.publish('end', 'end');
    const came = (await sub.through('end')).map((line) => line.slice(0, line.lastIndexOf('=')));
    expect(came.filter((topic) => topic !== 'end')).toEqual(expected);
  });

  test('retained messages of $-topics are not brought by wildcards at the start [MQTT-4.7.2-1]', async () => {
    const [sub, pub] = [await connected('sub'), await connected('pub')];
    pub.publish('$own/a', 'hidden', { retain: true });
    pub.publish('own/a', 'seen', { retain: true, qos: 1 });
    await pub.next(1);
    await sub.subscribe({ '#': 0, '+/a': 0 });
    pub.publish('end', 'end');
    expect(new Set(await sub.through('end'))).toEqual(new Set(['own/a=seen q0 retain', 'end=end q0']));
  });
});

describe('SUBSCRIBE and UNSUBSCRIBE', () => {
  test('one code for each filter, in order [MQTT-3.8.4-5]', async () => {
    const sub = await connected('sub');
    expect(await sub.subscribe({ a: 2, b: 0, 'c/#': 1 })).toBe('SUBACK id 1  granted 2, granted 0, granted 1');
  });

  test('what was unsubscribed no longer comes; unknown filters are answered, too [MQTT-3.10.4-5]', async () => {
    const [sub, pub] = [await connected('sub'), await connected('pub')];
    await sub.subscribe({ 'a/+': 0, 'a/b': 0, c: 0 });
    sub.send(encodeUnsubscribe(40, [utf8('a/+'), utf8('never')]));
    expect(await sub.next(1)).toEqual(['UNSUBACK id 40']);
    for (const topic of ['a/x', 'a/b', 'c']) pub.publish(topic, topic);
    expect(await sub.through('c')).toEqual(['a/b=a/b q0', 'c=c q0']);
    sub.send(encodeUnsubscribe(41, [utf8('a/b')]));
    expect(await sub.next(1)).toEqual(['UNSUBACK id 41']);
    for (const topic of ['a/b', 'c']) pub.publish(topic, `${topic} again`);
    expect(await sub.through('c again')).toEqual(['c=c again q0']);
  });

  test('1000 topics of one client', async () => {
    const [sub, pub] = [await connected('sub'), await connected('pub')];
    const names = Array.from({ length: 990 }, (_, at) => `t/${at}`);
    for (let at = 0; at < names.length; at += 110) {
      await sub.subscribe(Object.fromEntries(names.slice(at, at + 110).map((name) => [name, 0 as const])));
    }
    for (const name of names) pub.publish(name, name);
    expect(await sub.through('t/989')).toEqual(names.map((name) => `${name}=${name} q0`));
  });
});

describe('sizes', () => {
  test.each(QOS)('1 MB at QoS %i, byte for byte', async (qos) => {
    const [sub, pub] = [await connected('sub'), await connected('pub')];
    sub.answer();
    pub.answer();
    await sub.subscribe({ large: 2 });
    const payload = Buffer.alloc(1_048_576);
    for (let at = 0; at < payload.length; at += 1) payload[at] = 32 + ((at * 7919) % 90);
    const text = payload.toString();
    const before = sub.bytes().length;
    pub.publish('large', payload, { qos });
    expect(await sub.next(1)).toEqual([`large=${text.length} B q${qos}`]);
    expect(sub.bytes().subarray(before).includes(payload)).toBe(true);
  });

  test('an empty payload, and a topic of 60,000 bytes', async () => {
    const client = await connected('client');
    await client.subscribe({ '#': 0 });
    const topic = `long/${'x'.repeat(60_000)}`;
    client.publish(topic, 'x');
    client.publish('e', '');
    expect(await client.next(2)).toEqual([`${topic}=x q0`, 'e= q0']);
  });
});
