import { createSocket } from 'node:dgram';
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createNodeModemNetwork } from '#bench/modem/nodeModemNetwork.ts';
import { createSystemClock } from '#bench/systemClock.ts';
import type { NetStream } from '#shared/modem/modemNetwork.ts';
import { until } from './support/brokerKit.ts';
import { dialTo, listenOn } from './support/modemNetworkKit.ts';
import { freePort } from './support/mosquittoBroker.ts';

const clock = createSystemClock();
const names: Readonly<Record<string, string>> = { 'broker.example': '127.0.0.1' };
const network = createNodeModemNetwork({
  clock,
  lookUp(host, _options, done) {
    const address = names[host];
    // Nobody answers.
    if (host === 'silent.example') return;
    setImmediate(() => {
      if (address === undefined) done(Object.assign(new Error('words'), { code: 'ENOTFOUND' }), '');
      else done(null, address);
    });
  },
});
const dial = dialTo(network);
const servers: Server[] = [];
const listen = async (...made: Parameters<typeof listenOn>): Promise<number> => {
  const { server, port } = await listenOn(...made);
  servers.push(server);
  return port;
};

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe('names', () => {
  it.each([
    ['broker.example', { ok: true, value: '127.0.0.1' }],
    ['127.0.0.9', { ok: true, value: '127.0.0.9' }],
    ['nowhere.example', { ok: false, error: { code: 'dns' } }],
    ['', { ok: false, error: { code: 'dns' } }],
    ['a'.repeat(300), { ok: false, error: { code: 'dns' } }],
  ])('%s', async (host, answer) => {
    const answers: unknown[] = [];
    network.resolve(host, (given) => answers.push(given));
    expect(answers).toEqual([]);
    await until('an answer', () => answers.length > 0);
    expect(answers).toMatchObject([answer]);
  });

  it('asks this machine when nothing else is told', async () => {
    const answers: unknown[] = [];
    createNodeModemNetwork({ clock }).resolve('localhost', (given) => answers.push(given));
    await until('an answer', () => answers.length > 0);
    expect(answers).toMatchObject([{ ok: true, value: '127.0.0.1' }]);
  });

  it('says nothing once it was cancelled', async () => {
    const answers: unknown[] = [];
    network.resolve('broker.example', (given) => answers.push(given))();
    await new Promise((done) => setTimeout(done, 20));
    expect(answers).toEqual([]);
  });
});

describe('a TCP connection', () => {
  it('opens, carries every byte both ways and ends with the peer', async () => {
    const port = await listen(createServer((socket) => socket.on('data', (bytes) => socket.end(bytes))));
    const made = dial({ host: 'broker.example', port });
    expect(made.events).toEqual([]);
    expect(made.stream.write(Uint8Array.of(1))).toBe(false);
    await until('open', () => made.events.length > 0);
    const sent = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect(made.stream.write(sent)).toBe(true);
    sent.fill(0);
    await until('its end', () => made.ended !== null);
    expect(made.events).toEqual([`open 127.0.0.1:${port}`, 'end peer']);
    expect([...made.received()]).toEqual(Array.from({ length: 256 }, (_, index) => index));
    expect(made.stream.write(Uint8Array.of(1))).toBe(false);
  });

  it('sends what was written before its close', async () => {
    let came = '';
    const port = await listen(
      createServer((socket) => {
        socket.on('data', (bytes) => {
          came += bytes.toString();
        });
      }),
    );
    const made = dial({ port });
    await until('open', () => made.events.length > 0);
    made.stream.write(Buffer.from('last words'));
    made.stream.close();
    made.stream.close();
    await until('its end', () => made.ended === 'local');
    await until('the words', () => came === 'last words');
    expect(made.events).toHaveLength(2);
  });

  it('ends with local when it is closed before it opened', async () => {
    const made = dial({ host: 'broker.example', port: 9 });
    made.stream.close();
    expect(made.ended).toBeNull();
    await until('its end', () => made.ended !== null);
    expect(made.events).toEqual(['end local']);
  });

  it('holds the peer back and loses nothing', async () => {
    const total = 8_000_000;
    const port = await listen(createServer((socket) => socket.end(Buffer.alloc(total, 7))));
    const made = dial({ port });
    made.stream.hold(true);
    await until('open', () => made.events.length > 0);
    await new Promise((done) => setTimeout(done, 100));
    expect(made.received().length).toBe(0);
    made.stream.hold(false);
    await until('its end', () => made.ended !== null);
    expect(made.received().length).toBe(total);
  });

  it('is given up when the peer takes nothing for long', async () => {
    const port = await listen(createServer((socket) => socket.pause()));
    const made = dial({ port });
    await until('open', () => made.events.length > 0);
    const megabyte = new Uint8Array(1_048_576);
    for (let i = 0; i < 64 && made.stream.write(megabyte); i += 1) await new Promise((done) => setImmediate(done));
    await until('its end', () => made.ended !== null);
    expect(made.ended).toBe('timeout');
  });

  it.each([
    ['a reset', 'reset', createServer((socket) => socket.resetAndDestroy())],
    ['an end', 'peer', createServer((socket) => socket.end())],
  ])('tells %s of the peer', async (_what, reason, server) => {
    const made = dial({ port: await listen(server) });
    await until('its end', () => made.ended !== null);
    expect(made.ended).toBe(reason);
  });

  it('tells a refusal, an unknown name, silence and a port there is none of', async () => {
    const refused = dial({ port: await freePort() });
    const unknown = dial({ host: 'nowhere.example', port: 1883 });
    const silent = dial({ host: 'silent.example', port: 1883, timeoutMs: 50 });
    const none = dial({ port: 70_000 });
    await until('all ends', () => [refused, unknown, silent, none].every(({ ended }) => ended !== null));
    expect([refused, unknown, silent, none].map(({ ended }) => ended)).toEqual([
      ...['refused', 'dns', 'timeout', 'unreachable'],
    ]);
  });
});

