import { describe, expect, it } from 'vitest';
import { consoleBench as bench } from './consoleBench.testkit.ts';

describe('publishing', () => {
  it.each([0, 1, 2] as const)('answers at QoS %s when the broker has it', async (qos) => {
    const { connect, publish, rest, broker, state } = bench();
    await connect();
    const publishing = publish({ qos, retain: true, topic: 'plant/7', payload: '48 69', encoding: 'hex' });
    await rest();
    expect(await publishing).toEqual({ ok: true, value: { bytes: 2 } });
    expect(broker.last().packets[1]).toMatchObject({
      cmd: 'publish',
      topic: 'plant/7',
      payload: Buffer.from('Hi'),
      qos,
      retain: true,
    });
    expect(state().published).toBe(1);
  });

  it.each([
    ['a wildcard in the topic', { topic: 'a/#' }, 'bad-topic'],
    ['broken JSON', { payload: '{"t":}', encoding: 'json' }, 'bad-payload'],
    ['half a byte', { payload: '4', encoding: 'hex' }, 'bad-payload'],
  ] as const)('refuses %s', async (_name, change, code) => {
    const { connect, publish, broker } = bench();
    await connect();
    expect(await publish(change)).toMatchObject({ ok: false, error: { code } });
    expect(broker.last().commands()).toEqual(['connect']);
  });

  it('needs a connection', async () => {
    const { publish, subscribe, handlers } = bench();
    expect(await publish()).toMatchObject({ error: { code: 'not-connected' } });
    expect(await subscribe('a')).toMatchObject({ error: { code: 'not-connected' } });
    expect(await handlers['console.unsubscribe']({ filters: ['a'] })).toEqual({ ok: true, value: {} });
  });

  it.each([1, 2] as const)('times out at QoS %s and goes on', async (qos) => {
    const { connect, publish, rest, broker, clock, state } = bench();
    await connect();
    broker.answers.publish = false;
    const publishing = publish({ qos });
    await clock.run(10_000);
    expect(await publishing).toMatchObject({ error: { code: 'timeout', message: expect.stringContaining('10 s') } });
    const late = broker.last().packets.at(-1);
    broker.last().send({ cmd: qos === 1 ? 'puback' : 'pubrec', messageId: late?.messageId });
    broker.answers.publish = true;
    const next = publish({ qos });
    await rest();
    expect(await next).toMatchObject({ ok: true });
    expect(state()).toMatchObject({ state: 'connected', published: 1 });
  });

  it.each([
    ['PUBACK', 1, { cmd: 'puback', messageId: 1, reasonCode: 0x87 }],
    ['PUBREC', 2, { cmd: 'pubrec', messageId: 1, reasonCode: 0x97 }],
  ] as const)('is refused by a %s that says so', async (_name, qos, packet) => {
    const { connect, publish, rest, broker } = bench(5);
    await connect();
    broker.answers.publish = false;
    const publishing = publish({ qos });
    await rest();
    broker.last().send({ ...packet, messageId: broker.last().packets.at(-1)?.messageId });
    await rest();
    expect(await publishing).toMatchObject({
      error: { code: 'refused', message: expect.stringMatching(/authorized|quota/) },
    });
  });

  it.each([
    [1, 'puback'],
    [2, 'pubrec'],
  ] as const)('takes "no matching subscribers" for what it is at QoS %s', async (qos, cmd) => {
    const { connect, publish, rest, broker } = bench(5);
    await connect();
    broker.answers.publish = false;
    const publishing = publish({ qos });
    await rest();
    broker.last().send({ cmd, messageId: broker.last().packets.at(-1)?.messageId, reasonCode: 0x10 });
    await rest();
    expect(await publishing).toEqual({ ok: true, value: { bytes: 1, note: 'no matching subscribers' } });
  });

  it.each([
    ['QoS', { maximumQoS: 0 }, { qos: 1 }],
    ['retained messages', { retainAvailable: false }, { retain: true }],
    ['packet size', { maximumPacketSize: 20 }, { payload: 'x'.repeat(20) }],
  ] as const)('does not send what the broker said it does not take: %s', async (_name, properties, change) => {
    const { connect, publish, broker } = bench(5);
    broker.answers.connack = { properties };
    await connect();
    expect(await publish(change)).toMatchObject({ ok: false, error: { code: 'refused' } });
    expect(broker.last().commands()).toEqual(['connect']);
  });

  it('bounds what waits for acknowledgement, by the limit of the broker too', async () => {
    const { connect, publish, broker } = bench(5);
    broker.answers.connack = { properties: { receiveMaximum: 3 } };
    broker.answers.publish = false;
    await connect();
    for (let i = 0; i < 3; i += 1) void publish({ qos: 1 });
    expect(await publish({ qos: 1 })).toMatchObject({ ok: false, error: { code: 'failed' } });
  });
});

