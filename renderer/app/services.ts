import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { RpcClient } from '#shared/rpc/rpcClient.ts';
import { type BenchSlice, type BenchStore, createBenchStore } from './benchStore.ts';
import { createDetectStore, type DetectSlice, type DetectStore } from './detectStore.ts';
import { createDiagnosisStore, type DiagnosisSlice, type DiagnosisStore } from './diagnosisStore.ts';
import { createPaneRegistry, type PaneRegistry } from './paneRegistry.ts';
import { createPortsStore, type PortsSlice, type PortsStore } from './portsStore.ts';
import { createRelayStore, type RelaySlice, type RelayStore } from './relayStore.ts';
import { createSelectionStore, type SelectionSlice, type SelectionStore } from './selectionStore.ts';
import { createSettingsStore, type Delay, type SettingsSlice, type SettingsStore } from './settingsStore.ts';
import { createSimulatorStore, type SimulatorSlice, type SimulatorStore } from './simulatorStore.ts';
import { createViewStore, type ViewSlice, type ViewStore } from './viewStore.ts';

/** All a component may ask for, made once per window and handed down. */
export interface Services {
  readonly rpc: RpcClient;
  readonly bench: BenchStore;
  readonly diagnosis: DiagnosisStore;
  readonly simulator: SimulatorStore;
  readonly relay: RelayStore;
  readonly detect: DetectStore;
  readonly settings: SettingsStore;
  readonly selection: SelectionStore;
  readonly view: ViewStore;
  readonly ports: PortsStore;
  readonly panes: PaneRegistry;
  /** Calls back before a frame, each caller in its turn (see frameScheduler). */
  readonly schedule: (callback: () => void) => void;
  /** Sends unsent settings: the window is about to go. */
  flush(): void;
  dispose(): void;
}

export function createServices(rpc: RpcClient, delay: Delay, schedule: Services['schedule']): Services {
  const bench = createBenchStore(rpc);
  const diagnosis = createDiagnosisStore(rpc);
  const simulator = createSimulatorStore(rpc);
  const relay = createRelayStore(rpc);
  const settings = createSettingsStore(rpc, delay);
  return {
    rpc,
    bench: bench.store,
    diagnosis: diagnosis.store,
    simulator: simulator.store,
    relay: relay.store,
    detect: createDetectStore(rpc),
    settings: settings.store,
    selection: createSelectionStore(),
    view: createViewStore(),
    ports: createPortsStore(rpc),
    panes: createPaneRegistry(),
    schedule,
    flush: settings.flush,
    dispose() {
      settings.dispose();
      bench.dispose();
      diagnosis.dispose();
      simulator.dispose();
      relay.dispose();
    },
  };
}

export const ServicesContext = createContext<Services | null>(null);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('No ServicesContext around this component');
  return services;
}

export const useRpc = (): RpcClient => useServices().rpc;
/** Select narrowly: the component draws again when the selected reference changes. */
export const useBench = <T>(selector: (slice: BenchSlice) => T): T => useStore(useServices().bench, selector);
export const useDiagnosis = <T>(selector: (slice: DiagnosisSlice) => T): T =>
  useStore(useServices().diagnosis, selector);
export const useSimulator = <T>(selector: (slice: SimulatorSlice) => T): T =>
  useStore(useServices().simulator, selector);
export const useRelay = <T>(selector: (slice: RelaySlice) => T): T => useStore(useServices().relay, selector);
export const useDetect = <T>(selector: (slice: DetectSlice) => T): T => useStore(useServices().detect, selector);
export const useSettings = <T>(selector: (slice: SettingsSlice) => T): T => useStore(useServices().settings, selector);
export const useSelection = <T>(selector: (slice: SelectionSlice) => T): T =>
  useStore(useServices().selection, selector);
export const useView = <T>(selector: (slice: ViewSlice) => T): T => useStore(useServices().view, selector);
export const usePorts = <T>(selector: (slice: PortsSlice) => T): T => useStore(useServices().ports, selector);
