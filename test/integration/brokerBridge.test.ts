import { readFile } from 'node:fs/promises';
import { connectAsync } from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import type { BridgeConfig } from '#shared/contract/bridge.ts';
import { type MosquittoSub, mosquittoPub, mosquittoSub } from '#test/e2e/support/mosquitto.ts';
import { bridgeRuleOf, createTestBridge, type TestBridge } from './support/bridgeKit.ts';
import { startBroker, type TestBroker, until } from './support/brokerKit.ts';
import { type MosquittoBroker, type MosquittoOptions, startMosquitto } from './support/mosquittoBroker.ts';
import { rawServer } from './support/proxyKit.ts';

const leftovers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of leftovers.splice(0).reverse()) await clean();
});

interface Setup {
  readonly local: TestBroker;
  readonly remote: MosquittoBroker;
  readonly bridge: TestBridge;
}
async function setUp(options?: MosquittoOptions): Promise<Setup> {
  const local = await startBroker();
  leftovers.push(local.service.close);
  const remote = await startMosquitto(options);
  leftovers.push(remote.remove);
  const bridge = createTestBridge(local);
  leftovers.push(bridge.service.close);
  return { local, remote, bridge };
}

/** A subscriber that is subscribed: it has heard a message of its own. */
async function listens(port: number, filter: string): Promise<MosquittoSub> {
  const sub = mosquittoSub(port, ['-t', filter, '-t', 'listening', '-q', '1', '-F', '%t %r %p']);
  leftovers.push(sub.stop);
  await until('the subscriber', () => {
    void mosquittoPub(port, ['-t', 'listening', '-m', '']).catch(() => {});
    return sub.lines().some((line) => line.startsWith('listening'));
  });
  return sub;
}
const heard = (sub: MosquittoSub): readonly string[] => sub.lines().filter((line) => !line.startsWith('listening'));
const say = (port: number, topic: string, payload: string, ...more: string[]): Promise<void> =>
  mosquittoPub(port, ['-q', '1', '-t', topic, '-m', payload, ...more]);

type Change = Partial<BridgeConfig & { password: string }>;
const VERSIONS: readonly (readonly [name: string, change: Change, options: MosquittoOptions, guard: string])[] = [
  ['5.0', { level: 5 }, {}, 'no-local'],
  ['3.1.1', { level: 4 }, {}, 'bridge-flag'],
];

