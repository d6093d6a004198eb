import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import mqtt from 'mqtt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AccessRule } from '#shared/contract/brokerAccess.ts';
import { rawClient, until } from './support/brokerKit.ts';
import { EPHEMERAL, must, startKeptBroker, type TestKeptBroker } from './support/keptBrokerKit.ts';
import { mosquittoPub, mosquittoSub, tempFolder } from './support/mosquittoClients.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let broker: TestKeptBroker;

async function boot(listen = EPHEMERAL): Promise<void> {
  broker = await startKeptBroker(folder.path, listen);
}
const rule = (filter: string, change: Partial<AccessRule>): AccessRule => ({
  ...{ who: 'all', name: '', filter, action: 'both', allow: true },
  ...change,
});
beforeEach(async () => {
  folder = await tempFolder();
  await boot();
});
afterEach(async () => {
  await broker.service.close();
  await folder.remove();
});

describe('users', () => {
  beforeEach(async () => {
    await must(broker.handlers['broker.set-user']({ name: 'board', password: 'right' }));
    await must(broker.handlers['broker.set-access']({ anonymous: false }));
  });

  test.each([
    ['the right password', ['-u', 'board', '-P', 'right'], 0],
    ['a wrong password', ['-u', 'board', '-P', 'wrong'], 4],
    ['an unknown user', ['-u', 'nobody', '-P', 'right'], 4],
    ['nobody', [], 5],
  ])('%s', async (_name, args, code) => {
    expect(await mosquittoPub(broker.portOf('tcp'), '-t', 'a', '-m', 'x', ...args)).toBe(code);
    expect(broker.service.state().passwordAsked).toBe(true);
    if (code !== 0) expect(broker.notes()).toContain('was turned away');
    expect(broker.notes()).not.toContain('right');
  });

  test('the bench’s own console needs none', async () => {
    const stream = broker.service.attachConsole();
    const client = new mqtt.MqttClient(() => stream, { clientId: 'console', reconnectPeriod: 0 });
    await until('the console', () => client.connected);
    client.end(true);
  });

  test('refusals are counted', async () => {
    await mosquittoPub(broker.portOf('tcp'), '-t', 'a', '-m', 'x');
    const { losses } = await must(broker.handlers['broker.clients']({}));
    expect(losses).toMatchObject({ refusedLogins: 1 });
  });
});

