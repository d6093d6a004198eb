import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SimulatorState } from '#shared/contract/simulator.ts';
import type { RpcClient } from '#shared/rpc/rpcClient.ts';
import { askWhenReady } from './askWhenReady.ts';
import { structuralShare } from './structuralShare.ts';

/** The simulated board and modem of the bench. Null until the bench has told of them. */
export interface SimulatorSlice {
  readonly simulator: SimulatorState | null;
}
export type SimulatorStore = StoreApi<SimulatorSlice>;

/** Mirrors the bench's simulator; asks anew each time the wire comes up. `dispose` stops listening. */
export function createSimulatorStore(rpc: RpcClient): { readonly store: SimulatorStore; dispose(): void } {
  const store: SimulatorStore = createStore<SimulatorSlice>(() => ({ simulator: null }));
  const take = (simulator: SimulatorState): void =>
    store.setState((old) => ({ simulator: structuralShare(old.simulator, simulator) }));
  const ask = async (): Promise<void> => {
    const state = await rpc.call('simulator.get', {});
    if (state.ok) take(state.value);
  };
  const stops = [rpc.on('simulator.changed', take), askWhenReady(rpc, ask)];
  return {
    store,
    dispose() {
      for (const stop of stops) stop();
    },
  };
}
