import type { Unsubscribe } from '#shared/base/emitter.ts';
import type { RpcClient } from '#shared/rpc/rpcClient.ts';

/** Calls `ask` now if the wire is up, and anew each time it comes up. The answer stops that. */
export function askWhenReady(rpc: RpcClient, ask: () => Promise<void>): Unsubscribe {
  const stop = rpc.onState((state) => {
    if (state === 'ready') void ask();
  });
  if (rpc.state === 'ready') void ask();
  return stop;
}