describe('rules', () => {
  test('a refused subscription gets 0x80, the others of the packet are granted [MQTT-3.8.4-5]', async () => {
    await must(broker.handlers['broker.set-access']({ rules: [rule('secret/#', { allow: false })] }));
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.portOf('tcp')}`, { clientId: 'c', clean: false });
    const granted = await new Promise((resolve) => {
      client.subscribe({ open: { qos: 1 }, 'secret/x': { qos: 1 } }, (_error, _granted, packet) =>
        resolve(packet && 'granted' in packet ? packet.granted : []),
      );
    });
    expect(granted).toEqual([1, 128]);
    expect(broker.notes()).toContain('may not subscribe to secret/x');
    // Nor does the refused one live on in the session.
    const { sessions } = await must(broker.handlers['broker.clients']({}));
    expect(sessions[0]?.subscriptions).toEqual([{ filter: 'open', qos: 1 }]);
    client.end(true);
  });

  test('a wide subscription does not bring what is denied; a denied publish is acknowledged and dropped', async () => {
    await must(
      broker.handlers['broker.set-access']({
        rules: [
          rule('secret/#', { allow: false, action: 'subscribe' }),
          rule('dev/%c/#', { action: 'publish' }),
          rule('secret/#', { action: 'publish' }),
          rule('#', { action: 'publish', allow: false }),
        ],
      }),
    );
    const watcher = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.portOf('tcp')}`, { clientId: 'watcher' });
    const got: string[] = [];
    watcher.on('message', (topic) => got.push(topic));
    await watcher.subscribeAsync('#', { qos: 1 });
    const board = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.portOf('tcp')}`, { clientId: 'b1' });
    for (const topic of ['secret/a', 'dev/b2/t', 'dev/b1/t']) await board.publishAsync(topic, 'x', { qos: 1 });
    await board.publishAsync('dev/b2/u', 'x', { qos: 2 });
    await board.publishAsync('dev/b1/end', 'x', { qos: 2 });
    await until('the last one', () => got.includes('dev/b1/end'));
    expect(got).toEqual(['dev/b1/t', 'dev/b1/end']);
    expect(board.connected).toBe(true);

    // Rules are gone: everything passes again, without a new connection.
    await must(broker.handlers['broker.set-access']({ rules: [] }));
    await board.publishAsync('dev/b2/t', 'x', { qos: 1 });
    await until('it to pass', () => got.includes('dev/b2/t'));
    watcher.end(true);
    board.end(true);
  });
});

test('a will is bound by the rules as well, though it is published when the client is gone', async () => {
  await must(broker.handlers['broker.set-access']({ rules: [rule('secret', { action: 'publish', allow: false })] }));
  const watcher = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.portOf('tcp')}`, { clientId: 'watcher' });
  const got: string[] = [];
  watcher.on('message', (topic) => got.push(topic));
  await watcher.subscribeAsync('#');
  for (const topic of ['secret', 'open']) {
    const will = { topic, payload: Buffer.from('x'), qos: 0, retain: false } as const;
    const mortal = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.portOf('tcp')}`, { reconnectPeriod: 0, will });
    mortal.stream.destroy();
    await until('its end', () => broker.notes().includes('secret') || got.length > 0);
  }
  await until('the allowed one', () => got.length > 0);
  expect(got).toEqual(['open']);
  watcher.end(true);
});

describe('TLS', () => {
  beforeEach(async () => {
    await broker.service.start({ ...EPHEMERAL, tlsPort: 0, wssPort: 0 });
  });
  const certificate = () => must(broker.handlers['broker.certificate']({}));

  test('mosquitto trusts the exported authority, and nobody else does', async () => {
    const { caPem } = await certificate();
    const ca = join(folder.path, 'ca.pem');
    await writeFile(ca, caPem);
    const sub = mosquittoSub(broker.portOf('tls'), '--cafile', ca, '-t', 'secure/#', '-C', '1', '-v');
    await until('the subscriber', () => broker.service.state().clients.length === 1);
    await until('its subscription', () => subscriptions() === 1);
    expect(await mosquittoPub(broker.portOf('tls'), '--cafile', ca, '-t', 'secure/t', '-m', 'hello', '-q', '1')).toBe(
      0,
    );
    expect(await sub.exited).toBe(0);
    expect(sub.output()).toBe('secure/t hello\n');
    expect(broker.log.of(broker.log.links().find(({ role }) => role === 'device')?.id ?? 0)[0]?.text).toMatch(
      /^TLS from 127/,
    );

    const strange = await mosquittoPub(broker.portOf('tls'), '--capath', '/etc/ssl/certs', '-t', 'a', '-m', 'x');
    expect(strange).not.toBe(0);
    await until('a word about it', () => broker.notes().includes('does not know the authority'));
  });
  const subscriptions = (): number => {
    const answer = broker.handlers['broker.clients']({});
    return 'ok' in answer && answer.ok ? (answer.value.clients[0]?.subscriptionCount ?? 0) : 0;
  };

  test('MQTT.js over mqtts and wss, verified by address', async () => {
    const { caPem, names } = await certificate();
    expect(names).toEqual(expect.arrayContaining(['localhost', '127.0.0.1', '::1']));
    for (const url of [`mqtts://127.0.0.1:${broker.portOf('tls')}`, `wss://localhost:${broker.portOf('wss')}/mqtt`]) {
      const client = await mqtt.connectAsync(url, { ca: caPem, rejectUnauthorized: true });
      await client.publishAsync('a', 'x', { qos: 1 });
      await client.endAsync();
    }
    const kinds = broker.log
      .links()
      .flatMap(({ id }) => broker.log.of(id).flatMap(({ kind, text }) => (kind === 'open' ? [text] : [])));
    expect(kinds.join()).toMatch(/TLS from .*WebSocket over TLS from/);
  });

  test('the certificate stays over a restart, a new authority replaces it', async () => {
    const before = await certificate();
    await broker.service.close();
    await boot({ ...EPHEMERAL, tlsPort: 0 });
    expect(await certificate()).toEqual(before);
    const renewed = await must(broker.handlers['broker.renew-certificate']({ authority: true }));
    expect(renewed.caPem).not.toBe(before.caPem);
  });

  test('plain MQTT on the TLS port is told what is wrong, the port lives', async () => {
    const client = await rawClient(broker.portOf('tls'));
    client.send(Buffer.from('101000044d5154540402003c000474657374', 'hex'));
    await until('a word about it', () => broker.notes().includes('the handshake with 127.0.0.1 failed'));
    client.socket.destroy();
    const { caPem } = await certificate();
    const socket = connectTls({ port: broker.portOf('tls'), host: '127.0.0.1', ca: caPem });
    await new Promise((resolve) => socket.once('secureConnect', resolve));
    expect(socket.authorized).toBe(true);
    socket.destroy();
  });

  test('TLS alone: nobody gets in without', async () => {
    await broker.service.start({ ...EPHEMERAL, tcp: false, wsPort: null, tlsPort: 0 });
    const { addresses, address } = broker.service.state();
    expect(addresses).toMatchObject({ tcp: '', ws: '', wss: '' });
    expect(address).toBe(addresses?.tls);
    const nothing = await broker.service.start({ ...EPHEMERAL, tcp: false, wsPort: null });
    expect(nothing).toMatchObject({ ok: false, error: { message: expect.stringContaining('Every listener') } });
  });
});

