import { execFile } from 'node:child_process';
import { createServer, type Server, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import type { MqttRow, Row } from '#shared/model/row.ts';
import { createTestConsole, type TestConsole } from './support/consoleKit.ts';
import { type MosquittoBroker, type MosquittoOptions, startMosquitto } from './support/mosquittoBroker.ts';

const run = promisify(execFile);

const leftovers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of leftovers.splice(0).reverse()) await clean();
});

async function mosquitto(options?: MosquittoOptions): Promise<MosquittoBroker> {
  const broker = await startMosquitto(options);
  leftovers.push(broker.remove);
  return broker;
}
function testConsole(): TestConsole {
  const console = createTestConsole();
  leftovers.push(console.service.close);
  return console;
}
const urlOf = ({ port }: MosquittoBroker): string => `mqtt://127.0.0.1:${port}`;

const isMqtt = (row: Row): row is MqttRow => row.lane === 'mqtt';
/** Packet types of one direction of a link, by their number in the fixed header. */
const packetTypes = ({ log }: TestConsole, link: number, dir: 'rx' | 'tx'): number[] =>
  log
    .of(link)
    .filter(isMqtt)
    .filter((row) => row.kind === 'packet' && row.dir === dir)
    .map(({ bytes }) => (bytes[0] ?? 0) >> 4);

describe.each([4, 5] as const)('with Mosquitto, MQTT level %s', (level) => {
  it('subscribes and publishes in every encoding and QoS, and records it all', async () => {
    const broker = await mosquitto();
    const console = testConsole();
    expect(await console.connect({ url: urlOf(broker), level })).toEqual({ ok: true, value: {} });
    expect(await console.subscribe(['plant/#', 2], ['other/+', 1], ['$SYS/none', 0])).toEqual({
      ok: true,
      value: { granted: [2, 1, 0] },
    });
    expect(await console.publish({ topic: 'plant/text', payload: '21.5 °C', qos: 0 })).toEqual({
      ok: true,
      value: { bytes: 8 },
    });
    expect(
      await console.publish({ topic: 'plant/json', payload: '{ "t": 21.50 }', encoding: 'json', qos: 1 }),
    ).toMatchObject({ ok: true });
    expect(await console.publish({ topic: 'plant/hex', payload: '00 FF 7f', encoding: 'hex', qos: 2 })).toMatchObject({
      ok: true,
    });
    expect(
      await console.publish({ topic: 'other/base64', payload: '3q2+7w==', encoding: 'base64', qos: 2 }),
    ).toMatchObject({ ok: true });
    await console.hears(4);
    expect(await console.topics()).toMatchObject([
      { topic: 'plant/text', preview: '21.5 °C', length: 8, retained: false },
      { topic: 'plant/json', preview: '{ "t": 21.50 }' },
      { topic: 'plant/hex', preview: '00 ff 7f' },
      { topic: 'other/base64', preview: 'de ad be ef' },
    ]);
    expect(console.state()).toMatchObject({ state: 'connected', link: 1, received: 4, published: 4, trouble: '' });
    await console.service.close();
    const sent = packetTypes(console, 1, 'rx');
    expect([sent[0], sent.at(-1)]).toEqual([1, 14]); // CONNECT first, DISCONNECT last
    expect(sent.filter((type) => type === 3)).toHaveLength(4);
    expect(packetTypes(console, 1, 'tx').filter((type) => type === 3)).toHaveLength(4);
    expect(console.log.of(1).map(({ kind }) => kind)).not.toContain('malformed');
    expect(console.log.of(1).at(-1)).toMatchObject({ kind: 'close', text: 'the console disconnected' });
    expect(console.log.link(1)).toMatchObject({ role: 'console', level });
  });

  it('tells retained messages from live ones, and takes them back', async () => {
    const broker = await mosquitto();
    const console = testConsole();
    await console.connect({ url: urlOf(broker), level });
    await console.publish({ topic: 'state', payload: 'on', retain: true, qos: 1 });
    await console.subscribe(['state', 0]);
    await console.hears(1);
    expect(await console.topics()).toMatchObject([{ topic: 'state', retained: true, preview: 'on' }]);
    await console.publish({ topic: 'state', payload: '', retain: true, qos: 1 });
    await console.hears(2);
    expect(await console.topics()).toMatchObject([{ topic: 'state', retained: false, length: 0 }]);
  });

  it('hears other clients and is heard by them', async () => {
    const broker = await mosquitto();
    const console = testConsole();
    await console.connect({ url: urlOf(broker), level });
    await console.subscribe(['from/board', 0]);
    await run('mosquitto_pub', ['-h', '127.0.0.1', '-p', `${broker.port}`, '-t', 'from/board', '-m', 'hello']);
    await console.hears(1);
    await console.publish({ topic: 'to/board', payload: 'hello board', retain: true, qos: 1 });
    const args = ['-h', '127.0.0.1', '-p', `${broker.port}`, '-t', 'to/board', '-C', '1', '-W', '20'];
    expect((await run('mosquitto_sub', args)).stdout).toBe('hello board\n');
  });

  it('comes back after the broker was killed, subscribes again, and stops a topic it left', async () => {
    const broker = await mosquitto();
    const console = testConsole();
    await console.connect({ url: urlOf(broker), level });
    await console.subscribe(['a', 1], ['b', 0]);
    await console.service.handlers['console.unsubscribe']({ filters: ['b'] });
    await broker.kill();
    await console.becomes('reconnecting');
    expect(console.state()).toMatchObject({ link: null, subscriptions: [{ filter: 'a', granted: null }] });
    expect(await console.publish({})).toMatchObject({ error: { code: 'not-connected' } });
    await broker.start();
    await console.becomes('connected');
    expect(console.state().link).toBe(2);
    expect(console.state().trouble).toBe('');
    await console.publish({ topic: 'b', qos: 1 });
    await console.publish({ topic: 'a', qos: 1 });
    await console.hears(1);
    expect((await console.topics()).map(({ topic }) => topic)).toEqual(['a']);
    expect(console.state().subscriptions).toEqual([{ filter: 'a', qos: 1, granted: 1 }]);
    expect(console.log.of(1).at(-1)).toMatchObject({ kind: 'close', text: expect.stringContaining('broker') });
  });

  it('is refused with wrong credentials and let in with the right ones, in the fields or in the url', async () => {
    const broker = await mosquitto({
      config: ['allow_anonymous false', 'password_file DIR/passwords'],
      files: { passwords: PASSWORDS },
    });
    const console = testConsole();
    const wrong = await console.connect({ url: urlOf(broker), level, username: 'bench', password: 'wrong' });
    expect(wrong).toMatchObject({
      ok: false,
      error: {
        code: 'refused',
        message: expect.stringMatching(level === 4 ? /CONNACK code 5/ : /CONNACK code 0x8[67]/),
      },
    });
    expect(console.state()).toMatchObject({ state: 'disconnected', trouble: expect.stringContaining('refused') });
    expect(await console.connect({ url: urlOf(broker), level })).toMatchObject({ error: { code: 'refused' } });
    expect(
      await console.connect({ url: urlOf(broker), level, username: 'bench', password: 'bench-pass' }),
    ).toMatchObject({ ok: true });
    const url = `mqtt://bench:bench-pass@127.0.0.1:${broker.port}`;
    expect(await console.connect({ url, level })).toMatchObject({ ok: true });
    expect(console.state().url).toBe(urlOf(broker));
  });

  it('hears of a message the broker does not allow, where the protocol can say so', async () => {
    const broker = await mosquitto({ config: ['acl_file DIR/acl'], files: { acl: 'topic write open/#\n' } });
    const console = testConsole();
    await console.connect({ url: urlOf(broker), level });
    const published = await console.publish({ topic: 'closed/a', qos: 1 });
    // 3.1.1 has no way to say no to a PUBLISH: the broker acknowledges it and drops it (section 3.3.5).
    expect(await console.publish({ topic: 'open/a', qos: 1 })).toMatchObject({ ok: true });
    expect(published).toMatchObject(level === 4 ? { ok: true } : { ok: false, error: { code: 'refused' } });
  });
});

