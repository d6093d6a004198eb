import type { Clock } from '../../base/clock.ts';
import type { LinkProfile } from './linkProfile.ts';

export type LinkSide = 'up' | 'down';

/** One direction of a radio or a cable: what goes over it at the same time shares its rate. */
export interface LinkLane {
  /** Microseconds: when the last packet put on it has left. */
  busyUntil: number;
}

/** How long a stream waits before it sends a lost packet again, at least; doubled with each loss (RFC 6298). */
const RETRANSMIT_MS = 200;
const MAX_RETRANSMITS = 5;

export interface PacketLineDeps<T> {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** In [0, 1). */
  readonly random: () => number;
  /** Asked for each packet: it may change while packets are under way. */
  readonly profile: () => LinkProfile;
  readonly side: LinkSide;
  readonly lane: LinkLane;
  /** A lost packet comes late (a stream) or never (datagrams). */
  readonly lost: 'late' | 'never';
  readonly deliver: (packet: T) => void;
  /** A packet that never comes. */
  readonly drop?: (packet: T) => void;
}

export interface PacketLine<T> {
  /** Sends a packet of `size` bytes, `gap` µs behind the one before. Order is kept. */
  put(packet: T, size: number, gap?: number): void;
  /** Delivers nothing (true) until it goes on. */
  hold(held: boolean): void;
  /** Packets under way. */
  readonly length: number;
  /** Bytes under way. */
  readonly queued: number;
  /** Drops what is under way. */
  clear(): void;
}

interface Packet<T> {
  readonly packet: T;
  readonly size: number;
  /** Microseconds. */
  readonly due: number;
  readonly gone: boolean;
}

/** Carries packets with the delay, rate and losses of a link. The bound of its queue is its user's: it looks at `queued`. */
export function createPacketLine<T>(deps: PacketLineDeps<T>): PacketLine<T> {
  const { clock, random, lane } = deps;
  let queue: Packet<T>[] = [];
  let queued = 0;
  let lastDue = 0;
  let held = false;
  let cancel: (() => void) | null = null;

  /** Microseconds a packet takes that is on the lane from `start` on. */
  const arrival = (start: number, size: number, { latency, jitter, rateUp, rateDown, loss }: LinkProfile) => {
    const rate = deps.side === 'up' ? rateUp : rateDown;
    lane.busyUntil = start + (rate === 0 ? 0 : (size / rate) * 1000);
    const delay = Math.max(0, latency + (random() * 2 - 1) * jitter);
    let gone = loss > 0 && random() < loss;
    let late = 0;
    if (gone && deps.lost === 'late') {
      for (let wait = Math.max(RETRANSMIT_MS, 2 * latency + 4 * jitter), n = 0; gone && n < MAX_RETRANSMITS; n += 1) {
        late += wait;
        wait *= 2;
        gone = random() < loss;
      }
      gone = false;
    }
    return { due: lane.busyUntil + (delay + late) * 1000, gone };
  };
  const run = (): void => {
    cancel = null;
    for (let first = queue[0]; first !== undefined && !held && first.due <= clock.now(); first = queue[0]) {
      queue.shift();
      queued -= first.size;
      if (first.gone) deps.drop?.(first.packet);
      else deps.deliver(first.packet);
    }
    schedule();
  };
  const schedule = (): void => {
    const first = queue[0];
    if (cancel !== null || first === undefined || held) return;
    cancel = clock.after(Math.max(0, (first.due - clock.now()) / 1000), run);
  };
  return {
    put(packet, size, gap = 0) {
      const start = Math.max(clock.now(), lane.busyUntil) + gap;
      const { due, gone } = arrival(start, size, deps.profile());
      // Whole microseconds, as the clock counts: a timer must not come a fraction too soon.
      lastDue = Math.max(lastDue, Math.ceil(due));
      queue.push({ packet, size, due: lastDue, gone });
      queued += size;
      schedule();
    },
    hold(wanted) {
      held = wanted;
      schedule();
    },
    get length() {
      return queue.length;
    },
    get queued() {
      return queued;
    },
    clear() {
      queue = [];
      queued = 0;
      cancel?.();
      cancel = null;
    },
  };
}
