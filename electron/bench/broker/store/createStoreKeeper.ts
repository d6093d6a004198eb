import { join } from 'node:path';
import type { BenchFiles } from '#bench/benchDeps.ts';
import type { Clock } from '#shared/base/clock.ts';
import type { BrokerStore } from './createBrokerStore.ts';
import { formatStoreFile, restoreStoreFile } from './storeFile.ts';

export interface StoreKeeperOptions {
  readonly files: BenchFiles;
  readonly dataDir: string;
  readonly clock: Clock;
  /** The user wants retained messages and sessions to be kept. */
  readonly wanted: () => boolean;
  /** Trouble with the file, in words. */
  readonly note: (text: string) => void;
}

/** Keeps retained messages and sessions in a file of the data folder, if wanted. */
export interface StoreKeeper {
  /** Fills an empty store with what was kept. */
  restore(store: BrokerStore): Promise<void>;
  /** The store changed: it is written soon, within a second while it is small. */
  changed(store: BrokerStore): void;
  /** The user decided anew whether it is to be kept. `store`: of the running broker; null while it is stopped. */
  decided(store: BrokerStore | null): void;
  /** Writes what is unsaved. */
  flush(store: BrokerStore): Promise<void>;
}

const FILE = 'broker-store.json';
const DELAY_MS = 1000;
/** At most this part of the time goes into writing: a long store is written less often. */
const PAUSE_PER_WORK = 20;

export function createStoreKeeper({ files, dataDir, clock, wanted, note }: StoreKeeperOptions): StoreKeeper {
  const path = join(dataDir, FILE);
  let cancel: (() => void) | null = null;
  let writing: Promise<void> = Promise.resolve();
  let troubleTold = false;
  let delay = DELAY_MS;

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    writing = writing.then(async () => {
      try {
        await work();
        troubleTold = false;
      } catch (error) {
        if (troubleTold) return;
        troubleTold = true;
        note(`Retained messages and sessions could not be saved to ${path}: ${reason(error)}`);
      }
    });
    return writing;
  };
  const write = (store: BrokerStore): Promise<void> =>
    inTurn(async () => {
      const began = clock.now();
      const text = formatStoreFile(store);
      delay = Math.max(DELAY_MS, (PAUSE_PER_WORK * (clock.now() - began)) / 1000);
      await files.writeText(path, text);
    });
  /** What was kept before must not come back, nor lie about. */
  const wipe = (): Promise<void> =>
    inTurn(async () => {
      if (((await files.readText(path)) ?? '') !== '') await files.writeText(path, '');
    });
  const changed = (store: BrokerStore): void => {
    if (cancel !== null || !wanted()) return;
    cancel = clock.after(delay, () => {
      cancel = null;
      void write(store);
    });
  };

  return {
    async restore(store) {
      if (!wanted()) return;
      try {
        const text = await files.readText(path);
        if (text === null || text === '' || restoreStoreFile(text, store)) return;
        await files.writeText(`${path}.unreadable`, text);
        note(`${path} cannot be understood. It was set aside as ${FILE}.unreadable; the broker begins empty.`);
      } catch (error) {
        note(`Retained messages and sessions could not be read from ${path}: ${reason(error)}`);
      }
    },
    changed,
    decided(store) {
      if (wanted()) {
        if (store !== null) changed(store);
        return;
      }
      cancel?.();
      cancel = null;
      void wipe();
    },
    async flush(store) {
      cancel?.();
      cancel = null;
      if (wanted()) await write(store);
      else await writing;
    },
  };
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
