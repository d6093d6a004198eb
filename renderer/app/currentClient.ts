import { createEmitter } from '#shared/base/emitter.ts';
import { err } from '#shared/base/result.ts';
import type { EventData, EventName } from '#shared/contract/contract.ts';
import type { RpcClient } from '#shared/rpc/rpcClient.ts';

export interface CurrentClient extends RpcClient {
  /** The connection that is used from now on; the one before is left to whoever made it. */
  use(client: RpcClient): void;
}

const NOT_CONNECTED = err('closed', 'The bench is not connected. It is being dialled.');

/**
 * One client for the life of the window, whichever connection is under it: listeners stay over reconnects, calls go to the
 * connection of the moment, and `ready` comes anew with each one. Between two connections it is `connecting`.
 */
export function createCurrentClient(): CurrentClient {
  const states = createEmitter<RpcClient['state']>();
  const listeners = new Set<(client: RpcClient) => () => void>();
  let current: RpcClient | null = null;
  let stops: (() => void)[] = [];

  const outward = (state: RpcClient['state']): RpcClient['state'] => (state === 'closed' ? 'connecting' : state);

  return {
    use(client) {
      for (const stop of stops) stop();
      current = client;
      stops = [client.onState((state) => states.emit(outward(state)))];
      for (const attach of listeners) stops.push(attach(client));
      states.emit(outward(client.state));
    },
    get state() {
      return current === null ? 'connecting' : outward(current.state);
    },
    onState: (listener) => states.on(listener),
    call(name, input) {
      return current?.call(name, input) ?? Promise.resolve(NOT_CONNECTED);
    },
    on<K extends EventName>(name: K, listener: (data: EventData<K>) => void) {
      let detach = (): void => {};
      const attach = (client: RpcClient): (() => void) => {
        detach = client.on(name, listener);
        return () => detach();
      };
      listeners.add(attach);
      if (current !== null) stops.push(attach(current));
      return () => {
        listeners.delete(attach);
        detach();
      };
    },
    open(name, input, listener) {
      if (current !== null) return current.open(name, input, listener);
      let wanted = true;
      // Told later, so that the caller has the stream's closer before its end.
      void Promise.resolve().then(() => {
        if (wanted) listener.end(NOT_CONNECTED.error);
      });
      return () => {
        wanted = false;
      };
    },
    close() {
      current?.close();
    },
  };
}
