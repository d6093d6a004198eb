import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Wire } from '#shared/rpc/wire.ts';
import { createFakeClock, settle } from '#test/fakes/fakeClock.ts';
import { connectWire } from './connectWire.ts';

const ORIGIN = 'app://modemscope';

/** As much of a window as the hand-over uses. */
function createFakePage(host?: unknown) {
  const clock = createFakeClock();
  const listeners = new Set<(event: unknown) => void>();
  const cancels: (() => void)[] = [];
  const posted: unknown[][] = [];
  const page = {
    modemscopeHost: host,
    location: { origin: ORIGIN, protocol: 'http:', host: '127.0.0.1:4180' },
    postMessage: (...message: unknown[]) => posted.push(message),
    addEventListener: (_type: 'message', listener: (event: unknown) => void) => listeners.add(listener),
    removeEventListener: (_type: 'message', listener: (event: unknown) => void) => listeners.delete(listener),
    setTimeout: (callback: () => void, ms: number) => cancels.push(clock.after(ms, callback)),
    clearTimeout: (timer: number) => cancels[timer - 1]?.(),
  };
  const hear = (event: unknown): void => {
    for (const listener of listeners) listener(event);
  };
  return { page: page as unknown as Window, clock, listeners, posted, hear };
}

function createPort() {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  return { port: port1, other: port2 };
}

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
  vi.unstubAllGlobals();
});

describe('connecting in the desktop host', () => {
  test('asks for a port, takes the one that is handed over, and listens no longer', async () => {
    const { page, posted, hear, listeners, clock } = createFakePage('electron');
    const connecting = connectWire(page);
    expect(posted).toEqual([[{ type: 'modemscope:ready' }, '/']]);
    const { port, other } = createPort();
    hear({ source: page, origin: ORIGIN, data: { type: 'modemscope:port' }, ports: [port] });
    const connected = await connecting;
    if (!connected.ok) throw new Error(connected.error.message);
    const heard: unknown[] = [];
    other.addEventListener('message', ({ data }) => heard.push(data));
    other.start();
    connected.value.send({ head: 'hello' });
    await vi.waitFor(() => expect(heard).toEqual([{ head: 'hello' }]));
    expect(listeners.size).toBe(0);
    expect(clock.pending).toBe(0);
  });

  const given = { type: 'modemscope:port' };
  test.each([
    ['another window', { source: {}, origin: ORIGIN, data: given }],
    ['no window', { source: null, origin: ORIGIN, data: given }],
    ['another origin', { origin: 'https://attacker.example', data: given }],
    ['this page, but something else', { origin: ORIGIN, data: { type: 'modemscope:ready' } }],
    ['this page, but text', { origin: ORIGIN, data: 'modemscope:port' }],
    ['this page, but null', { origin: ORIGIN, data: null }],
  ])('takes no port from %s', async (_from, event) => {
    const { page, hear, clock, listeners } = createFakePage('electron');
    const connecting = connectWire(page);
    hear({ source: page, ports: [createPort().port], ...event });
    expect(listeners.size).toBe(1);
    await clock.run(5000);
    const connected = await connecting;
    expect(connected.ok || connected.error.code).toBe('unreachable');
  });

  test('a hand-over without a port does not end the wait for one', async () => {
    const { page, hear, clock, listeners } = createFakePage('electron');
    const connecting = connectWire(page);
    hear({ source: page, origin: ORIGIN, data: given, ports: [] });
    hear({ source: page, origin: ORIGIN, data: given, ports: [createPort().port] });
    expect((await connecting).ok).toBe(true);
    expect([listeners.size, clock.pending]).toEqual([0, 0]);
  });

  test('without an answer the bench is unreachable, and a late port is not taken', async () => {
    const { page, clock, listeners } = createFakePage('electron');
    const connecting = connectWire(page);
    await clock.run(5000);
    const connected = await connecting;
    expect(connected.ok || connected.error.code).toBe('unreachable');
    expect(listeners.size).toBe(0);
  });
});

describe('connecting in a browser', () => {
  /** A WebSocket that does what the test says. */
  class FakeSocket extends EventTarget {
    static readonly dialled: FakeSocket[] = [];
    readonly url: string;
    readonly sent: unknown[] = [];
    binaryType = 'blob';
    constructor(url: string) {
      super();
      this.url = url;
      FakeSocket.dialled.push(this);
    }
    send(data: unknown): void {
      this.sent.push(data);
    }
    close(): void {}
  }

  async function dial(protocol: string, host?: unknown) {
    vi.stubGlobal('WebSocket', FakeSocket);
    FakeSocket.dialled.length = 0;
    const { page, posted } = createFakePage(host);
    page.location.protocol = protocol;
    const connecting = connectWire(page);
    await settle();
    const [socket] = FakeSocket.dialled;
    if (socket === undefined) throw new Error('Nothing was dialled');
    return { connecting, socket, posted };
  }

  test.each([
    ['http:', 'ws://127.0.0.1:4180/wire'],
    ['https:', 'wss://127.0.0.1:4180/wire'],
  ])('dials where the page came from: %s', async (protocol, url) => {
    const { connecting, socket, posted } = await dial(protocol);
    expect(socket.url).toBe(url);
    socket.dispatchEvent(new Event('open'));
    const connected = await connecting;
    const wire: Wire | undefined = connected.ok ? connected.value : undefined;
    expect(wire?.send({ head: 'hello' })).toBe(true);
    expect(socket.sent).toEqual(['"hello"']);
    expect(socket.binaryType).toBe('arraybuffer');
    expect(posted).toEqual([]);
  });

  test('a host of another name is a browser, too', async () => {
    const { socket } = await dial('http:', { toString: () => 'electron' });
    expect(socket.url).toBe('ws://127.0.0.1:4180/wire');
  });

  test('a refused WebSocket is unreachable', async () => {
    const { connecting, socket } = await dial('http:');
    socket.dispatchEvent(new Event('error'));
    socket.dispatchEvent(new Event('close'));
    const connected = await connecting;
    expect(connected.ok || connected.error.code).toBe('unreachable');
  });
});
