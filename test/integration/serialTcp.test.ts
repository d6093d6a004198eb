import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SerialPortHandle } from '#bench/serial/serialBackend.ts';
import { openTcpPort } from '#bench/serial/tcpPort.ts';
import { createSystemClock } from '#bench/systemClock.ts';
import { eventually } from '#test/e2e/support/eventually.ts';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { inPieces, randomBytes } from './support/randomBytes.ts';

const clock = createSystemClock();
let server: Server;
let port: number;
let peers: Socket[];
let handles: SerialPortHandle[];

beforeEach(async () => {
  peers = [];
  handles = [];
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    peers.push(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterEach(async () => {
  await Promise.all(handles.map((handle) => handle.close()));
  for (const peer of peers) peer.destroy();
  server.close();
});

async function open() {
  const result = await openTcpPort({ clock }, '127.0.0.1', port);
  if (!result.ok) throw new Error(result.error.message);
  const handle = result.value;
  handles.push(handle);
  const seen = { chunks: [] as Uint8Array[], lost: [] as string[] };
  handle.onData((bytes) => seen.chunks.push(bytes));
  handle.onLost((reason) => seen.lost.push(reason));
  await eventually('the server to accept', () => peers.length > 0);
  const peer = peers.at(-1);
  if (peer === undefined) throw new Error('Nobody connected');
  return { handle, peer, seen, received: () => new Uint8Array(Buffer.concat(seen.chunks)) };
}

describe('a TCP port', () => {
  it('carries bytes both ways, byte for byte', async () => {
    const { handle, peer, received } = await open();
    const down = randomBytes(500_000, 3);
    const up = randomBytes(200_000, 5);
    const arrived: Buffer[] = [];
    peer.on('data', (chunk: Buffer) => arrived.push(chunk));
    for (const piece of inPieces(down, 3000, 7)) peer.write(piece);
    const written = [...inPieces(up, 3000, 9)].map((piece) => handle.write(piece));
    expect((await Promise.all(written)).every((result) => result.ok)).toBe(true);
    await eventually('all bytes', () => received().length >= down.length && Buffer.concat(arrived).length >= up.length);
    expect(Buffer.compare(received(), down)).toBe(0);
    expect(Buffer.compare(Buffer.concat(arrived), up)).toBe(0);
    expect(handle.pending).toBe(0);
  });

  it('does not miss what the server says at once', async () => {
    server.on('connection', (socket: Socket) => socket.write('+RDY\r\n'));
    const { received } = await open();
    await eventually('the greeting', () => Buffer.from(received()).toString() === '+RDY\r\n');
  });

  it.each([
    ['closes', (peer: Socket) => peer.end('bye'), 'closed the connection'],
    ['resets', (peer: Socket) => peer.resetAndDestroy(), 'ECONNRESET'],
  ] as const)('is lost once when the server %s the connection', async (_what, act, words) => {
    const { handle, peer, seen } = await open();
    act(peer);
    await eventually('the loss', () => seen.lost.length > 0);
    expect(seen.lost).toEqual([expect.stringContaining(words)]);
    expect(await handle.write(Uint8Array.of(1))).toMatchObject({ ok: false, error: { code: 'failed' } });
    await handle.close();
    expect(seen.lost).toHaveLength(1);
  });

  it('counts what waits, and closes although the other side takes nothing', async () => {
    const { handle, peer, seen } = await open();
    peer.pause();
    void handle.write(new Uint8Array(20_000_000));
    expect(handle.pending).toBeGreaterThan(0);
    await handle.close();
    expect(seen.lost).toEqual([]);
    peer.resume();
    await eventually('the connection to end', () => peer.destroyed);
  });

  it('has no lines and no speed of its own', async () => {
    const { handle } = await open();
    expect(await handle.getLines()).toMatchObject({ error: { code: 'not-supported' } });
    expect(await handle.setLines({ rts: true })).toMatchObject({ error: { code: 'not-supported' } });
    expect(await handle.setBaud(9600)).toMatchObject({
      error: { code: 'unsupported', message: expect.stringContaining('on the machine that has the serial port') },
    });
  });
});

describe('a TCP port that does not open', () => {
  it('names ser2net where nothing listens', async () => {
    server.close();
    await once(server, 'close');
    expect(await openTcpPort({ clock }, '127.0.0.1', port)).toMatchObject({
      error: {
        code: 'not-found',
        message: expect.stringContaining(`Nothing listens on 127.0.0.1:${port}. Start ser2net`),
      },
    });
  });

  it('says that a name is not known', async () => {
    expect(await openTcpPort({ clock }, 'no-such-host.invalid', 2217)).toMatchObject({
      error: { code: 'not-found', message: expect.stringContaining('no-such-host.invalid:2217') },
    });
  });

  it('gives up after five seconds of silence', async () => {
    const fake = createFakeClock();
    // A listener that never gets to accept: the address is reserved for documentation, nothing answers there.
    const opening = openTcpPort({ clock: fake }, '192.0.2.1', 9);
    fake.advance(5000);
    expect(await opening).toMatchObject({
      error: { code: 'not-found', message: expect.stringContaining('192.0.2.1:9') },
    });
  });
});
