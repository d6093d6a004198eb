import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BridgeState } from '#shared/contract/bridge.ts';
import type { ProxyState } from '#shared/contract/proxy.ts';
import type { RpcClient } from '#shared/rpc/rpcClient.ts';
import { askWhenReady } from './askWhenReady.ts';
import { structuralShare } from './structuralShare.ts';

/** What joins the bench with brokers elsewhere. The bridge is null until the bench has told of it. */
export interface RelaySlice {
  readonly proxies: readonly ProxyState[];
  readonly bridge: BridgeState | null;
}
export type RelayStore = StoreApi<RelaySlice>;

/** Mirrors the bench's proxies and its bridge; asks anew each time the wire comes up. `dispose` stops listening. */
export function createRelayStore(rpc: RpcClient): { readonly store: RelayStore; dispose(): void } {
  const store: RelayStore = createStore<RelaySlice>(() => ({ proxies: [], bridge: null }));
  const takeProxies = ({ proxies }: { readonly proxies: readonly ProxyState[] }): void =>
    store.setState((old) => ({ proxies: structuralShare(old.proxies, proxies) }));
  const takeBridge = (bridge: BridgeState): void =>
    store.setState((old) => ({ bridge: structuralShare(old.bridge, bridge) }));
  const ask = async (): Promise<void> => {
    const [proxies, bridge] = await Promise.all([rpc.call('proxy.list', {}), rpc.call('bridge.get', {})]);
    if (proxies.ok) takeProxies(proxies.value);
    if (bridge.ok) takeBridge(bridge.value);
  };
  const stops = [rpc.on('proxy.changed', takeProxies), rpc.on('bridge.changed', takeBridge), askWhenReady(rpc, ask)];
  return {
    store,
    dispose() {
      for (const stop of stops) stop();
    },
  };
}
