import type { Clock } from '../../base/clock.ts';
import type { LinkProfile } from './linkProfile.ts';
import { createPacketLine, type LinkLane, type LinkSide } from './packetLine.ts';

/** Bytes under way from which on the sender is asked to wait, and down to which it waits. */
export const HIGH_WATER = 65_536;
const LOW_WATER = 16_384;

export interface LinkShaperDeps {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  /** In [0, 1). */
  readonly random: () => number;
  /** In force now; it may change while bytes are under way. */
  readonly profile: () => LinkProfile;
  readonly side: LinkSide;
  /** Shared by what goes over the same radio; its own when absent. */
  readonly lane?: LinkLane;
  readonly deliver: (bytes: Uint8Array) => void;
  /** `put` said false, and there is room again. */
  readonly onDrain?: () => void;
  /** As many bytes as the profile allows have passed: the connection is to end. Called once. */
  readonly onLimit?: () => void;
}

/** One direction of a byte stream over a link. */
export interface LinkShaper {
  /** Takes bytes (copied). False: enough is under way, wait for `onDrain`; what is put all the same is kept. */
  put(bytes: Uint8Array): boolean;
  hold(held: boolean): void;
  /** Bytes not yet delivered. */
  readonly queued: number;
  /** Calls back when everything put so far is delivered and the link's `slowClose` has passed. The answer cancels. */
  end(done: () => void): () => void;
  /** Drops what is under way; nothing is delivered any more. */
  close(): void;
}

/** A byte stream over a link: in order, nothing lost, at the link's pace. */
export function createLinkShaper(deps: LinkShaperDeps): LinkShaper {
  const { clock, random, profile } = deps;
  let passed = 0;
  let limited = false;
  let full = false;
  let over = false;
  let ends: (() => void)[] = [];

  const emptied = (): void => {
    const due = ends;
    ends = [];
    for (const end of due) end();
  };
  const deliver = (bytes: Uint8Array): void => {
    const { limitData } = profile();
    const room = limitData === null ? bytes.length : Math.max(0, limitData - passed);
    passed += bytes.length;
    if (room > 0) deps.deliver(room < bytes.length ? bytes.subarray(0, room) : bytes);
    if (room < bytes.length && !limited) {
      limited = true;
      deps.onLimit?.();
    }
  };
  const line = createPacketLine<Uint8Array>({
    ...{ clock, random, profile, side: deps.side, lane: deps.lane ?? { busyUntil: 0 }, lost: 'late' },
    deliver(bytes) {
      if (over) return;
      deliver(bytes);
      if (full && line.queued <= LOW_WATER) {
        full = false;
        deps.onDrain?.();
      }
      if (line.length === 0) emptied();
    },
  });
  /** How much of `left` bytes goes into the next packet. */
  const cut = (left: number): number => {
    const { mtu, slicer } = profile();
    if (slicer === null) return Math.min(left, mtu);
    const size = Math.round(slicer.size + (random() * 2 - 1) * slicer.variation);
    return Math.min(left, mtu, Math.max(1, size));
  };
  return {
    put(bytes) {
      const { timeout, slicer } = profile();
      if (over || timeout !== null || limited) return true;
      const copy = bytes.slice();
      for (let from = 0; from < copy.length; ) {
        const size = cut(copy.length - from);
        line.put(copy.subarray(from, from + size), size, from === 0 ? 0 : (slicer?.delay ?? 0));
        from += size;
      }
      full ||= line.queued > HIGH_WATER;
      return !full;
    },
    hold: line.hold,
    get queued() {
      return line.queued;
    },
    end(done) {
      let cancel = (): void => undefined;
      const wait = (): void => {
        cancel = clock.after(profile().slowClose, done);
      };
      if (line.length === 0) wait();
      else ends.push(wait);
      return () => {
        ends = ends.filter((each) => each !== wait);
        cancel();
      };
    },
    close() {
      over = true;
      ends = [];
      line.clear();
    },
  };
}
