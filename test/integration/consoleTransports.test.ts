import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { startBroker, type TestBroker } from './support/brokerKit.ts';
import { createTestConsole, type TestConsole } from './support/consoleKit.ts';
import { freePort, type MosquittoBroker, startMosquitto } from './support/mosquittoBroker.ts';

const leftovers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of leftovers.splice(0).reverse()) await clean();
});

function testConsole(local?: TestBroker): TestConsole {
  const console = createTestConsole(local);
  leftovers.push(console.service.close);
  return console;
}
async function ownBroker(): Promise<TestBroker> {
  const broker = await startBroker();
  leftovers.push(broker.service.close);
  return broker;
}

/** Publishes to itself; the round trip is the proof that bytes flow both ways. */
async function echoes(console: TestConsole, length = 70_000): Promise<void> {
  await console.subscribe(['echo', 1]);
  for (const qos of [0, 1, 2] as const)
    expect(await console.publish({ topic: 'echo', qos, payload: 'x'.repeat(length) })).toMatchObject({ ok: true });
  await console.hears(3);
}

describe('bench:', () => {
  it('connects in process; the broker records the connection, once, as the console', async () => {
    const broker = await ownBroker();
    const console = testConsole(broker);
    expect(await console.connect({})).toMatchObject({ ok: true });
    await echoes(console);
    const { link } = console.state();
    expect(
      console.log
        .links()
        .filter(({ role }) => role !== 'broker')
        .map(({ id, role }) => [id, role]),
    ).toEqual([[link, 'console']]);
    expect(broker.service.state().clients).toMatchObject([
      { link, role: 'console', clientId: console.state().clientId },
    ]);
    expect(broker.rows(link ?? 0).filter(({ kind }) => kind === 'malformed')).toEqual([]);
    const publishes = broker.rows(link ?? 0).filter(({ bytes }) => (bytes[0] ?? 0) >> 4 === 3);
    expect(publishes.map(({ dir }) => dir).sort()).toEqual(['rx', 'rx', 'rx', 'tx', 'tx', 'tx']);
    await console.service.close();
    expect(broker.rows(link ?? 0).at(-1)?.kind).toBe('close');
  });

  it('follows the broker when that stops, moves and comes back', async () => {
    const broker = await ownBroker();
    const console = testConsole(broker);
    await console.connect({});
    await console.subscribe(['a', 0]);
    await broker.service.handlers['broker.stop']({});
    await console.becomes('reconnecting');
    expect(console.state().trouble).not.toBe('');
    await broker.service.start({ host: '127.0.0.1', port: 0, wsPort: null });
    await console.becomes('connected');
    await console.publish({ topic: 'a', qos: 1 });
    await console.hears(1);
  });

  it('is refused in words when it asks for MQTT 5.0', async () => {
    const console = testConsole(await ownBroker());
    expect(await console.connect({ level: 5 })).toMatchObject({
      error: { code: 'refused', message: expect.stringContaining('version') },
    });
    expect(console.state().state).toBe('disconnected');
  });
});

