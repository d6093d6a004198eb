import type { Duplex } from 'node:stream';
import type { BrokerLimits } from './brokerLimits.ts';

type QueueLimits = Pick<BrokerLimits, 'patienceMs' | 'slowBytes' | 'slowMs' | 'queueBytes'>;

export interface WriteQueueGuardOptions {
  readonly stream: Duplex;
  readonly limits: QueueLimits;
  /** The reader is slow: from now on what is sent to it queues up. Called once. */
  readonly onSlow: () => void;
  /** Too much waits, or for too long: the connection has to go. Called once. `queued`: bytes that wait. */
  readonly onOverrun: (queued: number) => void;
}

/** Watches what waits to be sent on one connection. */
export interface WriteQueueGuard {
  /** Call about every `patienceMs / 2`. `now` in milliseconds. */
  check(now: number): void;
}

/**
 * Keeps one slow reader from stalling everybody else. The broker counts a message as delivered when every subscriber's
 * stream has taken it, and reads no more from the publisher before: good as backpressure, but one subscriber that stops
 * reading would stop all. So a full stream is waited for a short while; then it is declared writable (its `drain` is
 * emitted and its `write` says yes), and what is sent to it queues up until it has caught up or the queue is too long.
 */
export function createWriteQueueGuard({ stream, limits, onSlow, onOverrun }: WriteQueueGuardOptions): WriteQueueGuard {
  const write = stream.write;
  let fullSince: number | null = null;
  let largeSince: number | null = null;
  let released = false;
  let slowTold = false;
  let overrun = false;

  const giveUp = (): void => {
    if (overrun) return;
    overrun = true;
    onOverrun(stream.writableLength);
  };
  /** Takes everything without asking anybody to wait, up to the bound. */
  const takeAll = (...args: Parameters<Duplex['write']>): boolean => {
    write.apply(stream, args);
    if (stream.writableLength > limits.queueBytes) giveUp();
    return true;
  };
  const release = (): void => {
    stream.write = takeAll as Duplex['write'];
    released = true;
    if (!slowTold) {
      slowTold = true;
      onSlow();
    }
    stream.emit('drain');
  };
  stream.on('drain', () => {
    // Still full: it is the `drain` emitted above.
    if (stream.writableNeedDrain) return;
    fullSince = null;
    if (released) {
      released = false;
      Reflect.deleteProperty(stream, 'write');
    }
  });

  return {
    check(now) {
      const queued = stream.writableLength;
      if (queued <= limits.slowBytes) largeSince = null;
      else largeSince ??= now;
      if (queued > limits.queueBytes || (largeSince !== null && now - largeSince >= limits.slowMs)) {
        giveUp();
        return;
      }
      if (released || !stream.writableNeedDrain) return;
      fullSince ??= now;
      if (now - fullSince >= limits.patienceMs) release();
    },
  };
}