describe('subscribing', () => {
  it('gives the granted codes in the order asked, whatever the QoS and the names', async () => {
    const { connect, handlers, rest, broker, state } = bench();
    await connect();
    const grants = new Map([
      ['7', 1],
      ['resubscribe', 0x80],
      ['__proto__', 2],
      ['a/#', 0],
    ]);
    broker.answers.suback = (filters) => filters.map((filter) => grants.get(filter) ?? 0);
    const subscribing = handlers['console.subscribe']({
      subscriptions: [
        { filter: 'resubscribe', qos: 2 },
        { filter: '__proto__', qos: 2 },
        { filter: '7', qos: 1 },
        { filter: 'a/#', qos: 0 },
        { filter: '7', qos: 1 },
      ],
    });
    await rest();
    expect(await subscribing).toEqual({ ok: true, value: { granted: [0x80, 2, 1, 0, 1] } });
    expect(state().subscriptions.map(({ filter, granted }) => [filter, granted])).toEqual([
      ['resubscribe', 0x80],
      ['__proto__', 2],
      ['7', 1],
      ['a/#', 0],
    ]);
  });

  it('refuses a filter that MQTT forbids and sends none of the others', async () => {
    const { connect, subscribe, broker } = bench();
    await connect();
    expect(await subscribe('a', 'b#')).toMatchObject({ error: { code: 'bad-filter' } });
    expect(broker.last().commands()).toEqual(['connect']);
  });

  it('shows a subscription that waits, and drops it when no SUBACK comes', async () => {
    const { connect, subscribe, rest, broker, clock, state } = bench();
    await connect();
    broker.answers.suback = false;
    const subscribing = subscribe('a');
    await rest();
    expect(state().subscriptions).toEqual([{ filter: 'a', qos: 0, granted: null }]);
    await clock.run(10_000);
    expect(await subscribing).toMatchObject({ error: { code: 'failed', message: expect.stringContaining('SUBACK') } });
    expect(state().subscriptions).toEqual([]);
  });

  it('keeps no more than it remembers', async () => {
    const { connect, subscribe, rest } = bench();
    await connect();
    const many = subscribe(...Array.from({ length: 64 }, (_, i) => `t/${i}`));
    await rest();
    expect(await many).toMatchObject({ ok: true });
    expect(await subscribe('one/more')).toMatchObject({ error: { code: 'failed' } });
    const again = subscribe('t/7');
    await rest();
    expect(await again).toMatchObject({ ok: true });
  });

  it('keeps no more filter text than a snapshot of the state may hold', async () => {
    const { connect, subscribe, rest, state } = bench();
    await connect();
    const long = subscribe('a/'.repeat(30_000), 'b/'.repeat(30_000));
    await rest();
    expect(await long).toMatchObject({ ok: true });
    expect(await subscribe('c/'.repeat(30_000))).toMatchObject({ error: { code: 'failed' } });
    expect(state().subscriptions).toHaveLength(2);
  });

  it('unsubscribes at the broker, and from what is kept', async () => {
    const { connect, subscribe, handlers, rest, broker, state, clock } = bench();
    await connect();
    void subscribe('a', 'b');
    await rest();
    const leaving = handlers['console.unsubscribe']({ filters: ['a', 'a'] });
    await rest();
    expect(await leaving).toEqual({ ok: true, value: {} });
    expect(broker.last().packets.at(-1)).toMatchObject({ cmd: 'unsubscribe', unsubscriptions: ['a'] });
    expect(state().subscriptions.map(({ filter }) => filter)).toEqual(['b']);
    broker.answers.unsuback = false;
    const waiting = handlers['console.unsubscribe']({ filters: ['b'] });
    await clock.run(10_000);
    expect(await waiting).toMatchObject({ error: { code: 'failed' } });
    expect(state().subscriptions).toHaveLength(1);
  });

  it('does not forget a subscription that only the broker can end', async () => {
    const { connect, subscribe, handlers, rest, state } = bench();
    await connect({ clean: false });
    void subscribe('a');
    await rest();
    void handlers['console.disconnect']({});
    await rest();
    expect(await handlers['console.unsubscribe']({ filters: ['a'] })).toMatchObject({
      error: { code: 'not-connected' },
    });
    expect(state().subscriptions).toHaveLength(1);
  });

  it('sends restored subscriptions when it connects', async () => {
    const { service, connect, broker, state } = bench();
    service.restoreSubscriptions([
      { filter: 'plant/#', qos: 1 },
      { filter: 'bad#', qos: 0 },
    ]);
    expect(state().subscriptions).toEqual([{ filter: 'plant/#', qos: 1, granted: null }]);
    await connect();
    expect(broker.last().packets[1]).toMatchObject({ cmd: 'subscribe', subscriptions: [{ topic: 'plant/#', qos: 1 }] });
    expect(state().subscriptions[0]?.granted).toBe(0);
  });
});

