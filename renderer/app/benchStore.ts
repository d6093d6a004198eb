import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ConnectionState } from '#renderer/wire/reconnectingClient.ts';
import type { BenchInfo, BenchState } from '#shared/contract/bench.ts';
import type { LinkInfo } from '#shared/model/link.ts';
import type { RpcClient } from '#shared/rpc/rpcClient.ts';
import { askWhenReady } from './askWhenReady.ts';
import { mergeLinks } from './mergeLinks.ts';
import { structuralShare } from './structuralShare.ts';

/** What the window knows of the bench, apart from rows. */
export interface BenchSlice {
  /** How the wire to the bench is; kept by who dials. */
  readonly connection: ConnectionState;
  /** The first answer came: before that, nothing is known rather than empty. */
  readonly info: BenchInfo | null;
  readonly state: BenchState | null;
  /** Every link the bench has told of, by id. */
  readonly links: ReadonlyMap<number, LinkInfo>;
}
export type BenchStore = StoreApi<BenchSlice>;

/** Mirrors the bench's small state; asks anew each time the wire comes up. `dispose` stops listening. */
export function createBenchStore(rpc: RpcClient): { readonly store: BenchStore; dispose(): void } {
  const store: BenchStore = createStore<BenchSlice>(() => ({
    connection: { phase: rpc.state === 'ready' ? 'connected' : 'connecting' },
    info: null,
    state: null,
    links: new Map(),
  }));

  const takeState = (state: BenchState): void => {
    store.setState((old) => ({ state: structuralShare(old.state, state) }));
  };
  const takeLinks = (links: readonly LinkInfo[], base: ReadonlyMap<number, LinkInfo>): void => {
    store.setState({ links: mergeLinks(base, links) });
  };
  const ask = async (): Promise<void> => {
    const [info, state, links] = await Promise.all([
      rpc.call('bench.info', {}),
      rpc.call('bench.state', {}),
      rpc.call('log.links', {}),
    ]);
    if (info.ok) store.setState({ info: info.value });
    if (state.ok) takeState(state.value);
    if (links.ok) takeLinks(links.value.links, new Map());
  };

  const stops = [
    rpc.on('bench.state-changed', takeState),
    rpc.on('log.links-changed', (change) => takeLinks(change.links, store.getState().links)),
    askWhenReady(rpc, ask),
  ];

  return {
    store,
    dispose() {
      for (const stop of stops) stop();
    },
  };
}