describe('retained messages and sessions', () => {
  test('are gone after a restart, unless they are to be kept', async () => {
    await mosquittoPub(broker.portOf('tcp'), '-t', 'r', '-m', 'x', '-r', '-q', '2');
    await broker.service.close();
    await boot();
    expect(await retained()).toEqual([]);
  });
  const retained = async (): Promise<string[]> => {
    const answer = await must(broker.handlers['broker.retained']({ search: '' }));
    return answer.messages.map(({ topic, preview }) => `${topic} ${preview}`);
  };

  test('survive a restart: real clients find them [MQTT-3.1.2-5]', async () => {
    await must(broker.handlers['broker.set-access']({ persist: true }));
    // A session with QoS 2 that waits.
    const first = mosquittoSub(broker.portOf('tcp'), '-i', 'away', '-c', '-q', '2', '-t', 'q/#', '-E');
    expect(await first.exited).toBe(0);
    await mosquittoPub(broker.portOf('tcp'), '-t', 'q/1', '-m', 'one', '-q', '2');
    await mosquittoPub(broker.portOf('tcp'), '-t', 'q/2', '-m', 'two', '-q', '2');
    await mosquittoPub(broker.portOf('tcp'), '-t', 'q/0', '-m', 'lost', '-q', '0');
    await mosquittoPub(broker.portOf('tcp'), '-t', 'state', '-m', 'on', '-q', '2', '-r');
    await broker.service.close();

    await boot();
    expect(await retained()).toEqual(['state on']);
    const { sessions } = await must(broker.handlers['broker.clients']({}));
    expect(sessions).toMatchObject([{ clientId: 'away', online: false, queued: 2, subscriptionCount: 1 }]);
    const again = mosquittoSub(broker.portOf('tcp'), '-i', 'away', '-c', '-q', '2', '-t', 'q/#', '-C', '2', '-v');
    expect(await again.exited).toBe(0);
    expect(again.output()).toBe('q/1 one\nq/2 two\n');
    const late = mosquittoSub(broker.portOf('tcp'), '-t', 'state', '-C', '1', '-v');
    await late.exited;
    expect(late.output()).toBe('state on\n');
  });

  test('a file that cannot be understood is set aside', async () => {
    await must(broker.handlers['broker.set-access']({ persist: true }));
    await broker.service.close();
    await writeFile(join(folder.path, 'broker-store.json'), '{"version":9');
    await boot();
    expect(broker.notes()).toContain('set aside');
    expect(await retained()).toEqual([]);
  });

  test('can be looked at and deleted', async () => {
    for (const topic of ['a', 'b', 'c'])
      await mosquittoPub(broker.portOf('tcp'), '-t', topic, '-m', `of ${topic}`, '-r', '-q', '2');
    expect(await retained()).toEqual(['a of a', 'b of b', 'c of c']);
    const payload = await must(broker.handlers['broker.retained-payload']({ topic: 'b' }));
    expect(Buffer.from(payload.base64, 'base64').toString()).toBe('of b');
    expect(await must(broker.handlers['broker.retained-delete']({ topic: 'b' }))).toEqual({ deleted: 1 });
    expect(await must(broker.handlers['broker.retained-delete']({ topic: 'b' }))).toEqual({ deleted: 0 });
    expect(await must(broker.handlers['broker.retained-delete']({ topic: null }))).toEqual({ deleted: 2 });
    expect(await retained()).toEqual([]);
  });
});