describe('UDP', () => {
  it('sends to a name and hears the answer', async () => {
    const echo = createSocket('udp4');
    echo.on('message', (bytes, { port, address }) => echo.send(bytes, port, address));
    await new Promise<void>((done) => echo.bind(0, '127.0.0.1', done));
    const heard: string[] = [];
    const sent: unknown[] = [];
    const socket = network.bindUdp(0, {
      onDatagram: (bytes, from) => heard.push(`${Buffer.from(bytes).toString()} ${from.address}:${from.port}`),
      onEnd: (reason) => heard.push(`end ${reason}`),
    });
    const { port } = echo.address();
    socket.send(Buffer.from('reading'), { address: 'broker.example', port }, (result) => sent.push(result.ok));
    socket.send(Buffer.from('lost'), { address: 'nowhere.example', port }, (result) => sent.push(result));
    socket.send(Buffer.from('lost'), { address: '127.0.0.1', port: 0 }, (result) => sent.push(result));
    await until('the answer', () => heard.length > 0 && sent.length === 3);
    socket.close();
    socket.send(Buffer.from('late'), { address: '127.0.0.1', port }, (result) => sent.push(result));
    await until('the end', () => heard.length > 1 && sent.length === 4);
    echo.close();
    expect(heard).toEqual([`reading 127.0.0.1:${port}`, 'end local']);
    expect(sent).toHaveLength(4);
    expect(sent).toContain(true);
    expect(sent).toContainEqual(expect.objectContaining({ error: expect.objectContaining({ code: 'dns' }) }));
    expect(sent).toContainEqual(expect.objectContaining({ error: expect.objectContaining({ code: 'unreachable' }) }));
    expect(sent).toContainEqual(expect.objectContaining({ error: expect.objectContaining({ code: 'local' }) }));
  });

  it('ends when its port is taken', async () => {
    const holder = createSocket('udp4');
    await new Promise<void>((done) => holder.bind(0, '0.0.0.0', done));
    const ends: string[] = [];
    network.bindUdp(holder.address().port, { onDatagram: () => undefined, onEnd: (reason) => ends.push(reason) });
    await until('the end', () => ends.length > 0);
    holder.close();
    expect(ends).toEqual(['unreachable']);
  });
});

describe('a server', () => {
  it('takes clients, and ends when its port is taken or it is closed', async () => {
    const said: string[] = [];
    const clients: NetStream[] = [];
    const server = network.listen(0, {
      onListening: (port) => said.push(String(port)),
      onClient(stream, remote) {
        clients.push(stream);
        stream.write(Buffer.from('hello '));
        expect(remote.address).toBe('127.0.0.1');
        return {
          onOpen: () => said.push('never'),
          onData: (bytes) => stream.write(bytes),
          onEnd: (reason) => said.push(reason),
        };
      },
      onEnd: (reason) => said.push(`server ${reason}`),
    });
    await until('its port', () => said.length > 0);
    const port = Number(said[0]);
    const second: string[] = [];
    network.listen(port, {
      onListening: () => second.push('listens'),
      onClient: () => {
        throw new Error('no client can come');
      },
      onEnd: (reason) => second.push(reason),
    });
    const made = dial({ port });
    await until('open', () => made.events.length > 0);
    made.stream.write(Buffer.from('echo'));
    await until('the echo', () => Buffer.from(made.received()).toString() === 'hello echo');
    server.close();
    made.stream.close();
    await until('the ends', () => said.length === 3 && second.length === 1);
    expect(said.slice(1).sort()).toEqual(['peer', 'server local']);
    expect(second).toEqual(['in-use']);
    expect(clients).toHaveLength(1);
  });
});

describe('ping', () => {
  it.each([
    ['broker.example', 5000, { ok: true, value: { address: '127.0.0.1', ms: expect.any(Number) } }],
    ['nowhere.example', 5000, { ok: false, error: { code: 'dns' } }],
    ['silent.example', 50, { ok: false, error: { code: 'timeout' } }],
  ])('%s', async (host, timeoutMs, answer) => {
    const answers: unknown[] = [];
    network.ping({ host, bytes: 32, timeoutMs }, (given) => answers.push(given));
    await until('an answer', () => answers.length > 0);
    expect(answers).toMatchObject([answer]);
  });
});