describe('receiving', () => {
  it('counts messages and keeps the topics of one broker', async () => {
    const { connect, handlers, rest, broker, state } = bench();
    await connect();
    const message = {
      cmd: 'publish',
      topic: 'plant/7/temp',
      payload: '21.50',
      dup: false,
      qos: 0,
      retain: true,
    } as const;
    broker.last().send(message);
    broker.last().send({ ...message, qos: 1, messageId: 5, retain: false });
    broker.last().send({ ...message, qos: 2, messageId: 6, topic: 'plant/8', payload: Buffer.alloc(0) });
    await rest();
    expect(state()).toMatchObject({ received: 3, topicCount: 2, topicsVersion: 3 });
    expect(handlers['console.topics']({})).toMatchObject({
      value: {
        version: 3,
        topics: [
          { topic: 'plant/7/temp', count: 2, retained: false, preview: '21.50', length: 5 },
          { topic: 'plant/8', count: 1, retained: true, preview: '', length: 0 },
        ],
        forgotten: 0,
      },
    });
    expect(broker.last().commands()).toEqual(['connect', 'puback', 'pubrec']);
    handlers['console.clear-topics']({});
    expect(state()).toMatchObject({ topicCount: 0, topicsVersion: 4, received: 3 });
    broker.last().send(message);
    await rest();
    await connect();
    expect(state()).toMatchObject({ topicCount: 1 });
    await connect({ url: 'mqtt://other.example' });
    expect(state()).toMatchObject({ topicCount: 0, received: 0, published: 0 });
  });

  it('records every byte of its own connection', async () => {
    const { connect, publish, rest, broker, log } = bench();
    await connect();
    void publish({ qos: 1, payload: 'x'.repeat(100_000) });
    broker.last().send({ cmd: 'publish', topic: 'a', payload: 'y'.repeat(100_000), dup: false, qos: 0, retain: false });
    await rest();
    expect(log.bytes(1, 'rx').length).toBeGreaterThan(100_000);
    expect(log.bytes(1, 'tx').length).toBeGreaterThan(100_000);
    expect(log.of(1).filter(({ kind }) => kind === 'malformed')).toEqual([]);
  });
});
