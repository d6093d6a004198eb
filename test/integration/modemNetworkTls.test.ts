import { readFileSync } from 'node:fs';
import { createServer as createTcpServer, type Server } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import { generate } from 'mqtt-packet';
import { afterEach, describe, expect, it } from 'vitest';
import { createNodeModemNetwork } from '#bench/modem/nodeModemNetwork.ts';
import { createSystemClock } from '#bench/systemClock.ts';
import type { NetEnd, TlsRequest } from '#shared/modem/modemNetwork.ts';
import { until } from './support/brokerKit.ts';
import { dialTo, listenOn } from './support/modemNetworkKit.ts';
import { startMosquitto } from './support/mosquittoBroker.ts';

const network = createNodeModemNetwork({ clock: createSystemClock() });
const dial = dialTo(network);
const file = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url)));
const der = (pem: Uint8Array): Uint8Array =>
  new Uint8Array(
    Buffer.from(
      Buffer.from(pem)
        .toString()
        .replace(/-----[^-]+-----|\s/g, ''),
      'base64',
    ),
  );
const pair = (name: string): TlsOptions => ({
  cert: Buffer.from(file(`${name}.pem`)),
  key: Buffer.from(file(`${name}.key`)),
});

const CA = file('ca.pem');
const AUTHORITY = file('modem/authority.pem');
const TLS: TlsRequest = {
  ...{ versions: ['TLSv1', 'TLSv1.3'], verify: true, ignoreTime: false, ca: CA, serverName: '' },
  ...{ certificate: null, key: null, keyPassword: '' },
};
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A TLS server that says `hello` to whom it accepts; its port. */
async function serve(options: TlsOptions): Promise<number> {
  const server = createServer(options, (socket) => {
    socket.on('error', () => undefined);
    socket.end(`hello ${socket.getProtocol()} ${socket.servername || '-'} ${socket.authorized}`);
  });
  server.on('tlsClientError', () => undefined);
  servers.push(server);
  return (await listenOn(server)).port;
}

/** What came, or why nothing did. */
async function outcome(port: number, change: Partial<TlsRequest>): Promise<string | NetEnd> {
  const made = dial({ port, tls: { ...TLS, ...change } });
  await until('its end', () => made.ended !== null);
  const text = Buffer.from(made.received()).toString();
  return text === '' ? `${made.events.length === 1 ? '' : 'opened, '}${made.ended}` : text;
}

