import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PortInfo } from '#shared/contract/serial.ts';
import type { RpcClient } from '#shared/rpc/rpcClient.ts';
import { structuralShare } from './structuralShare.ts';

/** The ports of the bench's machine, as last listed. */
export interface PortsSlice {
  readonly ports: readonly PortInfo[];
  /** Why the list may be incomplete, with the remedy; '' otherwise. */
  readonly warning: string;
  readonly loading: boolean;
  readonly loaded: boolean;
  refresh(): Promise<void>;
}
export type PortsStore = StoreApi<PortsSlice>;

export const createPortsStore = (rpc: RpcClient): PortsStore =>
  createStore<PortsSlice>((set, get) => ({
    ports: [],
    warning: '',
    loading: false,
    loaded: false,
    async refresh() {
      if (get().loading) return;
      set({ loading: true });
      const answer = await rpc.call('serial.ports', {});
      if (answer.ok) {
        const { ports, warning } = answer.value;
        set((old) => ({ ports: structuralShare(old.ports, ports), warning, loaded: true, loading: false }));
      } else {
        set({ warning: `The ports could not be listed: ${answer.error.message}`, loading: false });
      }
    },
  }));
