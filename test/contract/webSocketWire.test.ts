import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createWebSocketServerWire, MAX_BACKLOG_BYTES } from '#bench/server/webSocketServerWire.ts';
import { openWebSocketWire } from '#renderer/wire/webSocketWire.ts';
import { MAX_FRAME_TO_BENCH, MAX_FRAME_TO_VIEW } from '#shared/rpc/frameCodec.ts';
import type { Wire } from '#shared/rpc/wire.ts';
import { eventually } from '#test/e2e/support/eventually.ts';

const HEAD_BEYOND_FRAME = Uint8Array.of(0, 0, 0, 9, 0x7b, 0x7d);

let server: WebSocketServer;
let url: string;
let sockets: WebSocket[];

async function listen(maxPayload: number): Promise<void> {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0, maxPayload });
  sockets = [];
  server.on('connection', (socket) => sockets.push(socket));
  await once(server, 'listening');
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** The bench's end as a wire, the view's end as a bare socket that says and hears what it likes. */
async function bareView(): Promise<{ readonly socket: WebSocket; readonly bench: Wire; readonly codes: number[] }> {
  const socket = new WebSocket(url);
  const codes: number[] = [];
  socket.on('close', (code) => codes.push(code));
  await once(socket, 'open');
  await eventually('the server to accept', () => sockets.length === 1);
  const [accepted] = sockets;
  if (accepted === undefined) throw new Error('No socket');
  return { socket, bench: createWebSocketServerWire(accepted), codes };
}

/** The other way round. */
async function bareBench(): Promise<{ readonly view: Wire; readonly socket: WebSocket; readonly codes: number[] }> {
  const view = await openWebSocketWire(url);
  if (!view.ok) throw new Error(view.error.message);
  await eventually('the server to accept', () => sockets.length === 1);
  const [socket] = sockets;
  if (socket === undefined) throw new Error('No socket');
  const codes: number[] = [];
  socket.on('close', (code) => codes.push(code));
  return { view: view.value, socket, codes };
}

beforeEach(() => listen(MAX_FRAME_TO_BENCH));
afterEach(async () => {
  for (const client of server.clients) client.terminate();
  await new Promise((closed) => server.close(closed));
});

describe('the bench end of a WebSocket', () => {
  // RFC 6455, section 7.4.1.
  test.each([
    ['text that is no JSON', 'AT+CSQ\r', 1003],
    ['an empty text frame', '', 1003],
    ['a head longer than its frame', HEAD_BEYOND_FRAME, 1003],
    ['an empty binary frame', new Uint8Array(0), 1003],
    ['text over the limit', 'x'.repeat(MAX_FRAME_TO_BENCH + 1), 1009],
    ['bytes over the limit', new Uint8Array(MAX_FRAME_TO_BENCH + 1), 1009],
  ])('a frame it cannot take closes with its code: %s', async (_name, frame, code) => {
    const { socket, bench, codes } = await bareView();
    const seen = { messages: 0, closes: 0 };
    bench.onMessage(() => {
      seen.messages += 1;
    });
    bench.onClose(() => {
      seen.closes += 1;
    });
    socket.send(frame);
    await eventually('the close', () => codes.length === 1 && seen.closes === 1);
    expect(codes).toEqual([code]);
    expect(seen).toEqual({ messages: 0, closes: 1 });
  });

  test('the limit holds also where the server has none', async () => {
    await new Promise((closed) => server.close(closed));
    await listen(2 * MAX_FRAME_TO_BENCH);
    const { socket, codes } = await bareView();
    socket.send(JSON.stringify('x'.repeat(MAX_FRAME_TO_BENCH)));
    await eventually('the close', () => codes.length === 1);
    expect(codes).toEqual([1009]);
  });

  test('a view cut off without a word is seen as closed', async () => {
    const { socket, bench } = await bareView();
    let closes = 0;
    bench.onClose(() => {
      closes += 1;
    });
    socket.terminate();
    await eventually('the close', () => closes === 1);
    expect(bench.send({ head: 1 })).toBe(false);
  });

  test('the backlog of a view that reads again is told to drain', async () => {
    const { socket, bench } = await bareView();
    let received = 0;
    let drains = 0;
    socket.on('message', () => {
      received += 1;
    });
    bench.backlog?.onDrain(() => {
      drains += 1;
    });
    socket.pause();
    const body = new Uint8Array(4_194_304);
    while ((bench.backlog?.bytes ?? 0) === 0) expect(bench.send({ head: 0, body })).toBe(true);
    const drainsBefore = drains;
    socket.resume();
    await eventually('the backlog to drain', () => bench.backlog?.bytes === 0 && drains > drainsBefore);
    expect(bench.send({ head: 'still there' })).toBe(true);
    await eventually('the messages', () => received > 1);
  });

  test('a view that never reads loses its wire before its backlog grows without end', async () => {
    const { socket, bench } = await bareView();
    let closes = 0;
    bench.onClose(() => {
      closes += 1;
    });
    socket.pause();
    const body = new Uint8Array(4_194_304);
    let sent = 0;
    while (bench.send({ head: 0, body })) {
      sent += body.length;
      expect(sent).toBeLessThan(4 * MAX_BACKLOG_BYTES);
    }
    expect(closes).toBe(1);
    expect(bench.send({ head: 1 })).toBe(false);
    socket.terminate();
  });

  test('a message over the limit of views is refused and the wire stays', async () => {
    const { socket, bench } = await bareView();
    const heard: string[] = [];
    socket.on('message', (data) => heard.push(String(data)));
    expect(bench.send({ head: 0, body: new Uint8Array(MAX_FRAME_TO_VIEW) })).toBe(false);
    expect(bench.send({ head: 'small' })).toBe(true);
    await eventually('the small message', () => heard.length === 1);
    expect(heard).toEqual(['"small"']);
  });
});