describe.each(VERSIONS)('MQTT %s', (_, change, options, guard) => {
  it('joins a topic both ways without a loop', async () => {
    const { local, remote, bridge } = await setUp(options);
    const here = await listens(local.port, 'plant/#');
    const there = await listens(remote.port, 'plant/#');
    await bridge.start(`mqtt://127.0.0.1:${remote.port}`, [bridgeRuleOf('both', 'plant/#')], change);
    await bridge.becomes('connected');
    expect(bridge.state()).toMatchObject({ guard, trouble: '', failures: 0 });
    for (let i = 0; i < 5; i += 1) {
      await say(local.port, 'plant/same', `here ${i}`);
      await say(remote.port, 'plant/same', `there ${i}`);
    }
    await say(local.port, 'plant/equal', 'on');
    await say(remote.port, 'plant/equal', 'on');
    await until('all here', () => heard(here).length >= 12);
    await until('all there', () => heard(there).length >= 12);
    await bridge.rests();
    expect(heard(here).length).toBe(12);
    expect(heard(there).length).toBe(12);
    expect([...heard(here)].sort()).toEqual([...heard(there)].sort());
    expect(bridge.state()).toMatchObject({
      toRemote: { forwarded: 6, dropped: 0, waiting: 0 },
      toLocal: { forwarded: 6, dropped: 0, waiting: 0 },
    });
  });

  it('keeps directions, prefixes and the retain flag', async () => {
    const { local, remote, bridge } = await setUp(options);
    const here = await listens(local.port, '#');
    const there = await listens(remote.port, '#');
    await bridge.start(
      `mqtt://127.0.0.1:${remote.port}`,
      [
        bridgeRuleOf('out', 'sensors/#', { remotePrefix: 'site7/' }),
        bridgeRuleOf('in', 'commands/+', { localPrefix: 'from/', remotePrefix: 'site7/', qos: 2 }),
      ],
      change,
    );
    await bridge.becomes('connected');
    await say(local.port, 'sensors/a/t', '21', '-r');
    await say(local.port, 'other', 'stays');
    await say(remote.port, 'site7/commands/led', 'on', '-r');
    await say(remote.port, 'site7/sensors/b', 'stays');
    await until('here', () => heard(here).includes('from/commands/led 0 on'));
    await until('there', () => heard(there).includes('site7/sensors/a/t 0 21'));
    await bridge.rests();
    expect(heard(here)).toHaveLength(3);
    expect(heard(there)).toHaveLength(3);
    const lateHere = await listens(local.port, 'from/#');
    const lateThere = await listens(remote.port, 'site7/sensors/a/#');
    await until('kept here', () => heard(lateHere).includes('from/commands/led 1 on'));
    await until('kept there', () => heard(lateThere).includes('site7/sensors/a/t 1 21'));
  });

  it('of retained messages that both have, the remote one stays; the others go over', async () => {
    const { local, remote, bridge } = await setUp(options);
    await say(local.port, 'state/both', 'local', '-r');
    await say(local.port, 'state/here', 'local', '-r');
    await say(remote.port, 'state/both', 'remote', '-r');
    await say(remote.port, 'state/there', 'remote', '-r');
    await bridge.start(`mqtt://127.0.0.1:${remote.port}`, [bridgeRuleOf('both', 'state/+')], change);
    await bridge.becomes('connected');
    await bridge.rests();
    const kept = ['state/both 1 remote', 'state/here 1 local', 'state/there 1 remote'];
    for (const port of [local.port, remote.port]) {
      const sub = await listens(port, 'state/+');
      await until('what is kept', () => heard(sub).length >= 3);
      expect([...heard(sub)].sort()).toEqual(kept);
    }
  });

  it('survives a restart of the remote broker: what is said meanwhile goes over', async () => {
    const { local, remote, bridge } = await setUp(options);
    await bridge.start(`mqtt://127.0.0.1:${remote.port}`, [bridgeRuleOf('both', 'plant/#')], change);
    await bridge.becomes('connected');
    await remote.kill();
    await bridge.becomes('waiting');
    expect(bridge.state().trouble).not.toBe('');
    for (const payload of ['1', '2', '3']) await say(local.port, 'plant/away', payload);
    await mosquittoPub(local.port, ['-q', '0', '-t', 'plant/away', '-m', 'lost']);
    await until('the waiting', () => bridge.state().toRemote.waiting === 3 && bridge.state().toRemote.dropped === 1);
    await remote.start();
    const there = await listens(remote.port, 'plant/#');
    // The subscriber may be later than the bridge; what came before it is counted by the bridge.
    await bridge.becomes('connected');
    await until('the delivery', () => bridge.state().toRemote.forwarded === 3);
    await say(remote.port, 'plant/back', 'there');
    await until('the way back', () => bridge.state().toLocal.forwarded === 1);
    await bridge.rests();
    expect(heard(there).filter((line) => line === 'plant/back 0 there')).toHaveLength(1);
  });
});

it.each([4, 5] as const)('the remote broker keeps messages while the bridge is away, level %i', async (level) => {
  const { local, remote, bridge } = await setUp();
  const rules = [bridgeRuleOf('in', 'plant/#')];
  const start = () =>
    bridge.start(`mqtt://127.0.0.1:${remote.port}`, rules, { level, clean: false, clientId: 'site7' });
  await start();
  await bridge.becomes('connected');
  await bridge.service.handlers['bridge.stop']({});
  await say(remote.port, 'plant/a', 'kept');
  const here = await listens(local.port, 'plant/#');
  await start();
  await until('the message', () => heard(here).includes('plant/a 0 kept'));
  await bridge.rests();
  expect(heard(here)).toHaveLength(1);
});

