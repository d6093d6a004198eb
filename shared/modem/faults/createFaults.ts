import type { Clock } from '../../base/clock.ts';
import type { FaultName } from './faultCatalogue.ts';
import type { FaultPoints } from './faultPoints.ts';
import { type FaultSpec, faultEntry } from './faultSpec.ts';

/** Faults that can be armed at once; more are refused. */
export const MAX_FAULTS = 64;
/** An event without a trigger waits for the first command and this long after it, so that there is something to break. */
const EVENT_DELAY_MS = 2000;
/** How often an event that is not possible yet is tried again. */
const RETRY_MS = 500;

export interface ArmedFault {
  readonly id: number;
  readonly spec: FaultSpec;
  /** A state in force, an event still to come, an occasion that may bite. */
  readonly live: boolean;
  /** How often it bit. */
  readonly struck: number;
}

export interface Faults {
  readonly points: FaultPoints;
  /** The id, or null when too many are armed. */
  arm(spec: FaultSpec): number | null;
  disarm(id: number): void;
  list(): readonly ArmedFault[];
  close(): void;
}

export interface FaultsPorts {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** Something was armed, disarmed, or bit. */
  readonly onChange?: () => void;
}

type Listener = (value: number | null) => unknown;

interface Entry {
  readonly id: number;
  readonly spec: FaultSpec;
  struck: number;
  occasions: number;
  commands: number;
  /** Its time or command has come and is not over. */
  due: boolean;
  done: boolean;
  cancel: () => void;
}

/** Faults armed by name, value and trigger, and what the modem and the board ask of them. */
export function createFaults({ clock, random, onChange = () => undefined }: FaultsPorts): Faults {
  const armed = new Map<number, Entry>();
  const listeners = new Map<FaultName, Set<Listener>>();
  let lastId = 0;
  let commandSeen = false;

  const tell = (name: FaultName, value: number | null): boolean => {
    let possible = false;
    for (const listener of [...(listeners.get(name) ?? [])]) if (listener(value) !== false) possible = true;
    return possible;
  };
  /** Lets an event happen, again and again until it can. */
  const happen = (entry: Entry): void => {
    if (tell(entry.spec.name, entry.spec.value)) {
      entry.struck += 1;
      entry.done = true;
      entry.due = false;
      onChange();
    } else {
      entry.cancel = clock.after(RETRY_MS, () => happen(entry));
    }
  };
  const begin = (entry: Entry): void => {
    if (entry.due || entry.done) return;
    entry.due = true;
    const { kind } = faultEntry(entry.spec.name);
    if (kind === 'state') {
      entry.struck += 1;
      tell(entry.spec.name, entry.spec.value);
    } else if (kind === 'event') {
      happen(entry);
    }
    onChange();
  };
  const end = (entry: Entry): void => {
    const wasDue = entry.due;
    entry.due = false;
    entry.done = true;
    entry.cancel();
    if (wasDue && faultEntry(entry.spec.name).kind === 'state') tell(entry.spec.name, active(entry.spec.name));
    onChange();
  };
  const start = (entry: Entry): void => {
    const { trigger, name } = entry.spec;
    if (trigger.type === 'after') {
      entry.cancel = clock.after(trigger.seconds * 1000, () => {
        const { until } = trigger;
        if (until !== null) entry.cancel = clock.after((until - trigger.seconds) * 1000, () => end(entry));
        begin(entry);
      });
    } else if (trigger.type !== 'command') {
      if (trigger.type === 'always' && faultEntry(name).kind === 'event') {
        if (commandSeen) entry.cancel = clock.after(EVENT_DELAY_MS, () => begin(entry));
      } else {
        begin(entry);
      }
    }
  };
  const bites = (entry: Entry): boolean => {
    if (!entry.due) return false;
    const { trigger } = entry.spec;
    if (trigger.type === 'occasion') {
      return trigger.onwards ? entry.occasions >= trigger.nth : entry.occasions === trigger.nth;
    }
    return trigger.type !== 'chance' || random() < trigger.share;
  };
  const active = (name: FaultName): number | null => {
    let value: number | null = null;
    for (const { spec, due } of armed.values()) if (due && spec.name === name) value = spec.value;
    return value;
  };

  const points: FaultPoints = {
    active,
    strike(name) {
      let value: number | null = null;
      for (const entry of armed.values()) {
        if (entry.spec.name !== name) continue;
        entry.occasions += 1;
        if (!bites(entry)) continue;
        entry.struck += 1;
        value = entry.spec.value;
        // What a command set off is for the next occasion only.
        if (entry.spec.trigger.type === 'command') end(entry);
        else onChange();
      }
      return value;
    },
    on(name, listener) {
      const set = listeners.get(name) ?? new Set<Listener>();
      listeners.set(name, set);
      set.add(listener);
      return () => {
        set.delete(listener);
      };
    },
    command(name) {
      const first = !commandSeen;
      commandSeen = true;
      for (const entry of [...armed.values()]) {
        const { trigger } = entry.spec;
        if (trigger.type === 'command' && `+${trigger.name}` === withPlus(name)) {
          entry.commands += 1;
          if (entry.commands === trigger.nth) begin(entry);
        } else if (first && trigger.type === 'always' && faultEntry(entry.spec.name).kind === 'event') {
          start(entry);
        }
      }
    },
  };
  return {
    points,
    arm(spec) {
      if (armed.size >= MAX_FAULTS) return null;
      lastId += 1;
      const fresh = { struck: 0, occasions: 0, commands: 0, due: false, done: false, cancel: () => undefined };
      const entry: Entry = { id: lastId, spec, ...fresh };
      armed.set(entry.id, entry);
      start(entry);
      onChange();
      return entry.id;
    },
    disarm(id) {
      const entry = armed.get(id);
      if (entry === undefined) return;
      armed.delete(id);
      end(entry);
    },
    list: () =>
      [...armed.values()].map(({ id, spec, due, done, struck }) => ({
        ...{ id, spec, struck },
        live: due || !done,
      })),
    close() {
      for (const entry of armed.values()) entry.cancel();
      armed.clear();
      listeners.clear();
    },
  };
}

const withPlus = (name: string): string => (name.startsWith('+') ? name : `+${name}`);