describe('which servers are accepted', () => {
  it.each<[string, string, Partial<TlsRequest>, string]>([
    ['by its authority', 'localhost', {}, 'hello TLSv1.3 - false'],
    ['by its authority in DER', 'localhost', { ca: der(CA) }, 'hello TLSv1.3 - false'],
    ['one among several authorities', 'localhost', { ca: Buffer.concat([AUTHORITY, CA]) }, 'hello TLSv1.3 - false'],
    ['a stranger to the authority', 'localhost', { ca: AUTHORITY }, 'handshake'],
    ['without an authority', 'localhost', { ca: null }, 'handshake'],
    ['with an authority that is no certificate', 'localhost', { ca: Buffer.from('nonsense') }, 'handshake'],
    ['a stranger, unverified', 'localhost', { ca: null, verify: false }, 'hello TLSv1.3 - false'],
    ['expired', 'modem/expired', { ca: AUTHORITY }, 'handshake'],
    ['expired, time ignored', 'modem/expired', { ca: AUTHORITY, ignoreTime: true }, 'hello TLSv1.3 - false'],
    ['expired and a stranger, time ignored', 'modem/expired', { ignoreTime: true }, 'handshake'],
    ['expired and its own issuer, time ignored', 'modem/stray', { ca: AUTHORITY, ignoreTime: true }, 'handshake'],
    [
      'expired behind an intermediate, time ignored',
      'modem/expired-of-middle',
      { ca: AUTHORITY, ignoreTime: true },
      'hello TLSv1.3 - false',
    ],
    ['behind an intermediate of another authority', 'modem/expired-of-middle', { ignoreTime: true }, 'handshake'],
    ['named', 'localhost', { serverName: 'localhost' }, 'hello TLSv1.3 localhost false'],
    ['an address is no name', 'localhost', { serverName: '127.0.0.1' }, 'hello TLSv1.3 - false'],
    ['only TLS 1.2', 'localhost', { versions: ['TLSv1.2', 'TLSv1.2'] }, 'hello TLSv1.2 - false'],
  ])('%s', async (_what, server, change, answer) => {
    expect(await outcome(await serve(pair(server)), change)).toBe(answer);
  });

  it.each<[string, TlsOptions, Partial<TlsRequest>, string]>([
    ['an old server', { maxVersion: 'TLSv1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }, {}, 'TLSv1 '],
    ['a server too new', { minVersion: 'TLSv1.3' }, { versions: ['TLSv1', 'TLSv1.2'] }, 'handshake'],
  ])('%s', async (_what, server, change, answer) => {
    expect(await outcome(await serve({ ...pair('localhost'), ...server }), change)).toContain(answer);
  });
});

describe('the own certificate', () => {
  const strict: TlsOptions = {
    ...pair('localhost'),
    requestCert: true,
    rejectUnauthorized: false,
    ca: Buffer.from(AUTHORITY),
  };
  const own = { certificate: file('modem/client.pem'), key: file('modem/client.key') };

  it.each<[string, Partial<TlsRequest>, string]>([
    ['PEM', own, 'true'],
    ['DER', { certificate: der(own.certificate), key: der(own.key) }, 'true'],
    ['a key with a password', { ...own, key: file('modem/client.encrypted.key'), keyPassword: 'bench' }, 'true'],
    ['the wrong password', { ...own, key: file('modem/client.encrypted.key'), keyPassword: 'no' }, 'certificate'],
    ['no password for a key that has one', { ...own, key: file('modem/client.encrypted.key') }, 'certificate'],
    ['a key of another', { ...own, key: file('modem/stray.key') }, 'certificate'],
    ['no key at all', { ...own, key: Buffer.from('nonsense') }, 'certificate'],
    ['no certificate at all', { ...own, certificate: Buffer.from('nonsense') }, 'certificate'],
    ['none', {}, 'false'],
  ])('%s', async (_what, change, answer) => {
    expect(await outcome(await serve(strict), change)).toContain(answer);
  });

  it.each<[string, TlsRequest['versions'], string]>([
    // Since TLS 1.3 the client has done its part before it hears that more was wanted.
    ['TLSv1.3', ['TLSv1.3', 'TLSv1.3'], 'opened, reset'],
    ['TLSv1.2', ['TLSv1.2', 'TLSv1.2'], 'handshake'],
  ])('missing where it is wanted: %s', async (_what, versions, answer) => {
    expect(await outcome(await serve({ ...strict, rejectUnauthorized: true }), { versions })).toBe(answer);
  });
});

describe('what is no TLS', () => {
  it.each([
    ['a server that speaks first', createTcpServer((socket) => socket.write('220 mail.example\r\n'))],
    ['a server that hangs up', createTcpServer((socket) => socket.on('data', () => socket.end()))],
    ['a server that breaks off', createTcpServer((socket) => socket.on('data', () => socket.resetAndDestroy()))],
  ])('%s', async (_what, server) => {
    servers.push(server);
    expect(await outcome((await listenOn(server)).port, {})).toBe('handshake');
  });

  it('a server that says nothing is given up in time', async () => {
    const server = createTcpServer((socket) => socket.resume());
    servers.push(server);
    const made = dial({ port: (await listenOn(server)).port, tls: TLS, timeoutMs: 300 });
    await until('its end', () => made.ended !== null);
    expect(made.events).toEqual(['end timeout']);
  });
});

it('reaches Mosquitto over TLS', async () => {
  const text = (name: string): string => Buffer.from(file(name)).toString();
  const broker = await startMosquitto({
    config: ['certfile DIR/server.pem', 'keyfile DIR/server.key'],
    files: { 'server.pem': text('localhost.pem'), 'server.key': text('localhost.key') },
  });
  try {
    const made = dial({ host: 'localhost', port: broker.port, tls: TLS });
    await until('open', () => made.events.length > 0);
    expect(made.events).toEqual([`open 127.0.0.1:${broker.port}`]);
    made.stream.write(
      generate({
        cmd: 'connect',
        protocolId: 'MQTT',
        protocolVersion: 4,
        clientId: 'bench',
        clean: true,
        keepalive: 60,
      }),
    );
    await until('CONNACK', () => made.received().length >= 4);
    expect([...made.received()]).toEqual([0x20, 2, 0, 0]);
    made.stream.close();
    await until('its end', () => made.ended === 'local');
  } finally {
    await broker.remove();
  }
});
