import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { mosquittoPub, mosquittoSub } from '#test/e2e/support/mosquitto.ts';
import { rawClient, until } from './support/brokerKit.ts';
import { freePort, type MosquittoOptions, startMosquitto } from './support/mosquittoBroker.ts';
import { createTestProxies, rawServer, type TestProxies } from './support/proxyKit.ts';
import { inPieces, randomBytes } from './support/randomBytes.ts';

const leftovers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of leftovers.splice(0).reverse()) await clean();
});

function testProxies(): TestProxies {
  const proxies = createTestProxies();
  leftovers.push(proxies.service.close);
  return proxies;
}
async function server(onSocket?: (socket: Socket) => void) {
  const made = await rawServer(onSocket);
  leftovers.push(made.close);
  return made;
}
async function mosquitto(options?: MosquittoOptions) {
  const broker = await startMosquitto(options);
  leftovers.push(broker.remove);
  return broker;
}
const fixture = (name: string): Promise<string> =>
  readFile(new URL(`../fixtures/tls/${name}`, import.meta.url), 'utf8');
async function tlsMosquitto() {
  return mosquitto({
    config: ['certfile DIR/cert.pem', 'keyfile DIR/key.pem'],
    files: { 'cert.pem': await fixture('localhost.pem'), 'key.pem': await fixture('localhost.key') },
  });
}
/** Publishes through the proxy what a subscriber through the proxy then has; `-V 311` or `-V 5`. */
async function roundTrip(port: number, version: '311' | '5', proxies: TestProxies): Promise<void> {
  const sub = mosquittoSub(port, ['-V', version, '-q', '1', '-t', 'plant/+', '-i', 'listener']);
  leftovers.push(sub.stop);
  await until('SUBACK', () => proxies.log.rows.some(({ dir, bytes }) => dir === 'tx' && bytes[0] === 0x90));
  for (const [qos, payload] of [...'012'].entries()) {
    await mosquittoPub(port, ['-V', version, '-q', String(qos), '-t', 'plant/pump', '-m', payload, '-i', `p${qos}`]);
  }
  await until('three messages', () => sub.lines().length === 3);
  expect(sub.lines()).toEqual(['0', '1', '2']);
}

describe('bytes', () => {
  const MQTT_CONNECT = Buffer.from('100c00044d5154540402003c0000', 'hex');
  it.each([
    ['random, malformed from the first byte', 1, new Uint8Array(0)],
    ['malformed after a CONNECT', 2, MQTT_CONNECT],
    ['cut short in the middle of a packet', 3, Buffer.concat([MQTT_CONNECT, Buffer.from('30ffff7f', 'hex')])],
  ])('%s: pass both ways unchanged and are all on record', async (_, seed, start) => {
    const up = Buffer.concat([start, randomBytes(300_000, seed)]);
    const down = randomBytes(200_000, seed + 100);
    const got: Buffer[] = [];
    const target = await server((socket) => {
      socket.on('data', (chunk) => got.push(chunk));
      socket.once('data', async () => {
        for (const piece of inPieces(down, 9000, seed)) socket.write(piece);
      });
      socket.on('end', () => socket.end());
    });
    const proxies = testProxies();
    const client = await rawClient(await proxies.start(`mqtt://127.0.0.1:${target.port}`));
    for (const piece of inPieces(up, 7000, seed)) client.send(piece);
    await until('all bytes', () => client.bytes().length === down.length);
    client.socket.end();
    await until('the end', () => proxies.closeText(1) !== '');
    expect(Buffer.concat(got).equals(up)).toBe(true);
    expect(client.bytes().equals(down)).toBe(true);
    expect(Buffer.from(proxies.bytes(1, 'rx')).equals(up)).toBe(true);
    expect(Buffer.from(proxies.bytes(1, 'tx')).equals(down)).toBe(true);
  });

  it('a client that only ends its half still gets everything', async () => {
    const target = await server((socket) => {
      socket.resume();
      socket.on('end', () => {
        socket.write('first');
        setImmediate(() => socket.end('last'));
      });
    });
    const proxies = testProxies();
    const socket = connect({
      port: await proxies.start(`mqtt://127.0.0.1:${target.port}`),
      host: '127.0.0.1',
      allowHalfOpen: true,
    });
    let got = '';
    socket.on('data', (chunk: Buffer) => {
      got += chunk.toString();
    });
    let ended = false;
    socket.on('end', () => {
      ended = true;
    });
    socket.end('goodbye');
    await until('the end', () => ended);
    expect(got).toBe('firstlast');
    await until('the close row', () => proxies.closeText(1) === 'the client closed without a word');
  });

  it('a broker that only ends its half still gets everything', async () => {
    let got = '';
    const target = await server((socket) => {
      socket.end('full');
      socket.on('data', (chunk: Buffer) => {
        got += chunk.toString();
      });
    });
    const proxies = testProxies();
    const port = await proxies.start(`mqtt://127.0.0.1:${target.port}`);
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    let ended = false;
    socket.resume();
    socket.on('end', () => {
      ended = true;
    });
    await until('the end', () => ended);
    socket.end('thanks');
    await until('the close row', () => proxies.closeText(1) === 'the broker closed the connection');
    expect(got).toBe('thanks');
  });

  it.each(['client', 'broker'] as const)(
    'a %s that stops reading stops the other side, in bounded memory',
    async (who) => {
      const target = await server((socket) => socket.pause());
      const proxies = testProxies();
      const client = await rawClient(await proxies.start(`mqtt://127.0.0.1:${target.port}`));
      await until('the broker', () => target.sockets.length === 1);
      const [far] = target.sockets;
      if (far === undefined) throw new Error('No socket');
      const [sender, reader] = who === 'broker' ? [client.socket, far] : [far, client.socket];
      reader.pause();
      const MIB = Buffer.alloc(1_048_576, 0x41);
      const SENT = 64;
      for (let i = 0; i < SENT; i += 1) sender.write(MIB);
      // What has been passed on stands still, far below what was sent: the kernel's buffers and the two sockets' own.
      let seen = -1;
      let same = 0;
      await until('a standstill', () => {
        const now = proxies.service.counted() ?? 0;
        same = now === seen && now > 0 ? same + 1 : 0;
        seen = now;
        return same > 40;
      });
      expect(seen).toBeLessThan((SENT / 2) * MIB.length);
      let bytes = 0;
      reader.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      reader.resume();
      sender.end();
      await until('all of it', () => bytes === SENT * MIB.length);
      client.socket.destroy();
    },
  );
});