/** `bench` with the password `bench-pass`, as mosquitto_passwd writes it. */
const PASSWORDS =
  'bench:$7$101$CbV4LEH95HVlkEbC$k5qyn0xGLbY18SFkK8U4+8JrhcLYTihzJMhzQLSSzUro5LWjdaAkLzqBz80P1ZASDV8821kip9jysfvU/dkjzQ==\n';

describe('dialling', () => {
  it('names a port where nothing listens, and connects when something does', async () => {
    const broker = await mosquitto();
    await broker.kill();
    const console = testConsole();
    const result = await console.connect({ url: urlOf(broker) });
    expect(result).toMatchObject({
      error: { code: 'unreachable', message: expect.stringContaining(`127.0.0.1:${broker.port}`) },
    });
    expect(console.state()).toMatchObject({ state: 'reconnecting', link: null });
    expect(console.log.links()).toEqual([]);
    await broker.start();
    await console.becomes('connected');
  });

  it('names a host that does not exist', async () => {
    const console = testConsole();
    const result = await console.connect({ url: 'mqtt://no-such-host.invalid' });
    expect(result).toMatchObject({
      error: { code: 'unreachable', message: expect.stringContaining('no-such-host.invalid') },
    });
    await console.service.close();
    expect(console.state().state).toBe('disconnected');
  });

  it('says when the other side is no MQTT broker', async () => {
    const { port } = await listening(
      createServer((socket) => socket.once('data', () => socket.end('SSH-2.0-none\r\n'))),
    );
    const console = testConsole();
    const message = expect.stringContaining('does not speak MQTT');
    expect(await console.connect({ url: `mqtt://127.0.0.1:${port}` })).toMatchObject({
      error: { code: 'failed', message },
    });
    expect(Buffer.from(console.log.bytes(1, 'tx')).toString()).toBe('SSH-2.0-none\r\n');
  });

  it('says when the other side hangs up at once', async () => {
    const { port } = await listening(createServer((socket) => socket.end()));
    const console = testConsole();
    const result = await console.connect({ url: `mqtt://127.0.0.1:${port}` });
    expect(result).toMatchObject({ error: { code: 'failed', message: expect.stringContaining('mqtts://') } });
  });

  it('leaves a broker that does not answer without waiting for it', async () => {
    const { port } = await listening(createServer((socket) => socket.resume()));
    const console = testConsole();
    const connecting = console.connect({ url: `mqtt://127.0.0.1:${port}` });
    await console.becomes('connecting');
    await console.service.handlers['console.disconnect']({});
    expect(await connecting).toMatchObject({ ok: false, error: { code: 'failed' } });
    expect(console.state()).toMatchObject({ state: 'disconnected', link: null });
  });
});

async function listening(server: Server): Promise<{ port: number }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sockets: Socket[] = [];
  server.on('connection', (socket) => sockets.push(socket));
  leftovers.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return address;
}
