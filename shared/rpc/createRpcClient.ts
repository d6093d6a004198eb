import { assertNever } from '../base/assertNever.ts';
import { createEmitter, type Emitter } from '../base/emitter.ts';
import { type Err, err, ok } from '../base/result.ts';
import { type CommandResult, contract, type EventData, type StreamItem } from '../contract/contract.ts';
import { createClientCalls } from './clientCalls.ts';
import { createClientStreams } from './clientStreams.ts';
import { checkValue, findName } from './contractLookup.ts';
import {
  type ClientMessage,
  MAX_PENDING_CALLS,
  PROTOCOL_VERSION,
  type RpcErrorCode,
  type ServerMessage,
  serverMessage,
} from './messages.ts';
import type { RpcClient } from './rpcClient.ts';
import type { Wire } from './wire.ts';

export interface RpcClientOptions {
  /** Open, and not listened to by anybody else. */
  readonly wire: Wire;
  /** Takes what a listener of the view threw, and what the bench sent against the protocol. */
  readonly report: (error: unknown) => void;
  /** Check everything the bench sends against the contract. For tests: the bench's own types promise it already. */
  readonly validate?: boolean;
}

const CLOSED = err('closed', 'The connection to the bench is closed.');
const TOO_EARLY = err('overloaded', 'The bench has not answered yet. Wait a moment and try again.');
const TOO_LARGE = err('bad-input', 'This is too large to send to the bench. Send less at once.');

/** The view's side of the contract over one wire. Says hello at once; what is asked before the answer waits for it. */
export function createRpcClient({ wire, report, validate = false }: RpcClientOptions): RpcClient {
  const events = new Map<string, Emitter<unknown>>();
  const states = createEmitter<RpcClient['state']>();
  let state: RpcClient['state'] = 'connecting';
  let nextId = 1;
  /** What waits for the bench's hello. */
  let early: ClientMessage[] = [];

  const isOpen = (): boolean => state === 'connecting' || state === 'ready';

  /** Undefined when the message is on its way or waits; else why it never will be. */
  const post = (message: ClientMessage): Err<RpcErrorCode> | undefined => {
    if (state === 'connecting') {
      if (early.length >= MAX_PENDING_CALLS) return TOO_EARLY;
      early.push(message);
      return undefined;
    }
    if (state === 'ready' && wire.send({ head: message })) return undefined;
    return isOpen() ? TOO_LARGE : CLOSED;
  };
  const ask = (message: Extract<ClientMessage, { m: 'call' | 'open' }>): void => {
    const refused = post(message);
    if (refused === undefined) return;
    if (message.m === 'call') calls.settle(message.id, refused);
    // Told later, so that the caller has the stream's closer before its end.
    else void Promise.resolve().then(() => streams.end(message.id, refused.error));
  };
  const calls = createClientCalls({ report, validate });
  const streams = createClientStreams({
    sendCredit: (id) => void post({ m: 'credit', id, n: 1 }),
    sendClose: (id) => void post({ m: 'close', id }),
    report,
    validate,
  });

  const finish = (last: 'closed' | 'refused'): void => {
    if (!isOpen()) return;
    state = last;
    early = [];
    wire.close();
    calls.settleAll(CLOSED);
    streams.endAll(CLOSED.error);
    states.emit(last);
  };
  /** The bench's first message. The answer, here and in `take`, says how it breaks the protocol, if it does. */
  const greet = (message: ServerMessage): string | undefined => {
    const refused = message.m === 'refused' && message.code === 'version';
    if (refused || (message.m === 'hello' && message.version !== PROTOCOL_VERSION)) {
      finish('refused');
      return undefined;
    }
    if (message.m !== 'hello') return `${message.m} in place of hello`;
    const waiting = early;
    early = [];
    state = 'ready';
    for (const each of waiting) {
      if (each.m === 'call' || each.m === 'open') ask(each);
    }
    if (isOpen()) states.emit('ready');
    return undefined;
  };
  const hear = (name: string, data: unknown): void => {
    if (validate) {
      const known = findName('event', name);
      const checked = known === undefined ? err('bad-input', 'no such event') : checkValue(contract[known].data, data);
      if (!checked.ok) report(new Error(`Event ${name}: ${checked.error.message}`));
    }
    events.get(name)?.emit(data);
  };
  const take = (message: ServerMessage, body: Uint8Array | undefined): string | undefined => {
    switch (message.m) {
      case 'hello':
        return 'a second hello';
      case 'refused':
        return message.message;
      case 'reply': {
        const result = message.ok ? ok(message.value) : ({ ok: false, error: message.error } as const);
        return calls.settle(message.id, result) ? undefined : 'a reply to no call';
      }
      case 'event':
        hear(message.name, message.data);
        return undefined;
      case 'item':
        streams.item(message, body);
        return undefined;
      case 'end':
        streams.end(message.id, message.error);
        return undefined;
      default:
        return assertNever(message, 'server message');
    }
  };

  wire.onMessage(({ head, body }) => {
    if (!isOpen()) return;
    const parsed = serverMessage.safeParse(head);
    const breach = !parsed.success
      ? 'a message of no known form'
      : state === 'connecting'
        ? greet(parsed.data)
        : take(parsed.data, body);
    if (breach === undefined) return;
    report(new Error(`The bench broke the protocol: ${breach}`));
    finish('closed');
  });
  wire.onClose(() => finish('closed'));
  wire.send({ head: { m: 'hello', version: PROTOCOL_VERSION } satisfies ClientMessage });

  /** A listener whose faults do not reach the others. */
  const guarded =
    <T>(listener: (value: T) => void) =>
    (value: T): void => {
      try {
        listener(value);
      } catch (error) {
        report(error);
      }
    };

  return {
    get state() {
      return state;
    },
    call(name, input) {
      return new Promise((resolve) => {
        const id = nextId++;
        // From here on the name stands for the types: the bench's compiler checked that its answer has them.
        calls.add(id, name, (result) => resolve(result as CommandResult<typeof name>));
        ask({ m: 'call', id, name, input });
      });
    },
    on(name, listener) {
      const emitter = events.get(name) ?? createEmitter<unknown>();
      events.set(name, emitter);
      return emitter.on(guarded((data) => listener(data as EventData<typeof name>)));
    },
    open(name, input, listener) {
      const id = nextId++;
      streams.add(id, name, {
        item: (item, body) => listener.item(item as StreamItem<typeof name>, body),
        end: (error) => listener.end(error),
      });
      ask({ m: 'open', id, name, input });
      return () => {
        if (!streams.remove(id)) return;
        if (state === 'connecting') early = early.filter((message) => message.m !== 'open' || message.id !== id);
        else post({ m: 'close', id });
      };
    },
    onState: (listener) => states.on(guarded(listener)),
    close: () => finish('closed'),
  };
}