describe('a real broker', () => {
  it.each(['311', '5'] as const)('mosquitto clients work through the proxy, version %s', async (version) => {
    const broker = await mosquitto();
    const proxies = testProxies();
    const port = await proxies.start(`mqtt://127.0.0.1:${broker.port}`);
    await roundTrip(port, version, proxies);
    const [listener, ...publishers] = proxies.clients();
    expect(listener).toMatchObject({ clientId: 'listener', level: version === '5' ? 5 : 4, role: 'device' });
    expect(listener?.address).toContain(`via proxy to mqtt://127.0.0.1:${broker.port}`);
    expect(publishers.map(({ clientId }) => clientId)).toEqual(['p0', 'p1', 'p2']);
    await until('the goodbyes', () => proxies.closeText(4) === 'the client said DISCONNECT');
    expect(proxies.log.rows.filter(({ kind }) => kind === 'malformed')).toEqual([]);
    expect(proxies.rows(4).map(({ dir, bytes }) => [dir, (bytes[0] ?? 0) >> 4])).toEqual([
      ['none', 0],
      ['rx', 1],
      ['tx', 2],
      ['rx', 3],
      ['tx', 5],
      ['rx', 6],
      ['tx', 7],
      ['rx', 14],
      ['none', 0],
    ]);
    // CONNECT, SUBSCRIBE and two PUBACKs.
    await until('its last PUBACK', () => proxies.service.state()[0]?.clients[0]?.packetsIn === 4);
    expect(proxies.service.state()).toMatchObject([
      { clientCount: 1, connections: 4, failed: 0, clients: [{ clientId: 'listener', dialling: false }] },
    ]);
  });

  it.each(['311', '5'] as const)('a plain client reaches a broker that speaks TLS, version %s', async (version) => {
    const broker = await tlsMosquitto();
    const proxies = testProxies();
    const tls = { ca: await fixture('ca.pem'), insecure: false };
    const port = await proxies.start(`mqtts://localhost:${broker.port}`, { tls });
    await roundTrip(port, version, proxies);
  });

  it('a plain client reaches a broker behind WebSocket', async () => {
    const wsPort = await freePort();
    await mosquitto({ config: [`listener ${wsPort} 127.0.0.1`, 'protocol websockets'] });
    const proxies = testProxies();
    await roundTrip(await proxies.start(`ws://127.0.0.1:${wsPort}/mqtt`), '5', proxies);
  });

  it('a certificate of an unknown authority is refused, unless the user says otherwise', async () => {
    const broker = await tlsMosquitto();
    const proxies = testProxies();
    const url = `mqtts://localhost:${broker.port}`;
    const client = await rawClient(await proxies.start(url));
    await until('the end', () => client.closed);
    expect(proxies.closeText(1)).toMatch(/^the proxy did not reach the broker: The certificate of localhost:/);
    expect(proxies.service.state()[0]).toMatchObject({ connections: 1, failed: 1 });
    expect(proxies.service.state()[0]?.trouble).toContain('authority');

    const open = await proxies.start(url, { tls: { ca: '', insecure: true } });
    await mosquittoPub(open, ['-t', 'a', '-m', 'b', '-q', '1']);
    expect(proxies.log.notes().some(({ text }) => text.includes('is not checked'))).toBe(true);
  });

  it('a broker that goes away is told to the client and in words', async () => {
    const broker = await mosquitto();
    const proxies = testProxies();
    const port = await proxies.start(`mqtt://127.0.0.1:${broker.port}`);
    const client = await rawClient(port);
    client.send(Buffer.from('100d00044d5154540402003c000161', 'hex'));
    await until('CONNACK', () => client.bytes().length === 4);
    await broker.kill();
    await until('the end', () => client.closed);
    expect(proxies.closeText(1)).toMatch(/^the broker (closed|reset) the connection$/);
    const late = await rawClient(port);
    late.send(Buffer.from('100d00044d5154540402003c000161', 'hex'));
    await until('the end', () => late.closed);
    expect(proxies.closeText(2)).toContain(`Nothing listens on 127.0.0.1:${broker.port}`);
    await broker.start();
    await mosquittoPub(port, ['-t', 'a', '-m', 'b', '-q', '1']);
    expect(proxies.service.state()[0]).toMatchObject({ connections: 3, failed: 1, trouble: '' });
  });
});

