import mqtt from 'mqtt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeDisconnect } from '#shared/protocol/mqtt/encode/encodeConnect.ts';
import { encodePublishAck } from '#shared/protocol/mqtt/encode/encodePublish.ts';
import { encodeUnsubscribe } from '#shared/protocol/mqtt/encode/encodeSubscribe.ts';
import { startBroker, type TestBroker, until } from './support/brokerKit.ts';
import { mosquittoPub, mosquittoSub } from './support/mosquittoClients.ts';
import { type MqttSpeaker, type SpokenConnect, speak } from './support/mqttSpeaker.ts';

let broker: TestBroker;
const speakers: MqttSpeaker[] = [];
beforeEach(async () => {
  broker = await startBroker();
});
afterEach(async () => {
  for (const { socket } of speakers.splice(0)) socket.destroy();
  await broker.service.close();
});

async function connected(clientId: string, options: SpokenConnect = {}, connack = 'CONNACK accepted', answers = false) {
  const client = await speak(broker.port);
  speakers.push(client);
  if (answers) client.answer();
  expect(await client.connect(clientId, options)).toBe(connack);
  return client;
}
const LASTING = { clean: false } as const;
const PRESENT = 'CONNACK session present  accepted';
/** The connection breaks off, without DISCONNECT. */
async function cut(client: MqttSpeaker): Promise<void> {
  const before = broker.service.state().clientCount;
  client.socket.destroy();
  await until('the broker to see it', () => broker.service.state().clientCount < before);
}
/** The client says DISCONNECT; the broker may close, and does [MQTT-3.14.4-1]. */
async function leave(client: MqttSpeaker): Promise<void> {
  client.send(encodeDisconnect());
  await client.ended();
}

describe('sessions (section 3.1.2.4)', () => {
  test('session present tells of a session, and only then [MQTT-3.2.2-1 to MQTT-3.2.2-3]', async () => {
    await leave(await connected('c', LASTING));
    const again = await connected('c', LASTING, PRESENT);
    await again.subscribe({ t: 1 });
    await leave(again);
    await leave(await connected('c', LASTING, PRESENT));
    await leave(await connected('c'));
    // The clean session ended the one before it [MQTT-3.1.2-6].
    await leave(await connected('c', LASTING));
  });

  test.each(['DISCONNECT', 'a broken connection'])('messages wait after %s [MQTT-3.1.2-5]', async (how) => {
    const sub = await connected('away', LASTING);
    await sub.subscribe({ 'q/#': 2, 'zero/#': 0 });
    await (how === 'DISCONNECT' ? leave(sub) : cut(sub));
    const pub = await connected('pub');
    pub.answer();
    for (const [payload, qos] of [
      ['a', 1],
      ['b', 2],
      ['c', 1],
      ['d', 2],
    ] as const)
      pub.publish(`q/${qos}`, payload, { qos });
    pub.publish('zero/x', 'not above its subscription', { qos: 2 });
    await pub.next(1 + 2 + 1 + 2 + 2);
    const back = await connected('away', LASTING, PRESENT, true);
    await until('all of them', () => ['1a', '2b', '1c', '2d'].every((end) => receivedTopic(back, end)));
    pub.publish('q/end', 'end');
    const all = (await back.through('end')).filter((line) => line.includes('='));
    // In order of each topic and QoS [MQTT-4.6.0-6].
    expect(all.filter((line) => line.startsWith('q/1'))).toEqual(['q/1=a q1', 'q/1=c q1']);
    expect(all.filter((line) => line.startsWith('q/2'))).toEqual(['q/2=b q2', 'q/2=d q2']);
    expect(all.slice(4)).toEqual(['q/end=end q0']);
  });
  /** Whether the message of `q/<n>` with that payload came: `1a`. */
  const receivedTopic = (client: MqttSpeaker, [topic, payload]: string): boolean =>
    new RegExp(`q/${topic}..${payload}`, 's').test(client.bytes().toString('latin1'));

  test('mosquitto_sub finds what waited', async () => {
    expect(await mosquittoSub(broker.port, '-i', 'm', '-c', '-q', '1', '-t', 'q', '-E').exited).toBe(0);
    for (const text of ['1', '2', '3']) await mosquittoPub(broker.port, '-t', 'q', '-m', text, '-q', '1');
    const sub = mosquittoSub(broker.port, '-i', 'm', '-c', '-q', '1', '-t', 'q', '-C', '3');
    expect(await sub.exited).toBe(0);
    expect(sub.output()).toBe('1\n2\n3\n');
  });

  test('MQTT.js finds what waited', async () => {
    const url = `mqtt://127.0.0.1:${broker.port}`;
    const first = await mqtt.connectAsync(url, { clientId: 'js', clean: false });
    await first.subscribeAsync('q', { qos: 2 });
    await first.endAsync();
    await mosquittoPub(broker.port, '-t', 'q', '-m', 'waited', '-q', '2');
    const second = mqtt.connect(url, { clientId: 'js', clean: false });
    const got: string[] = [];
    second.on('message', (topic, payload, { qos }) => got.push(`${topic}=${payload} q${qos}`));
    await until('the message', () => got.length > 0);
    expect(got).toEqual(['q=waited q2']);
    await second.endAsync();
  });

  test('what was unsubscribed does not wait', async () => {
    const sub = await connected('away', LASTING);
    await sub.subscribe({ a: 1, b: 1 });
    sub.send(encodeUnsubscribe(9, [Buffer.from('a')]));
    await sub.next(1);
    await leave(sub);
    const pub = await connected('pub');
    pub.publish('a', 'gone', { qos: 1 });
    pub.publish('b', 'here', { qos: 1 });
    await pub.next(2);
    const back = await connected('away', LASTING, PRESENT);
    expect(await back.next(1)).toEqual(['b=here q1']);
  });
});

