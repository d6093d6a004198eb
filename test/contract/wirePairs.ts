import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { WebSocketServer } from 'ws';
import { createWebSocketServerWire } from '#bench/server/webSocketServerWire.ts';
import { openWebSocketWire } from '#renderer/wire/webSocketWire.ts';
import { MAX_FRAME_TO_BENCH } from '#shared/rpc/frameCodec.ts';
import { createMemoryWirePair } from '#shared/rpc/memoryWire.ts';
import { createMessagePortMainWire, createMessagePortWire, type MainPort } from '#shared/rpc/portWire.ts';
import type { Wire } from '#shared/rpc/wire.ts';

/** Both ends of one wire. */
export interface WirePair {
  readonly view: Wire;
  readonly bench: Wire;
  /** Frees what the pair took, whatever state its wires are in. */
  dispose(): Promise<void>;
}

export type CreateWirePair = () => Promise<WirePair>;

/** Every kind of wire there is, made of real transports. */
export const WIRE_KINDS: readonly { readonly name: string; readonly create: CreateWirePair }[] = [
  { name: 'memory', create: createMemoryPair },
  { name: 'MessagePort', create: createPortPair },
  { name: 'MessagePortMain', create: createPortMainPair },
  { name: 'WebSocket', create: createWebSocketPair },
];

async function createMemoryPair(): Promise<WirePair> {
  const [view, bench] = createMemoryWirePair();
  return { view, bench, dispose: async () => view.close() };
}

async function createPortPair(): Promise<WirePair> {
  const { port1, port2 } = new MessageChannel();
  const view = createMessagePortWire(port1);
  return { view, bench: createMessagePortWire(port2), dispose: async () => view.close() };
}

async function createPortMainPair(): Promise<WirePair> {
  const { port1, port2 } = new MessageChannel();
  const view = createMessagePortWire(port1);
  return { view, bench: createMessagePortMainWire(toMainPort(port2)), dispose: async () => view.close() };
}

/** A port with the manners of Electron's MessagePortMain: an emitter whose messages come wrapped in `{ data, ports }`. */
export function toMainPort(port: MessagePort): MainPort {
  const emitter = new EventEmitter();
  return {
    postMessage: (message) => port.postMessage(message),
    start() {
      port.on('message', (data: unknown) => emitter.emit('message', { data, ports: [] }));
      port.on('close', () => emitter.emit('close'));
    },
    close: () => port.close(),
    on: (event: string, listener: (message: { readonly data?: unknown }) => void) => emitter.on(event, listener),
  };
}

async function createWebSocketPair(): Promise<WirePair> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, maxPayload: MAX_FRAME_TO_BENCH });
  await once(server, 'listening');
  const accepted = new Promise<Wire>((resolve) => {
    server.once('connection', (socket) => resolve(createWebSocketServerWire(socket)));
  });
  const view = await openWebSocketWire(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  if (!view.ok) throw new Error(view.error.message);
  return {
    view: view.value,
    bench: await accepted,
    async dispose() {
      for (const client of server.clients) client.terminate();
      await new Promise((closed) => server.close(closed));
    },
  };
}
