import type { Clock } from '#shared/base/clock.ts';
import { createEmitter, type Unsubscribe } from '#shared/base/emitter.ts';
import type { BenchState } from '#shared/contract/bench.ts';
import type { BridgeState } from '#shared/contract/bridge.ts';
import type { EventData, EventName } from '#shared/contract/contract.ts';
import type { DiagnosisState } from '#shared/contract/diagnosis.ts';
import type { ModemState, SignalSample } from '#shared/contract/modem.ts';
import type { ProxyState } from '#shared/contract/proxy.ts';
import type { SequenceRun } from '#shared/contract/sequence.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { SimulatorState } from '#shared/contract/simulator.ts';
import type { LinkInfo } from '#shared/model/link.ts';
import type { EventListener } from '#shared/rpc/serveWire.ts';

/** Views get at most one snapshot per this many milliseconds, however often things change. */
const PUBLISH_INTERVAL_MS = 100;
/** Counters move without anybody saying so; look at them this often. */
const COUNTER_INTERVAL_MS = 500;

export interface StatePublisher {
  onEvent(listener: EventListener): Unsubscribe;
  /** Something in the state changed: a snapshot goes out soon. */
  stateChanged(): void;
  linkChanged(link: LinkInfo): void;
  settingsChanged(settings: Settings): void;
  diagnosisChanged(diagnosis: DiagnosisState | null): void;
  modemsChanged(modems: readonly ModemState[]): void;
  signalSampled(samples: readonly SignalSample[]): void;
  sequenceChanged(run: SequenceRun): void;
  simulatorChanged(state: SimulatorState): void;
  proxiesChanged(proxies: readonly ProxyState[]): void;
  bridgeChanged(state: BridgeState): void;
  close(): void;
}

interface Source {
  readonly clock: Clock;
  snapshot(): BenchState;
  /** Grows when rows are logged; a snapshot is due when it moved. */
  lastSeq(): number;
}

/** Gathers changes of the bench into few, whole events. */
export function createStatePublisher({ clock, snapshot, lastSeq }: Source): StatePublisher {
  const events = createEmitter<(listener: EventListener) => void>();
  const pendingLinks = new Map<number, LinkInfo>();
  let stateDue = false;
  let cancelFlush: (() => void) | undefined;
  let publishedSeq = 0;
  let closed = false;

  const send = <K extends EventName>(name: K, data: EventData<K>): void =>
    events.emit((listener) => listener(name, data));

  const flush = (): void => {
    cancelFlush = undefined;
    if (pendingLinks.size > 0) {
      const links = [...pendingLinks.values()];
      pendingLinks.clear();
      send('log.links-changed', { links });
    }
    if (stateDue) {
      stateDue = false;
      publishedSeq = lastSeq();
      send('bench.state-changed', snapshot());
    }
  };
  const schedule = (): void => {
    if (closed || cancelFlush !== undefined) return;
    cancelFlush = clock.after(PUBLISH_INTERVAL_MS, flush);
  };
  const stateChanged = (): void => {
    stateDue = true;
    schedule();
  };

  let cancelCounters: () => void = () => {};
  const watchCounters = (): void => {
    cancelCounters = clock.after(COUNTER_INTERVAL_MS, () => {
      if (lastSeq() !== publishedSeq) stateChanged();
      watchCounters();
    });
  };
  watchCounters();

  return {
    onEvent: (listener) => events.on((deliver) => deliver(listener)),
    stateChanged,
    linkChanged(link) {
      pendingLinks.set(link.id, link);
      schedule();
    },
    settingsChanged: (settings) => send('settings.changed', settings),
    diagnosisChanged: (diagnosis) => send('diagnosis.changed', { diagnosis }),
    modemsChanged: (modems) => send('modem.changed', { modems: [...modems] }),
    signalSampled: (samples) => send('modem.signal', { samples: [...samples] }),
    sequenceChanged: (run) => send('sequence.changed', { runs: [run] }),
    simulatorChanged: (state) => send('simulator.changed', state),
    bridgeChanged: (state) => send('bridge.changed', state),
    proxiesChanged: (proxies) => send('proxy.changed', { proxies: [...proxies] }),
    close() {
      closed = true;
      cancelCounters();
      cancelFlush?.();
    },
  };
}
