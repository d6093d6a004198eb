import { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { ConsoleTarget } from '#shared/contract/console.ts';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createListLog } from '#test/fakes/listLog.ts';
import { createConsoleService } from './createConsoleService.ts';
import { createFakeBroker, TARGET } from './fakeBroker.testkit.ts';

const REFUSED_PORT = {
  code: 'unreachable',
  message: 'Nothing listens on broker.example:1883.',
  lasting: false,
} as const;

function bench(level: 4 | 5 = 4) {
  const clock = createFakeClock();
  const log = createListLog(clock);
  const broker = createFakeBroker(level);
  let changes = 0;
  const service = createConsoleService({
    clock,
    log,
    attachLocal: () => {
      const stream = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
      stream.destroy(new Error('not running'));
      return Object.assign(stream, { link: 0 });
    },
    connectRemote: broker.connectRemote,
    onChange: () => {
      changes += 1;
    },
  });
  const { handlers } = service;
  /** Lets streams and promises do what they can do without time passing. */
  const rest = async (): Promise<void> => {
    for (let turn = 0; turn < 12; turn += 1) await clock.run(0);
  };
  const connect = async (change: Partial<ConsoleTarget> = {}) => {
    const result = handlers['console.connect']({ ...TARGET, level, ...change });
    await rest();
    return result;
  };
  const publish = (change = {}) =>
    handlers['console.publish']({ topic: 'a', qos: 0, retain: false, payload: '1', encoding: 'text', ...change });
  const subscribe = (...filters: string[]) =>
    handlers['console.subscribe']({ subscriptions: filters.map((filter) => ({ filter, qos: 0 as const })) });
  const state = service.state;
  return { clock, log, broker, service, handlers, rest, connect, publish, subscribe, state, changes: () => changes };
}

