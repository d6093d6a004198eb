import { createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { connectRemote } from '#bench/console/connectRemote.ts';
import type { ConnectTrouble } from '#bench/console/connectTrouble.ts';
import type { RemoteAddress, RemoteScheme } from '#bench/console/consoleUrl.ts';
import { until } from './support/brokerKit.ts';

const leftovers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of leftovers.splice(0)) await clean();
});

/** A port that takes connections and says nothing: no TLS or WebSocket handshake ever ends. */
async function silentPort() {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket.on('error', () => {})));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  leftovers.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return { port: address.port, sockets };
}

function dial(scheme: RemoteScheme, port: number) {
  const address: RemoteAddress = {
    kind: 'remote',
    scheme,
    host: '127.0.0.1',
    port,
    path: '/',
    url: `${scheme}://test`,
  };
  const opened: Duplex[] = [];
  const failed: ConnectTrouble[] = [];
  const giveUp = connectRemote(address, {
    opened: (stream) => opened.push(stream.on('error', () => {})),
    failed: (trouble) => failed.push(trouble),
  });
  return { opened, failed, giveUp };
}

describe('connectRemote', () => {
  it.each(['mqtts', 'ws', 'wss'] as const)(
    '%s: giving up while the handshake hangs closes the socket and says nothing',
    async (scheme) => {
      const { port, sockets } = await silentPort();
      const { opened, failed, giveUp } = dial(scheme, port);
      await until('the connection', () => sockets.length === 1);
      let gone = false;
      sockets[0]?.on('close', () => {
        gone = true;
      });
      sockets[0]?.resume();
      giveUp();
      giveUp();
      await until('its end', () => gone);
      expect(opened).toEqual([]);
      expect(failed).toEqual([]);
    },
  );

  it('mqtt: giving up at once leaves no event behind', async () => {
    const { port } = await silentPort();
    const first = dial('mqtt', port);
    first.giveUp();
    const second = dial('mqtt', port);
    await until('the second connection', () => second.opened.length === 1);
    expect(first.opened).toEqual([]);
    expect(first.failed).toEqual([]);
    second.opened[0]?.destroy();
  });

  it.each(['mqtt', 'mqtts', 'ws', 'wss'] as const)('%s: a port where nothing listens fails once', async (scheme) => {
    const { port, sockets } = await silentPort();
    expect(sockets).toEqual([]);
    await leftovers.pop()?.();
    const { opened, failed } = dial(scheme, port);
    await until('the failure', () => failed.length > 0);
    expect(failed).toMatchObject([{ code: 'unreachable' }]);
    expect(opened).toEqual([]);
  });

  it.each(['mqtts', 'ws', 'wss'] as const)('%s: a peer that hangs up in the handshake fails once', async (scheme) => {
    const { port, sockets } = await silentPort();
    const { opened, failed } = dial(scheme, port);
    await until('the connection', () => sockets.length === 1);
    sockets[0]?.destroy();
    await until('the failure', () => failed.length > 0);
    expect(failed).toMatchObject([{ code: 'failed' }]);
    expect(opened).toEqual([]);
  });
});
