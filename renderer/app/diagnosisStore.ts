import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DiagnosisState } from '#shared/contract/diagnosis.ts';
import { MAX_SIGNAL_SAMPLES, type ModemState, type SignalSample } from '#shared/contract/modem.ts';
import type { RpcClient } from '#shared/rpc/rpcClient.ts';
import { askWhenReady } from './askWhenReady.ts';
import { structuralShare } from './structuralShare.ts';

/** What the bench concludes from the traffic. */
export interface DiagnosisSlice {
  /** null: no serial traffic yet. */
  readonly diagnosis: DiagnosisState | null;
  readonly modems: readonly ModemState[];
  readonly signal: readonly SignalSample[];
}
export type DiagnosisStore = StoreApi<DiagnosisSlice>;

/** Mirrors the bench's judgement; asks anew each time the wire comes up. `dispose` stops listening. */
export function createDiagnosisStore(rpc: RpcClient): { readonly store: DiagnosisStore; dispose(): void } {
  const store: DiagnosisStore = createStore<DiagnosisSlice>(() => ({ diagnosis: null, modems: [], signal: [] }));
  const take = (diagnosis: DiagnosisState | null): void =>
    store.setState((old) => ({ diagnosis: structuralShare(old.diagnosis, diagnosis) }));
  const ask = async (): Promise<void> => {
    const [diagnosis, modem] = await Promise.all([rpc.call('diagnosis.get', {}), rpc.call('modem.get', {})]);
    if (diagnosis.ok) take(diagnosis.value.diagnosis);
    if (modem.ok) store.setState({ modems: modem.value.modems, signal: modem.value.signal });
  };
  const stops = [
    rpc.on('diagnosis.changed', (change) => take(change.diagnosis)),
    rpc.on('modem.changed', (change) =>
      store.setState((old) => ({ modems: structuralShare(old.modems, change.modems) })),
    ),
    rpc.on('modem.signal', ({ samples }) =>
      store.setState((old) => ({ signal: [...old.signal, ...samples].slice(-MAX_SIGNAL_SAMPLES) })),
    ),
    askWhenReady(rpc, ask),
  ];
  return {
    store,
    dispose() {
      for (const stop of stops) stop();
    },
  };
}