describe('connecting', () => {
  it('has nothing to tell at first', () => {
    const { state } = bench();
    expect(state()).toEqual({
      state: 'disconnected',
      url: '',
      clientId: '',
      link: null,
      trouble: '',
      subscriptions: [],
      topicsVersion: 0,
      topicCount: 0,
      received: 0,
      published: 0,
    });
  });

  it('says CONNECT as told and is connected after CONNACK', async () => {
    const { connect, state, broker, log, changes } = bench();
    expect(await connect({ username: 'u', password: 'p', keepAlive: 30 })).toEqual({ ok: true, value: {} });
    expect(broker.last().packets[0]).toMatchObject({
      cmd: 'connect',
      protocolVersion: 4,
      clientId: 'bench-console',
      username: 'u',
      password: Buffer.from('p'),
      keepalive: 30,
      clean: true,
    });
    expect(state()).toMatchObject({ state: 'connected', url: 'mqtt://broker.example', link: 1, trouble: '' });
    expect(log.link(1)).toMatchObject({ role: 'console', address: 'broker.example:1883', clientId: 'bench-console' });
    expect(changes()).toBeGreaterThan(0);
  });

  it('makes a client id, the same each time, and takes credentials from the url but shows none', async () => {
    const { connect, state, broker } = bench();
    await connect({ clientId: '', url: 'mqtt://user:p%40ss@broker.example' });
    const { clientId } = state();
    expect(clientId).toMatch(/^modemscope-console-[0-9a-f]{4}$/);
    expect(broker.last().packets[0]).toMatchObject({ username: 'user', password: Buffer.from('p@ss'), clientId });
    expect(JSON.stringify(state())).not.toMatch(/user|p@ss|p%40ss/);
    await connect({ clientId: '' });
    expect(state().clientId).toBe(clientId);
  });

  it.each<[string, Partial<ConsoleTarget>, string]>([
    ['a url that is none', { url: 'http://broker.example' }, 'bad-url'],
    ['a kept session without an id to find it by', { clean: false, clientId: '' }, 'failed'],
    ['a password alone in 3.1.1', { password: 'p' }, 'failed'],
    ['NUL in the client id', { clientId: 'a\0' }, 'failed'],
    ['half a character in the user name', { username: '\uD800' }, 'failed'],
  ])('refuses %s without dialling', async (_name, change, code) => {
    const { connect, broker, state } = bench();
    expect(await connect(change)).toMatchObject({ ok: false, error: { code } });
    expect(broker.dials).toBe(0);
    expect(state().state).toBe('disconnected');
  });

  it('asks a 5.0 broker to keep a session that is to be kept', async () => {
    const { connect, broker } = bench(5);
    await connect({ clean: false });
    expect(broker.last().packets[0]).toMatchObject({ clean: false, properties: { sessionExpiryInterval: 86_400 } });
  });

  it.each([
    [4, { returnCode: 5 }, 'not authorized (CONNACK code 5)'],
    [4, { returnCode: 4 }, 'Check user name and password'],
    [4, { returnCode: 77 }, 'a code MQTT does not define (CONNACK code 77)'],
    [5, { reasonCode: 0x87 }, 'not authorized (CONNACK code 0x87)'],
    [5, { reasonCode: 0x8a }, 'banned'],
  ] as const)('stops when a %s broker refuses with %o', async (level, connack, words) => {
    const { connect, broker, state, clock, rest } = bench(level);
    broker.answers.connack = connack;
    const message = expect.stringContaining(words);
    expect(await connect()).toMatchObject({ ok: false, error: { code: 'refused', message } });
    expect(state()).toMatchObject({ state: 'disconnected', trouble: message, link: null });
    await clock.run(60_000);
    await rest();
    expect(broker.dials).toBe(1);
  });

  it('tries again by itself when the broker is only busy', async () => {
    const { connect, broker, state, clock, rest } = bench();
    broker.answers.connack = { returnCode: 3 };
    expect(await connect()).toMatchObject({ ok: false, error: { code: 'refused' } });
    expect(state()).toMatchObject({ state: 'reconnecting', trouble: expect.stringContaining('server unavailable') });
    broker.answers.connack = {};
    await clock.run(1000);
    await rest();
    expect(state()).toMatchObject({ state: 'connected', trouble: '' });
  });

  it('waits longer and longer for a port where nothing listens, and comes back', async () => {
    const { connect, broker, state, clock, rest, log } = bench();
    broker.trouble = REFUSED_PORT;
    expect(await connect()).toMatchObject({ ok: false, error: { code: 'unreachable' } });
    expect(state()).toMatchObject({ state: 'reconnecting', trouble: REFUSED_PORT.message });
    await clock.run(60_000);
    const inAMinute = broker.dials;
    expect(inAMinute).toBeGreaterThan(5);
    expect(inAMinute).toBeLessThan(25);
    expect(log.links()).toEqual([]); // a CONNECT that never left is not recorded
    broker.trouble = undefined;
    await clock.run(10_000);
    await rest();
    expect(state().state).toBe('connected');
  });

  it('gives up a dial that stays silent', async () => {
    const { handlers, broker, state, clock } = bench();
    broker.trouble = 'silence';
    const result = handlers['console.connect'](TARGET);
    await clock.run(9999);
    expect(state().state).toBe('connecting');
    await clock.run(1);
    expect(await result).toMatchObject({
      ok: false,
      error: { code: 'unreachable', message: expect.stringContaining('does not answer') },
    });
    expect(state().state).toBe('reconnecting');
  });

  it('gives up a connection without CONNACK, and records what was said on it', async () => {
    const { handlers, broker, state, clock, rest, log } = bench();
    broker.answers.connack = false;
    const result = handlers['console.connect'](TARGET);
    await rest();
    expect(state()).toMatchObject({ state: 'connecting', link: 1 });
    await clock.run(10_000);
    await rest();
    expect(await result).toMatchObject({ error: { code: 'failed', message: expect.stringContaining('no CONNACK') } });
    expect(log.of(1).map((row) => [row.lane === 'mqtt' && row.dir, row.kind])).toEqual([
      ['none', 'open'],
      ['rx', 'packet'],
      ['none', 'close'],
    ]);
    expect(log.link(1)?.closedAt).not.toBeNull();
  });

  it('says that the own broker is not running', async () => {
    const { handlers, state, rest } = bench();
    const result = handlers['console.connect']({ ...TARGET, url: 'bench:' });
    await rest();
    expect(await result).toMatchObject({
      error: { code: 'unreachable', message: expect.stringContaining('not running') },
    });
    expect(state()).toMatchObject({ state: 'reconnecting', url: 'bench:', link: null });
  });

  it('lets the newest of several connects win', async () => {
    const { handlers, state, rest, broker } = bench();
    const first = handlers['console.connect'](TARGET);
    const second = handlers['console.connect']({ ...TARGET, clientId: 'second' });
    await rest();
    expect(await first).toMatchObject({ ok: false, error: { code: 'failed' } });
    expect(await second).toMatchObject({ ok: true });
    expect(state()).toMatchObject({ state: 'connected', clientId: 'second' });
    const third = handlers['console.connect']({ ...TARGET, clientId: 'third' });
    await handlers['console.disconnect']({});
    await rest();
    expect(await third).toMatchObject({ ok: false, error: { code: 'failed' } });
    expect(state().state).toBe('disconnected');
    expect(broker.connections[0]?.commands()).toEqual(['connect', 'disconnect']);
  });
});