it('a loop that another bridge closes is told in words', async () => {
  const { local, remote, bridge } = await setUp();
  const other = createTestBridge(local);
  leftovers.push(other.service.close);
  const url = `mqtt://127.0.0.1:${remote.port}`;
  await bridge.start(url, [bridgeRuleOf('out', 'plant/#')]);
  await other.start(url, [bridgeRuleOf('in', 'plant/#')]);
  await bridge.becomes('connected');
  await other.becomes('connected');
  await say(local.port, 'plant/a', 'round');
  await until('the words', () => bridge.state().trouble.includes('does another bridge join'));
});

it('a burst goes over whole and in order', async () => {
  const { local, remote, bridge } = await setUp({ config: ['max_queued_messages 0'] });
  await bridge.start(`mqtt://127.0.0.1:${remote.port}`, [bridgeRuleOf('both', 'plant/#')], { level: 5 });
  await bridge.becomes('connected');
  const clients = await Promise.all([local.port, remote.port].map((port) => connectAsync(`mqtt://127.0.0.1:${port}`)));
  leftovers.push(() => Promise.all(clients.map((client) => client.endAsync())));
  const [near, far] = clients;
  if (near === undefined || far === undefined) throw new Error('No client');
  const got: string[] = [];
  far.on('message', (_topic, payload) => got.push(payload.toString().trim()));
  await far.subscribeAsync('plant/#', { qos: 1 });
  const COUNT = 3000;
  const wanted = Array.from({ length: COUNT }, (_, index) => `${index}`);
  await Promise.all(wanted.map((text) => near.publishAsync('plant/a', text.padEnd(2000), { qos: 1 })));
  await until('all of it', () => got.length >= COUNT, 30_000);
  await bridge.rests();
  expect(got).toEqual(wanted);
  expect(bridge.state()).toMatchObject({ toRemote: { forwarded: COUNT, dropped: 0 }, toLocal: { forwarded: 0 } });
});

describe('3.1.1 without the bridge flag', () => {
  /** In front of Mosquitto one that does not take level 0x84: it says so, or hangs up without a word. Else it passes on. */
  async function plainOnly(port: number, answer: Buffer): Promise<number> {
    const { connect } = await import('node:net');
    const server = await rawServer((socket) => {
      socket.once('data', (first: Buffer) => {
        if (first[8] === 0x84) {
          socket.end(answer);
          return;
        }
        const onward = connect(port, '127.0.0.1');
        onward.on('error', () => socket.destroy());
        socket.on('close', () => onward.destroy());
        onward.write(first);
        socket.pipe(onward).pipe(socket);
      });
    });
    leftovers.push(server.close);
    return server.port;
  }

  it.each([
    ['says so', Buffer.from([0x20, 2, 0, 1])],
    ['hangs up', Buffer.alloc(0)],
  ])('the broker %s: what comes back is recognised, also equal messages from both sides', async (_, answer) => {
    const { local, remote, bridge } = await setUp();
    const here = await listens(local.port, 'plant/#');
    const there = await listens(remote.port, 'plant/#');
    const front = await plainOnly(remote.port, answer);
    await bridge.start(`mqtt://127.0.0.1:${front}`, [bridgeRuleOf('both', 'plant/#')]);
    await bridge.becomes('connected');
    expect(bridge.state().guard).toBe('memory');
    for (let i = 0; i < 5; i += 1) {
      await say(local.port, 'plant/same', 'equal');
      await say(remote.port, 'plant/same', 'equal');
    }
    await until('all here', () => heard(here).length >= 10);
    await until('all there', () => heard(there).length >= 10);
    await until('the echoes', () => bridge.state().suppressed === 5);
    await bridge.rests();
    expect(heard(here)).toHaveLength(10);
    expect(heard(there)).toHaveLength(10);
  });
});