describe('the page end of a WebSocket', () => {
  // 4003 and 4009 stand for 1003 and 1009: a page may not send those.
  test.each([
    ['text that is no JSON', '<html>', 4003],
    ['a head longer than its frame', HEAD_BEYOND_FRAME, 4003],
    ['text over the limit', `"${'x'.repeat(MAX_FRAME_TO_VIEW)}"`, 4009],
    ['bytes over the limit', new Uint8Array(MAX_FRAME_TO_VIEW + 1), 4009],
  ])('a frame it cannot take closes with its code: %s', async (_name, frame, code) => {
    const { view, socket, codes } = await bareBench();
    const seen = { messages: 0, closes: 0 };
    view.onMessage(() => {
      seen.messages += 1;
    });
    view.onClose(() => {
      seen.closes += 1;
    });
    socket.send(frame);
    await eventually('the close', () => codes.length === 1 && seen.closes === 1);
    expect(codes).toEqual([code]);
    expect(seen).toEqual({ messages: 0, closes: 1 });
  });

  test('a message over the limit of the bench is refused and the wire stays', async () => {
    const { view, socket } = await bareBench();
    const heard: string[] = [];
    socket.on('message', (data) => heard.push(String(data)));
    expect(view.send({ head: 'x'.repeat(MAX_FRAME_TO_BENCH) })).toBe(false);
    expect(view.send({ head: 'small' })).toBe(true);
    await eventually('the small message', () => heard.length === 1);
    expect(heard).toEqual(['"small"']);
  });

  test('where nobody listens it is unreachable', async () => {
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const { port } = free.address() as AddressInfo;
    await new Promise((closed) => free.close(closed));
    const opened = await openWebSocketWire(`ws://127.0.0.1:${port}/`);
    expect(opened.ok || opened.error.code).toBe('unreachable');
  });

  test('an address that is none is unreachable', async () => {
    const opened = await openWebSocketWire('ws:///wire');
    expect(opened.ok || opened.error.code).toBe('unreachable');
  });

  test('where another service listens it is unreachable', async () => {
    const other = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n', () => socket.destroy())).listen(
      0,
      '127.0.0.1',
    );
    await once(other, 'listening');
    const opened = await openWebSocketWire(`ws://127.0.0.1:${(other.address() as AddressInfo).port}/`);
    expect(opened.ok || opened.error.code).toBe('unreachable');
    await new Promise((closed) => other.close(closed));
  });
});
