import { createEmitter, type Unsubscribe } from '#shared/base/emitter.ts';
import type { Result } from '#shared/base/result.ts';
import { createRpcClient } from '#shared/rpc/createRpcClient.ts';
import type { RpcClient } from '#shared/rpc/rpcClient.ts';
import type { Wire } from '#shared/rpc/wire.ts';

/** Where the window stands with its bench. */
export type ConnectionState =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'connected' }
  /** The bench is gone; the next attempt follows after `retryMs`. `attempt` counts from 1 since it was last there. */
  | { readonly phase: 'waiting'; readonly attempt: number; readonly retryMs: number }
  /** The bench speaks another protocol version: only a reload of the window helps. */
  | { readonly phase: 'refused' }
  | { readonly phase: 'stopped' };

export interface ReconnectingOptions {
  readonly connect: () => Promise<Result<Wire>>;
  /** Calls back once after `ms`; the answer cancels. */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** A fresh client, ready: ask for the state and open the streams anew. */
  readonly onClient: (client: RpcClient) => void;
  readonly report: (error: unknown) => void;
}

export interface ReconnectingClient {
  readonly state: ConnectionState;
  onState(listener: (state: ConnectionState) => void): Unsubscribe;
  /** Closes the connection for good. */
  stop(): void;
}

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 5000;
/** How long the bench may take to say hello. */
const HELLO_TIMEOUT_MS = 10_000;

/** 0.5 s, 1 s, 2 s, 4 s, then every 5 s. */
const retryDelay = (attempt: number): number => Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1));

/** Keeps a window connected: dials, and dials again whenever the bench goes away. */
export function createReconnectingClient(options: ReconnectingOptions): ReconnectingClient {
  const { connect, after, onClient, report } = options;
  const states = createEmitter<ConnectionState>();
  let state: ConnectionState = { phase: 'connecting' };
  let attempt = 0;
  let client: RpcClient | undefined;
  let cancelTimer = (): void => {};

  const enter = (next: ConnectionState): void => {
    state = next;
    states.emit(next);
  };
  const isStopped = (): boolean => state.phase === 'stopped';

  const retry = (): void => {
    attempt += 1;
    const retryMs = retryDelay(attempt);
    cancelTimer = after(retryMs, () => {
      enter({ phase: 'connecting' });
      void dial();
    });
    enter({ phase: 'waiting', attempt, retryMs });
  };
  const follow = (fresh: RpcClient) => (next: RpcClient['state']) => {
    cancelTimer();
    if (isStopped()) return;
    if (next === 'ready') {
      attempt = 0;
      enter({ phase: 'connected' });
      onClient(fresh);
    } else if (next === 'refused') {
      enter({ phase: 'refused' });
    } else {
      retry();
    }
  };
  const dial = async (): Promise<void> => {
    const wire = await connect();
    if (isStopped()) {
      if (wire.ok) wire.value.close();
      return;
    }
    if (!wire.ok) {
      retry();
      return;
    }
    const fresh = createRpcClient({ wire: wire.value, report });
    client = fresh;
    cancelTimer = after(HELLO_TIMEOUT_MS, () => fresh.close());
    fresh.onState(follow(fresh));
  };
  void dial();

  return {
    get state() {
      return state;
    },
    onState: (listener) => states.on(listener),
    stop() {
      if (isStopped()) return;
      cancelTimer();
      enter({ phase: 'stopped' });
      client?.close();
    },
  };
}