describe('TLS, login and trouble', () => {
  const fixture = (name: string): Promise<string> =>
    readFile(new URL(`../fixtures/tls/${name}`, import.meta.url), 'utf8');

  it.each([4, 5] as const)('joins a broker that speaks TLS, with its authority, level %i', async (level) => {
    const { local, remote, bridge } = await setUp({
      config: ['certfile DIR/cert.pem', 'keyfile DIR/key.pem'],
      files: { 'cert.pem': await fixture('localhost.pem'), 'key.pem': await fixture('localhost.key') },
    });
    const url = `mqtts://localhost:${remote.port}`;
    const rules = [bridgeRuleOf('both', '#')];
    await bridge.start(url, rules, { level });
    await bridge.becomes('stopped');
    expect(bridge.state().trouble).toContain('certificate');
    const tls = { ca: await fixture('ca.pem'), insecure: false };
    await bridge.start(url, rules, { level, tls });
    await bridge.becomes('connected');
    await say(local.port, 'a', 'b');
    await until('the message', () => bridge.state().toRemote.forwarded === 1);
    await bridge.rests();
    expect(bridge.state().toLocal.forwarded).toBe(0);
  });

  it('logs in, and keeps the password to itself', async () => {
    const { remote, bridge } = await setUp({
      config: ['password_file DIR/passwords', 'allow_anonymous false'],
      files: { passwords: await passwordLine('user', 'hunter2') },
    });
    const url = `mqtt://127.0.0.1:${remote.port}`;
    const rules = [bridgeRuleOf('both', '#')];
    await bridge.start(url, rules, { username: 'user', password: 'wrong' });
    await bridge.becomes('stopped');
    expect(bridge.state().trouble).toMatch(/refused the connection.*Check user name/);
    await bridge.start(url, rules, { username: 'user', password: 'hunter2' });
    await bridge.becomes('connected');
    expect(JSON.stringify(bridge.state())).not.toContain('hunter2');
    expect(bridge.service.handlers['bridge.get']({})).toMatchObject({
      ok: true,
      value: { config: { username: 'user' } },
    });
  });

  it("refuses the bench's own broker before anything goes round", async () => {
    const { local, bridge } = await setUp();
    await bridge.start(`mqtt://127.0.0.1:${local.port}`, [bridgeRuleOf('both', '#')]);
    await bridge.becomes('stopped');
    expect(bridge.state().trouble).toContain("bench's own");
    await say(local.port, 'a', 'b');
    await bridge.rests();
    expect(bridge.state().toRemote.forwarded).toBe(0);
  });

  it('waits for the own broker and follows it', async () => {
    const { local, remote, bridge } = await setUp();
    const { listen } = local.service.state();
    await local.service.close();
    await bridge.start(`mqtt://127.0.0.1:${remote.port}`, [bridgeRuleOf('both', '#')]);
    await bridge.becomes('waiting');
    expect(bridge.state().trouble).toContain('not running');
    await local.service.start(listen);
    await bridge.becomes('connected');
    expect(local.log.link(bridge.state().link ?? 0)).toMatchObject({ role: 'bridge' });
    await bridge.service.handlers['bridge.stop']({});
    expect(bridge.state()).toMatchObject({ state: 'stopped', link: null, localLink: null });
  });
});

/** A line as mosquitto_passwd writes it. */
async function passwordLine(user: string, password: string): Promise<string> {
  const { pbkdf2Sync, randomBytes } = await import('node:crypto');
  const salt = randomBytes(12);
  const hash = pbkdf2Sync(password, salt, 101, 64, 'sha512');
  return `${user}:$7$101$${salt.toString('base64')}$${hash.toString('base64')}\n`;
}
