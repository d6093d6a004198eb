import { readSync, writeSync } from 'node:fs';
import { createWriteQueue, HUNG_UP, type PortIo, type PortIoListeners, READ_BYTES } from './portIo.ts';
import type { PolledPort } from './serialDriver.ts';

/** The system calls, as node:fs has them. */
export interface FileCalls {
  readSync(fd: number, buffer: Uint8Array, offset: number, length: number, position: null): number;
  writeSync(fd: number, bytes: Uint8Array): number;
}

const READABLE = 1;
const WRITABLE = 2;
const DISCONNECTED = 4;

/**
 * Reads and writes a non-blocking serial file (Linux, macOS) when its poller says so. In place of the driver's own read
 * and write, for three reasons: the driver's read takes the 0 bytes of a hung-up line for "try again" and spins for ever;
 * waiting to write makes it deaf; and a read in the event itself is not held up by whatever else the thread pool does.
 */
export function createPolledIo(port: PolledPort, files: FileCalls = { readSync, writeSync }): PortIo {
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  const queue = createWriteQueue();
  let listeners: PortIoListeners | null = null;
  let stopped = false;
  let held = false;

  const stop = (reason: string): void => {
    stopped = true;
    queue.failAll(reason);
  };
  const gone = (): void => {
    if (stopped) return;
    stop('the port is gone');
    // Not at once: whoever is in the middle of a call, or just beginning to listen, is not ready to hear it.
    queueMicrotask(() => listeners?.gone(HUNG_UP));
  };
  /** Runs a system call; false when it found nothing to do, or the port is gone. */
  const attempt = (call: (fd: number) => void): boolean => {
    if (stopped || port.fd === null) return false;
    try {
      call(port.fd);
      return true;
    } catch (error) {
      if (!isTryAgain(error)) gone();
      return false;
    }
  };

  const read = (): boolean => {
    let count = 0;
    const called = attempt((fd) => {
      count = files.readSync(fd, buffer, 0, buffer.length, null);
    });
    if (!called) return false;
    // No bytes and no EAGAIN: the line discipline of a hung-up terminal.
    if (count === 0) gone();
    else listeners?.data(new Uint8Array(buffer.subarray(0, count)));
    return count > 0;
  };
  const readAll = (): void => {
    // Bounded: a line that never falls silent must not hold the loop.
    for (let i = 0; i < 64 && read(); i += 1);
  };
  const write = (): void => {
    const head = queue.head;
    if (head !== undefined) attempt((fd) => queue.taken(files.writeSync(fd, head)));
  };
  /** Asks for everything that is waited for, because each request replaces the one before. */
  const arm = (): void => {
    const flags = (listeners === null ? 0 : held ? DISCONNECTED : READABLE) | (queue.head === undefined ? 0 : WRITABLE);
    if (stopped || flags === 0) return;
    try {
      port.poller.poll(flags);
    } catch {
      gone();
    }
  };

  const on = (event: 'readable' | 'writable' | 'disconnect', act: () => void): void => {
    port.poller.on(event, (error) => {
      if (stopped) return;
      if (error !== null) {
        // What came before the hang-up may still be there.
        readAll();
        return gone();
      }
      act();
      arm();
    });
  };
  on('readable', read);
  on('writable', write);
  on('disconnect', () => {
    readAll();
    gone();
  });

  return {
    get pending() {
      return queue.pending;
    },
    start(given) {
      listeners = given;
      arm();
    },
    hold(wanted) {
      held = wanted;
      arm();
    },
    readNow() {
      if (listeners !== null) readAll();
    },
    write(bytes) {
      const done = queue.add(bytes);
      if (stopped) queue.failAll('the port is closed');
      if (queue.pending === bytes.length) write();
      arm();
      return done;
    },
    stop() {
      stop('the port is closed');
    },
  };
}

const TRY_AGAIN: ReadonlySet<unknown> = new Set(['EAGAIN', 'EWOULDBLOCK', 'EINTR']);
const isTryAgain = (error: unknown): boolean => error instanceof Error && 'code' in error && TRY_AGAIN.has(error.code);