describe('trouble', () => {
  it('a host that does not exist', async () => {
    const proxies = testProxies();
    const client = await rawClient(await proxies.start('mqtt://no-such-host.invalid'));
    await until('the end', () => client.closed);
    expect(proxies.closeText(1)).toMatch(/no host named|could not be looked up/);
  });

  it('a client that leaves while the broker is dialled', async () => {
    const target = await server((socket) => socket.resume());
    const proxies = testProxies();
    const client = await rawClient(await proxies.start(`ws://127.0.0.1:${target.port}/mqtt`));
    await until('the dialling', () => target.sockets.length === 1);
    client.socket.resetAndDestroy();
    await until('the close row', () => proxies.closeText(1) === 'the client reset the connection');
    expect(proxies.service.state()).toMatchObject([{ clientCount: 0, failed: 0 }]);
  });

  it('a port in use, by whom, and a free one', async () => {
    const { port } = await server();
    const proxies = testProxies();
    const config = {
      name: '',
      host: '127.0.0.1',
      port,
      url: 'mqtt://broker.example',
      tls: { ca: '', insecure: false },
    };
    const started = await proxies.service.handlers['proxy.start'](config);
    expect(started).toMatchObject({ ok: false, error: { code: 'port-in-use', details: { port } } });
  });

  it('stopping ends its connections and leaves the others alone', async () => {
    const target = await server((socket) => socket.resume());
    const proxies = testProxies();
    const url = `mqtt://127.0.0.1:${target.port}`;
    const [first, second] = [await rawClient(await proxies.start(url)), await rawClient(await proxies.start(url))];
    await until('the broker', () => target.sockets.length === 2);
    const id = proxies.service.state()[0]?.id ?? 0;
    expect(await proxies.service.handlers['proxy.stop']({ id })).toEqual({ ok: true, value: {} });
    await until('the end', () => first.closed);
    expect(proxies.closeText(1)).toBe('closed by the proxy: it was stopped');
    expect(second.closed).toBe(false);
    expect(proxies.service.state()).toMatchObject([{ clientCount: 1 }]);
    expect(await proxies.service.handlers['proxy.stop']({ id })).toMatchObject({ error: { code: 'not-found' } });
  });

  it('no more than eight run at once, and none that dials itself', async () => {
    const proxies = testProxies();
    for (let i = 0; i < 8; i += 1) await proxies.start('mqtt://broker.example');
    await expect(proxies.start('mqtt://broker.example')).rejects.toThrow('8 proxies');
    const port = await freePort();
    await expect(proxies.start(`mqtt://localhost:${port}`, { port })).rejects.toThrow('dial itself');
  });
});