describe('what was not finished is taken up again (section 4.4) [MQTT-4.4.0-1]', () => {
  test('QoS 1 without PUBACK comes again, marked, with its identifier', async () => {
    const sub = await connected('s', LASTING);
    await sub.subscribe({ q: 1 });
    const pub = await connected('pub');
    pub.publish('q', 'one', { qos: 1 });
    expect(await sub.through('one')).toEqual(['q=one q1']);
    const id = sub.lastId;
    await cut(sub);
    const back = await connected('s', LASTING, PRESENT);
    expect(await back.next(1)).toEqual(['q=one q1 dup']);
    expect(back.lastId).toBe(id);
    back.send(encodePublishAck('PUBACK', id));
    pub.publish('q', 'two', { qos: 1 });
    expect(await back.through('two')).toEqual(['q=two q1']);
    back.send(encodePublishAck('PUBACK', back.lastId));
    await leave(back);
    const last = await connected('s', LASTING, PRESENT);
    pub.publish('q', 'three', { qos: 1 });
    expect(await last.through('three')).toEqual(['q=three q1']);
  });

  test('QoS 2 without PUBREC comes again as a PUBLISH', async () => {
    const sub = await connected('s', LASTING);
    await sub.subscribe({ q: 2 });
    const pub = await connected('pub');
    pub.answer();
    pub.publish('q', 'one', { qos: 2 });
    await sub.through('one');
    const id = sub.lastId;
    await cut(sub);
    const back = await connected('s', LASTING, PRESENT, true);
    expect(await back.next(2)).toEqual(['q=one q2 dup', `PUBREL id ${id}`]);
    expect(back.lastId).toBe(id);
  });

  test('QoS 2 without PUBCOMP comes again as a PUBREL, not as a message', async () => {
    const sub = await connected('s', LASTING);
    await sub.subscribe({ q: 2 });
    const pub = await connected('pub');
    pub.answer();
    pub.publish('q', 'one', { qos: 2 });
    await sub.through('one');
    const id = sub.lastId;
    sub.send(encodePublishAck('PUBREC', id));
    expect(await sub.next(1)).toEqual([`PUBREL id ${id}`]);
    await cut(sub);
    const back = await connected('s', LASTING, PRESENT);
    expect(await back.next(1)).toEqual([`PUBREL id ${id}`]);
    back.send(encodePublishAck('PUBCOMP', id));
    pub.publish('q', 'two', { qos: 1 });
    expect(await back.through('two')).toEqual(['q=two q1']);
    await cut(back);
    expect(await (await connected('s', LASTING, PRESENT)).next(1)).toEqual(['q=two q1 dup']);
  });

  test('a PUBLISH at QoS 2 that the client repeats after a reconnect is delivered once [MQTT-4.3.3-2]', async () => {
    const sub = await connected('sub');
    sub.answer();
    await sub.subscribe({ q: 2, end: 0 });
    const pub = await connected('p', LASTING);
    pub.publish('q', 'once', { qos: 2, packetId: 3 });
    expect(await pub.next(1)).toEqual(['PUBREC id 3']);
    await cut(pub);
    const again = await connected('p', LASTING, PRESENT);
    again.publish('q', 'once', { qos: 2, packetId: 3, dup: true });
    expect(await again.next(1)).toEqual(['PUBREC id 3']);
    again.send(encodePublishAck('PUBREL', 3));
    expect(await again.next(1)).toEqual(['PUBCOMP id 3']);
    again.publish('end', 'end');
    const came = (await sub.through('end')).filter((line) => line.includes('='));
    expect(came).toEqual(['q=once q2', 'end=end q0']);
  });

  test('nothing comes again in a clean session', async () => {
    const sub = await connected('s');
    await sub.subscribe({ q: 1 });
    const pub = await connected('pub');
    pub.publish('q', 'one', { qos: 1 });
    await sub.through('one');
    await cut(sub);
    const back = await connected('s');
    await back.subscribe({ end: 0 });
    pub.publish('end', 'end');
    expect(await back.through('end')).toEqual(['end=end q0']);
  });
});

