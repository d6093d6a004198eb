import { describe, expect, it } from 'vitest';
import type { ConsoleTarget } from '#shared/contract/console.ts';
import { consoleBench as bench } from './consoleBench.testkit.ts';
import { TARGET } from './fakeBroker.testkit.ts';

const REFUSED_PORT = {
  code: 'unreachable',
  message: 'Nothing listens on broker.example:1883.',
  lasting: false,
} as const;

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
      level: 4,
      unverified: false,
      repeats: [],
      watches: [],
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

  it('pings a quiet broker and gives up one that does not answer', async () => {
    const { connect, rest, broker, state, clock } = bench();
    await connect({ keepAlive: 10 });
    await clock.run(10_000);
    await rest();
    expect(broker.last().commands()).toEqual(['connect', 'pingreq']);
    broker.last().send({ cmd: 'pingresp' });
    await rest();
    await clock.run(10_000);
    await rest();
    expect(broker.last().commands()).toEqual(['connect', 'pingreq', 'pingreq']);
    await clock.run(5000);
    await rest();
    expect(state()).toMatchObject({
      state: 'reconnecting',
      trouble: expect.stringContaining('keep-alive time of 10 s'),
    });
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

  it('hears nothing more of a broker it is leaving', async () => {
    const { connect, handlers, rest, broker, state } = bench();
    await connect();
    broker.answers.end = false;
    const moving = handlers['console.connect']({ ...TARGET, url: 'mqtt://other.example' });
    broker.last().send({ cmd: 'publish', topic: 'old', payload: '1', dup: false, qos: 0, retain: false });
    await rest();
    expect(state()).toMatchObject({ state: 'connecting', topicCount: 0, received: 0 });
    broker.last().end();
    await rest();
    expect(await moving).toMatchObject({ ok: true });
    expect(state()).toMatchObject({ state: 'connected', url: 'mqtt://other.example', topicCount: 0 });
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