describe('losing the connection', () => {
  it('comes back under a new link and subscribes again', async () => {
    const { connect, subscribe, rest, broker, state, clock, log } = bench();
    await connect();
    const subscribed = subscribe('plant/#', 'resubscribe');
    await rest();
    expect(await subscribed).toEqual({ ok: true, value: { granted: [0, 0] } });
    broker.last().end();
    await rest();
    expect(state()).toMatchObject({
      state: 'reconnecting',
      link: null,
      trouble: 'The broker closed the connection.',
      subscriptions: [
        { filter: 'plant/#', qos: 0, granted: null },
        { filter: 'resubscribe', qos: 0, granted: null },
      ],
    });
    broker.answers.suback = () => [0, 0x80];
    await clock.run(250);
    await rest();
    expect(state()).toMatchObject({
      state: 'connected',
      link: 2,
      subscriptions: [
        { filter: 'plant/#', granted: 0 },
        { filter: 'resubscribe', granted: 0x80 },
      ],
    });
    expect(broker.last().commands()).toEqual(['connect', 'subscribe']);
    expect(log.of(1).at(-1)).toMatchObject({ kind: 'close', text: 'The broker closed the connection.' });
  });

  it('goes on trying when a broker it knew refuses', async () => {
    const { connect, rest, broker, state, clock } = bench();
    await connect();
    broker.answers.connack = { returnCode: 5 };
    broker.last().end();
    await rest();
    await clock.run(30_000);
    await rest();
    expect(state()).toMatchObject({ state: 'reconnecting', trouble: expect.stringContaining('not authorized') });
    expect(broker.dials).toBeGreaterThan(3);
  });

  it('waits longer for a broker that hangs up at once each time, and shortly again after a good connection', async () => {
    const { connect, rest, broker, state, clock } = bench();
    await connect();
    for (let round = 0; round < 6; round += 1) {
      broker.last().end();
      await rest();
      await clock.run(5000);
      await rest();
      expect(state().state).toBe('connected');
    }
    broker.last().end();
    await rest();
    await clock.run(4999);
    await rest();
    expect(state().state).toBe('reconnecting');
    await clock.run(1);
    await rest();
    expect(state().state).toBe('connected');
    await clock.run(10_000);
    broker.last().end();
    await rest();
    await clock.run(250);
    await rest();
    expect(state().state).toBe('connected');
  });

  it.each([
    [
      'a DISCONNECT that says why',
      5,
      { cmd: 'disconnect', reasonCode: 0x8e } as const,
      'Another client uses the client id bench-console',
    ],
    ['a DISCONNECT of shutting down', 5, { cmd: 'disconnect', reasonCode: 0x8b } as const, 'server shutting down'],
  ] as const)('names %s', async (_name, level, packet, words) => {
    const { connect, rest, broker, state } = bench(level);
    await connect();
    broker.last().send(packet);
    broker.last().end();
    await rest();
    expect(state()).toMatchObject({ state: 'reconnecting', trouble: expect.stringContaining(words) });
  });

  it.each([
    ['a packet type MQTT forbids', Uint8Array.of(0x00, 0x00)],
    ['HTTP', new TextEncoder().encode('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['a second CONNACK', Uint8Array.of(0x20, 0x02, 0x00, 0x00)],
    ['a SUBACK with codes that do not exist', Uint8Array.of(0x90, 0x03, 0x00, 0x01, 0x55)],
  ])('hangs up on %s and keeps every byte', async (_name, bytes) => {
    const { connect, rest, broker, state, log } = bench();
    await connect();
    broker.last().sendBytes(bytes);
    await rest();
    expect(state()).toMatchObject({ state: 'reconnecting', trouble: expect.stringContaining('broke the protocol') });
    expect([...log.bytes(1, 'tx')]).toEqual([0x20, 0x02, 0x00, 0x00, ...bytes]);
  });

  it('hangs up on a packet larger than it would hold', async () => {
    const { connect, rest, broker, state } = bench();
    await connect();
    broker.last().sendBytes(Uint8Array.of(0x30, 0x80, 0x80, 0x80, 0x20, 0x00, 0x01, 0x61));
    await rest();
    expect(state()).toMatchObject({ state: 'reconnecting', trouble: expect.stringContaining('64.0 MiB') });
  });

  it('fails what is still waiting for an answer', async () => {
    const { connect, publish, subscribe, rest, broker, state } = bench();
    await connect();
    broker.answers.publish = false;
    broker.answers.suback = false;
    const publishing = publish({ qos: 1 });
    const subscribing = subscribe('a');
    await rest();
    broker.last().stream.destroy();
    await rest();
    expect(await publishing).toMatchObject({ ok: false, error: { code: 'failed' } });
    expect(await subscribing).toMatchObject({ ok: false, error: { code: 'failed' } });
    expect(state().subscriptions).toEqual([]);
  });
});

describe('disconnecting', () => {
  it('says DISCONNECT, closes the link and stays away', async () => {
    const { connect, handlers, rest, broker, state, clock, log } = bench();
    await connect();
    const done = handlers['console.disconnect']({});
    expect(state()).toMatchObject({ state: 'disconnected', trouble: '' });
    await rest();
    expect(await done).toEqual({ ok: true, value: {} });
    expect(broker.last().commands()).toEqual(['connect', 'disconnect']);
    expect(log.of(1).at(-1)).toMatchObject({ kind: 'close', text: 'the console disconnected' });
    expect(state()).toMatchObject({ state: 'disconnected', link: null });
    await clock.run(60_000);
    expect(broker.dials).toBe(1);
    expect(clock.pending).toBe(0);
  });

  it('does not wait for a broker that neither answers nor closes', async () => {
    const { connect, publish, handlers, rest, broker, state, clock } = bench();
    await connect();
    broker.answers.publish = false;
    broker.answers.end = false;
    const publishing = publish({ qos: 2 });
    await rest();
    const first = handlers['console.disconnect']({});
    const second = handlers['console.disconnect']({});
    await rest();
    await clock.run(1000);
    await rest();
    await Promise.all([first, second]);
    expect(await publishing).toMatchObject({ error: { code: 'failed' } });
    expect(state()).toMatchObject({ state: 'disconnected', link: null });
    expect(clock.pending).toBe(0);
  });

  it('stops the attempts in the background', async () => {
    const { connect, service, broker, clock, rest, state } = bench();
    broker.trouble = REFUSED_PORT;
    await connect();
    await service.close();
    await clock.run(60_000);
    await rest();
    expect(broker.dials).toBe(1);
    expect(state()).toMatchObject({ state: 'disconnected', trouble: '' });
    expect(clock.pending).toBe(0);
  });
});

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
  ])('refuses %s', async (_name, change, code) => {
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

  it('takes "no matching subscribers" for what it is', async () => {
    const { connect, publish, rest, broker } = bench(5);
    await connect();
    broker.answers.publish = false;
    const publishing = publish({ qos: 1 });
    await rest();
    broker.last().send({ cmd: 'puback', messageId: broker.last().packets.at(-1)?.messageId, reasonCode: 0x10 });
    await rest();
    expect(await publishing).toMatchObject({ ok: true });
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
