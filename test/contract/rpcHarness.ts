import type { CommandHandlers, StreamHandlers } from '#shared/contract/contract.ts';
import { createRpcClient } from '#shared/rpc/createRpcClient.ts';
import { PROTOCOL_VERSION } from '#shared/rpc/messages.ts';
import type { RpcClient } from '#shared/rpc/rpcClient.ts';
import { type EventListener, serveWire } from '#shared/rpc/serveWire.ts';
import type { Wire } from '#shared/rpc/wire.ts';
import { eventually } from '#test/e2e/support/eventually.ts';
import { fakeCommands, fakeStreams } from '#test/fakes/fakeHandlers.ts';

export interface ServedWire {
  /** What handlers threw. */
  readonly reports: unknown[];
  /** Views that listen to events. */
  readonly listeners: ReadonlySet<EventListener>;
  readonly emit: EventListener;
  stop(): void;
}

/** The bench's side of a wire, with the given handlers and no bench behind it. */
export function serveFake(
  wire: Wire,
  commands: Partial<CommandHandlers> = {},
  streams: Partial<StreamHandlers> = {},
): ServedWire {
  const reports: unknown[] = [];
  const listeners = new Set<EventListener>();
  const stop = serveWire({
    wire,
    commands: fakeCommands(commands),
    streams: fakeStreams(streams),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    report: (error) => reports.push(error),
  });
  return {
    reports,
    listeners,
    emit: (name, data) => {
      for (const listener of listeners) listener(name, data);
    },
    stop,
  };
}

export interface TestClient extends RpcClient {
  readonly reports: unknown[];
}

/** A client that holds the bench to its contract. */
export function strictClient(wire: Wire): TestClient {
  const reports: unknown[] = [];
  const client = createRpcClient({ wire, report: (error) => reports.push(error), validate: true });
  return Object.assign(Object.create(client) as RpcClient, { reports });
}

export interface RawPeer {
  readonly heard: readonly Readonly<Record<string, unknown>>[];
  readonly closed: boolean;
  say(head: unknown): void;
  /** Says hello and waits for the answer. */
  greet(): Promise<void>;
  /** The next message not taken yet of that form. */
  next(m: string): Promise<Readonly<Record<string, unknown>>>;
}

/** A peer that says what it likes. */
export function createRawPeer(wire: Wire): RawPeer {
  const heard: Readonly<Record<string, unknown>>[] = [];
  const untaken: Readonly<Record<string, unknown>>[] = [];
  let closed = false;
  wire.onMessage(({ head }) => {
    heard.push(head as Readonly<Record<string, unknown>>);
    untaken.push(head as Readonly<Record<string, unknown>>);
  });
  wire.onClose(() => {
    closed = true;
  });
  const next = async (m: string): Promise<Readonly<Record<string, unknown>>> => {
    await eventually(`a message ${m}`, () => untaken.some((message) => message.m === m));
    const index = untaken.findIndex((message) => message.m === m);
    return untaken.splice(index, 1)[0] ?? {};
  };
  return {
    heard,
    get closed() {
      return closed;
    },
    say: (head) => void wire.send({ head }),
    async greet() {
      wire.send({ head: { m: 'hello', version: PROTOCOL_VERSION } });
      await next('hello');
    },
    next,
  };
}

/** No JSON, because of the cycle, and no structured clone, because of the function. */
export function uncarriable(): unknown {
  const value: { self?: unknown; readonly code: () => string } = { code: () => 'secret detail' };
  value.self = value;
  return value;
}

/** Close to the most a view may send at once. */
export const HUGE_TEXT = 'AT+'.repeat(400_000);

/** The answer of a handler that takes its time. */
export const never = (): Promise<never> => new Promise(() => {});
