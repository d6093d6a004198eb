import type { EventData, EventName } from '../contract/contract.ts';
import { MAX_SIGNAL_SAMPLES } from '../contract/modem.ts';
import { MAX_SEQUENCE_RUNS } from '../contract/sequence.ts';

type Merge<K extends EventName> = (older: EventData<K>, newer: EventData<K>) => EventData<K>;

const latest = <T>(_older: T, newer: T): T => newer;

/** How two events of a name that wait for a slow view become one. Snapshots replace each other; changes are gathered. */
const MERGES: { readonly [K in EventName]: Merge<K> } = {
  'bench.state-changed': latest,
  'settings.changed': latest,
  'diagnosis.changed': latest,
  'modem.changed': latest,
  'simulator.changed': latest,
  'proxy.changed': latest,
  'bridge.changed': latest,
  'modem.signal': (older, newer) => ({ samples: [...older.samples, ...newer.samples].slice(-MAX_SIGNAL_SAMPLES) }),
  'sequence.changed': (older, newer) => ({
    runs: [...new Map([...older.runs, ...newer.runs].map((run) => [run.run, run])).values()].slice(-MAX_SEQUENCE_RUNS),
  }),
  'log.links-changed': (older, newer) => ({
    links: [...new Map([...older.links, ...newer.links].map((link) => [link.id, link])).values()],
  }),
};

/** One event that tells a view as much as both. */
export function mergeEvents<K extends EventName>(name: K, older: EventData<K>, newer: EventData<K>): EventData<K> {
  return MERGES[name](older, newer);
}
