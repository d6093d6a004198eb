import type { NetAddress, NetEnd, NetStream, StreamEvents } from '../modemNetwork.ts';
import { createLinkShaper, type LinkShaper } from './createLinkShaper.ts';
import { roundTrip, type ShapedLink } from './shapedLink.ts';

/** Bytes that may wait for a link that does not carry them away; beyond, the connection is given up. */
const MAX_WAITING = 4 * 1_048_576;
/** How long what was written may take to leave after the close, ms. */
const LINGER_MS = 10_000;

/** A connection over a link: the device's side of it, and what the network says to it. */
export interface ShapedStream {
  /** What the device holds. */
  readonly stream: NetStream;
  /** What the network tells: it reaches the device over the link. */
  readonly events: StreamEvents;
  /** The connection the network made. */
  carry(inner: NetStream): void;
}

export interface ShapedStreamOptions {
  /** Round trips until it is open, and until when (µs) it must be; null: it is open from the start. */
  readonly opening: { readonly trips: number; readonly deadline: number } | null;
  /** What the device listens with. */
  readonly device: () => StreamEvents;
}

/** Puts a link between a device and a connection of the network. */
export function shapeStream(link: ShapedLink, { opening, device }: ShapedStreamOptions): ShapedStream {
  const { clock, random, profile } = link;
  let inner: NetStream | null = null;
  let state: 'opening' | 'open' | 'over' = opening === null ? 'open' : 'opening';
  let heldByDevice = false;
  /** Why this end ends it, once it does. */
  let why: NetEnd | null = null;
  let watching = false;
  let full = false;
  const timers = new Set<() => void>();

  const after = (ms: number, callback: () => void): void => {
    const cancel = clock.after(ms, () => {
      timers.delete(cancel);
      callback();
    });
    timers.add(cancel);
  };
  const finish = (reason: NetEnd): void => {
    if (state === 'over') return;
    state = 'over';
    for (const cancel of timers) cancel();
    timers.clear();
    down.close();
    device().onEnd(why ?? reason);
  };
  /** Ends it from within the link. */
  const breakOff = (reason: NetEnd): void => {
    if (state === 'over' || why !== null) return;
    why = reason;
    up.close();
    inner?.close();
    clock.after(0, () => finish(reason));
  };
  const holdInner = (): void => inner?.hold(full || state === 'opening');
  const shaper = (side: 'up' | 'down', deliver: (bytes: Uint8Array) => void, onDrain?: () => void): LinkShaper =>
    createLinkShaper({
      ...{ clock, random, profile, side, lane: link.lanes[side], deliver },
      ...(onDrain === undefined ? {} : { onDrain }),
      onLimit: () => breakOff('reset'),
    });
  const up = shaper('up', (bytes) => inner?.write(bytes));
  const down = shaper(
    'down',
    (bytes) => {
      if (state === 'open') device().onData(bytes);
    },
    () => {
      full = false;
      holdInner();
    },
  );
  /** The link may die while the connection is open. */
  const watchTimeout = (): void => {
    const { timeout } = profile();
    if (timeout === null || timeout === 0 || watching) return;
    watching = true;
    after(timeout, () => breakOff('timeout'));
  };
  const opened = (remote: NetAddress): void => {
    if (state !== 'opening') return;
    state = 'open';
    device().onOpen(remote);
    holdInner();
  };

  return {
    carry(made) {
      inner = made;
    },
    events: {
      onOpen(remote) {
        holdInner();
        const ms = (opening?.trips ?? 0) * roundTrip(link);
        const left = Math.max(0, ((opening?.deadline ?? 0) - clock.now()) / 1000);
        if (profile().timeout !== null || ms > left) after(left, () => breakOff('timeout'));
        else after(ms, () => opened(remote));
      },
      onData(bytes) {
        watchTimeout();
        if (down.put(bytes) || full) return;
        full = true;
        holdInner();
      },
      onEnd(reason) {
        if (reason === 'local' || state === 'opening') finish(reason);
        else down.end(() => finish(reason));
      },
    },
    stream: {
      write(bytes) {
        if (state !== 'open' || why !== null) return false;
        watchTimeout();
        up.put(bytes);
        if (up.queued + (inner?.buffered ?? 0) > MAX_WAITING) breakOff('timeout');
        return true;
      },
      get buffered() {
        return up.queued + (inner?.buffered ?? 0);
      },
      hold(held) {
        if (heldByDevice === held) return;
        heldByDevice = held;
        down.hold(held);
      },
      close() {
        if (state === 'over' || why !== null) return;
        why = 'local';
        const leave = (): void => {
          stopWaiting();
          up.close();
          inner?.close();
        };
        // What was written still leaves, as long as that does not take for ever.
        const cancelEnd = up.end(leave);
        const cancelLimit = clock.after(LINGER_MS, leave);
        const stopWaiting = (): void => {
          cancelEnd();
          cancelLimit();
        };
        clock.after(0, () => finish('local'));
      },
    },
  };
}
