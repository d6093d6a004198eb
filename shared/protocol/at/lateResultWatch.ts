import type { LateResult } from './lateResults.ts';

/** Which outcomes are still to come on a link after the `OK` of their commands. */
export interface LateResultWatch {
  /** A command of this name was accepted. Names without a late result are ignored. */
  accepted(name: string, t: number): void;
  awaits(name: string): boolean;
  /** Whether a line of this name is such an outcome, and takes note of it. */
  take(name: string, t: number): boolean;
  clear(): void;
}

export function createLateResultWatch(table: ReadonlyMap<string, LateResult>): LateResultWatch {
  /** Name to the time until which it is waited for; never larger than the table. */
  const until = new Map<string, number>();
  return {
    accepted(name, t) {
      const entry = table.get(name);
      if (entry !== undefined) until.set(name, t + entry.seconds * 1_000_000);
    },
    awaits: (name) => until.has(name),
    take(name, t) {
      const end = until.get(name);
      if (end === undefined) return false;
      if (t > end || table.get(name)?.repeats !== true) until.delete(name);
      return t <= end;
    },
    clear: () => until.clear(),
  };
}
