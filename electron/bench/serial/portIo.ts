import { err, ok, type Result } from '#shared/base/result.ts';

/** Moves the bytes of one open device. */
export interface PortIo {
  /** Begins to read. `gone` is called at most once, and not after stop(). */
  start(listeners: PortIoListeners): void;
  /** Takes in at once what the system has already received, where that can be done. */
  readNow(): void;
  /** Stops or goes on reading. That the port is gone is still noticed where the system tells it without a read. */
  hold(held: boolean): void;
  write(bytes: Uint8Array): Promise<Result<void, 'failed'>>;
  /** Bytes handed to write and not yet taken by the system. */
  readonly pending: number;
  /** No listener is called from now on; what was not yet written fails. */
  stop(): void;
}

export interface PortIoListeners {
  /** The bytes are the listener's to keep. */
  data(bytes: Uint8Array): void;
  gone(reason: string): void;
}

/** The most that is read in one go. */
export const READ_BYTES = 65_536;

export const HUNG_UP = 'it hung up (unplugged, or its other side went away)';

/** Bytes waiting to be written, in order. */
export interface WriteQueue {
  readonly pending: number;
  /** The bytes to write next; undefined when all is written. */
  readonly head: Uint8Array | undefined;
  add(bytes: Uint8Array): Promise<Result<void, 'failed'>>;
  /** `count` bytes of the head were taken. */
  taken(count: number): void;
  failAll(reason: string): void;
}

export function createWriteQueue(): WriteQueue {
  interface Entry {
    rest: Uint8Array;
    readonly settle: (result: Result<void, 'failed'>) => void;
  }
  const entries: Entry[] = [];
  let pending = 0;
  return {
    get pending() {
      return pending;
    },
    get head() {
      return entries[0]?.rest;
    },
    add(bytes) {
      if (bytes.length === 0) return Promise.resolve(ok(undefined));
      pending += bytes.length;
      return new Promise((settle) => {
        entries.push({ rest: bytes, settle });
      });
    },
    taken(count) {
      const first = entries[0];
      if (first === undefined) return;
      pending -= count;
      first.rest = first.rest.subarray(count);
      if (first.rest.length > 0) return;
      entries.shift();
      first.settle(ok(undefined));
    },
    failAll(reason) {
      const failed = entries.splice(0);
      pending = 0;
      for (const { settle } of failed) settle(err('failed', `Not written: ${reason}.`));
    },
  };
}