describe('ws:', () => {
  it('connects over WebSocket and records MQTT, not its frames', async () => {
    const broker = await ownBroker();
    const console = testConsole();
    expect(await console.connect({ url: `ws://127.0.0.1:${broker.wsPort}/mqtt` })).toMatchObject({ ok: true });
    await echoes(console);
    expect(console.log.of(1).map(({ kind }) => kind)).not.toContain('malformed');
    expect(console.log.bytes(1, 'tx').subarray(0, 4)).toEqual(Uint8Array.of(0x20, 0x02, 0x00, 0x00));
    await broker.service.close();
    await console.becomes('reconnecting');
  });

  it.each([4, 5] as const)("talks to Mosquitto's WebSocket listener at level %s", async (level) => {
    const wsPort = await freePort();
    const broker = await startMosquitto({ config: [`listener ${wsPort} 127.0.0.1`, 'protocol websockets'] });
    leftovers.push(broker.remove);
    const console = testConsole();
    await console.connect({ url: `ws://127.0.0.1:${wsPort}/mqtt`, level });
    await console.becomes('connected');
    await echoes(console, 1000); // Mosquitto looks at its WebSockets ten times a second, and takes 4 KiB each time
    await broker.kill();
    await console.becomes('reconnecting');
  });

  it('names the HTTP status of a server that speaks no WebSocket', async () => {
    const server = createHttpServer((_request, response) => response.writeHead(404).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    leftovers.push(() => new Promise((resolve) => server.close(resolve)));
    const { port } = server.address() as AddressInfo;
    const console = testConsole();
    const message = expect.stringMatching(/status 404.*\/mqtt/);
    expect(await console.connect({ url: `ws://127.0.0.1:${port}` })).toMatchObject({
      error: { code: 'failed', message },
    });
  });

  it('says that a broker port speaks no WebSocket', async () => {
    const broker = await ownBroker();
    const console = testConsole();
    const result = await console.connect({ url: `ws://127.0.0.1:${broker.port}` });
    expect(result).toMatchObject({ ok: false, error: { code: 'failed' } });
  });
});

describe('mqtts:', () => {
  const tls = (name: string): Promise<string> => readFile(new URL(`../fixtures/tls/${name}`, import.meta.url), 'utf8');
  async function tlsBroker(): Promise<MosquittoBroker> {
    const broker = await startMosquitto({
      config: ['cafile DIR/ca.pem', 'certfile DIR/localhost.pem', 'keyfile DIR/localhost.key'],
      files: {
        'ca.pem': await tls('ca.pem'),
        'localhost.pem': await tls('localhost.pem'),
        'localhost.key': await tls('localhost.key'),
      },
    });
    leftovers.push(broker.remove);
    return broker;
  }
  /** Trusts the test authority until the test is over. */
  async function trustTestAuthority(): Promise<void> {
    const before = getCACertificates('default');
    setDefaultCACertificates([...before, await tls('ca.pem')]);
    leftovers.push(async () => setDefaultCACertificates(before));
  }

  it('connects where the certificate is trusted', async () => {
    const broker = await tlsBroker();
    await trustTestAuthority();
    const console = testConsole();
    expect(await console.connect({ url: `mqtts://localhost:${broker.port}` })).toMatchObject({ ok: true });
    await echoes(console);
    await broker.kill();
    await console.becomes('reconnecting');
    await broker.start();
    await console.becomes('connected');
  });

  it('does not connect where it is not, says why, and does not try again', async () => {
    const broker = await tlsBroker();
    const console = testConsole();
    const result = await console.connect({ url: `mqtts://localhost:${broker.port}` });
    const message = expect.stringMatching(/certificate .* not accepted.*give its certificate/);
    expect(result).toMatchObject({ error: { code: 'failed', message } });
    expect(console.state()).toMatchObject({ state: 'disconnected', trouble: message });
  });

  it('does not accept a certificate made out for another name', async () => {
    const broker = await tlsBroker();
    await trustTestAuthority();
    const console = testConsole();
    const message = expect.stringContaining('another host name');
    expect(await console.connect({ url: `mqtts://127.0.0.1:${broker.port}` })).toMatchObject({
      error: { code: 'failed', message },
    });
  });

  it('says that a plain port speaks no TLS, and a TLS port no plain MQTT', async () => {
    const plain = await ownBroker();
    const encrypted = await tlsBroker();
    const console = testConsole();
    expect(await console.connect({ url: `mqtts://127.0.0.1:${plain.port}` })).toMatchObject({
      error: { code: 'failed', message: expect.stringMatching(/TLS/) },
    });
    expect(await console.connect({ url: `mqtt://127.0.0.1:${encrypted.port}` })).toMatchObject({
      error: { code: 'failed', message: expect.stringContaining('mqtts://') },
    });
  });
});