describe('wills (section 3.1.2.5)', () => {
  const will = { topic: 'will/c', payload: 'died', qos: 1 } as const;
  const watch = async (): Promise<MqttSpeaker> => {
    const watcher = await connected('watcher');
    await watcher.subscribe({ '#': 2 });
    return watcher;
  };

  test.each([0, 1, 2] as const)('published at QoS %i when the connection breaks off [MQTT-3.1.2-8]', async (qos) => {
    const watcher = await watch();
    await cut(await connected('c', { will: { ...will, qos } }));
    expect(await watcher.next(1)).toEqual([`will/c=died q${qos}`]);
  });

  test('not after DISCONNECT [MQTT-3.14.4-3]', async () => {
    const watcher = await watch();
    await leave(await connected('c', { will }));
    const pub = await connected('pub');
    pub.publish('end', 'end');
    expect(await watcher.next(1)).toEqual(['end=end q0']);
  });

  test('retained when it says so [MQTT-3.1.2-17], and not otherwise [MQTT-3.1.2-16]', async () => {
    const watcher = await watch();
    await cut(await connected('c', { will: { ...will, retain: true } }));
    await cut(await connected('d', { will: { ...will, topic: 'will/d' } }));
    expect(await watcher.next(2)).toEqual(['will/c=died q1', 'will/d=died q1']);
    const late = await connected('late');
    await late.subscribe({ 'will/#': 0, end: 0 });
    late.publish('end', 'end');
    expect(await late.through('end')).toEqual(['will/c=died q0 retain', 'end=end q0']);
  });

  test('keep alive: one and a half times without a packet, and the client is gone [MQTT-3.1.2-24]', async () => {
    const watcher = await watch();
    const silent = await connected('c', { keepAlive: 1, will });
    const talking = await connected('talking', { keepAlive: 3 });
    expect(await watcher.next(1)).toEqual(['will/c=died q1']);
    await silent.ended();
    expect(talking.closed).toBe(false);
  });

  test('mosquitto_sub that is killed leaves its will', async () => {
    const watcher = await watch();
    const args = ['-i', 'm', '-t', 'x', '--will-topic', 'will/m', '--will-payload', 'killed', '--will-qos', '2'];
    const sub = mosquittoSub(broker.port, ...args);
    await until('it to connect', () => broker.service.state().clientCount === 2);
    sub.child.kill('SIGKILL');
    expect(await watcher.next(1)).toEqual(['will/m=killed q2']);
    await sub.exited;
  });

  test('it waits for those who are away', async () => {
    const away = await connected('away', LASTING);
    await away.subscribe({ 'will/#': 1 });
    await leave(away);
    await cut(await connected('c', { will }));
    expect(await (await connected('away', LASTING, PRESENT)).next(1)).toEqual(['will/c=died q1']);
  });
});
