import type { NetAddress } from '../../modemNetwork.ts';
import type { ModemSession } from '../modemSession.ts';
import { createReceiveQueue, type Received } from './receiveQueue.ts';

/** From here on the other end is held back, and let go again below the second. */
const HIGH_WATER = 16_384;
const LOW_WATER = 4096;
/** A stream may bring what was on its way when it was held; nothing brings more than this. */
const LIMIT = 262_144;
/** Data of one push: what fits a TCP segment on Ethernet. */
const PIECE = 1460;

export interface ReceiverPorts {
  readonly session: ModemSession;
  /** The host reads by itself (AT+CIPRXGET=1, AT+CCHSET=…,1). */
  readonly kept: () => boolean;
  /** Something waits where nothing waited. */
  readonly announce: () => void;
  /** A piece with the lines that go before it, as it is pushed. */
  readonly block: (piece: Received) => Uint8Array;
  /** Holds the other end back (true) or lets it go on. */
  readonly hold: (held: boolean) => void;
}

/** Where the data of a transparent connection goes; null: the line is in command mode, data waits. */
export type TransparentLine = { readonly toHost: (bytes: Uint8Array) => void } | null;

/** The way of a link's data to the host: pushed, kept until it is read, or straight through. */
export interface LinkReceiver {
  put(bytes: Uint8Array, from: NetAddress): void;
  /** Takes what waits, at most so many bytes. */
  read(most: number): Uint8Array;
  readonly waiting: number;
  /** Bytes lost because the buffer was full. */
  readonly lost: number;
  /** From now on the link is transparent. */
  setLine(line: TransparentLine): void;
  /** Calls back when what is pushed has been pushed; at once when nothing is under way or the host reads by itself. */
  whenPushed(callback: () => void): void;
  /** `kept` has changed. */
  modeChanged(): void;
  /** A new connection begins with nothing. */
  reset(): void;
}

export function createLinkReceiver({ session, kept, announce, block, hold }: ReceiverPorts): LinkReceiver {
  const queue = createReceiveQueue(LIMIT);
  let line: TransparentLine | undefined;
  let held = false;
  let lost = 0;
  let pausing = false;
  let pushed: (() => void) | null = null;

  const mode = (): 'raw' | 'push' | 'keep' => {
    if (line !== undefined) return line === null ? 'keep' : 'raw';
    return kept() ? 'keep' : 'push';
  };
  const control = (): void => {
    const wanted = held ? queue.length > LOW_WATER : queue.length >= HIGH_WATER;
    if (wanted === held) return;
    held = wanted;
    hold(held);
  };
  const settled = (): void => {
    const callback = pushed;
    pushed = null;
    callback?.();
  };
  /** A UART carries no more than its speed: what is faster waits here, and holds the other end back. */
  const pause = (bytes: number): void => {
    pausing = true;
    session.afterReal((bytes * 10_000) / (session.baud || 115_200), () => {
      pausing = false;
      push();
    });
  };
  const push = (): void => {
    if (mode() === 'keep') {
      settled();
      return;
    }
    if (pausing) return;
    const piece = queue.takePiece(PIECE);
    if (piece === null) {
      settled();
      return;
    }
    if (line !== undefined) line?.toHost(piece.bytes);
    else session.urcBytes(block(piece));
    pause(piece.bytes.length);
    control();
  };

  return {
    put(bytes, from) {
      const first = queue.length === 0;
      lost += queue.put(bytes, from);
      control();
      if (mode() !== 'keep') push();
      else if (first && line === undefined && queue.length > 0) announce();
    },
    read(most) {
      const bytes = queue.take(most);
      control();
      return bytes;
    },
    get waiting() {
      return queue.length;
    },
    get lost() {
      return lost;
    },
    setLine(next) {
      line = next;
      push();
    },
    whenPushed(callback) {
      if (mode() === 'keep' || (queue.length === 0 && !pausing)) callback();
      else pushed = callback;
    },
    modeChanged: push,
    reset() {
      queue.clear();
      lost = 0;
      line = undefined;
      pushed = null;
      held = false;
    },
  };
}
