import type { NetEnd } from '../../modemNetwork.ts';
import type { TransparentChannel } from '../../reply.ts';
import type { ModemSession } from '../modemSession.ts';
import { createLinkReceiver, type LinkReceiver, type ReceiverPorts } from './linkReceiver.ts';
import type { LinkEvents, SocketLink } from './socketLink.ts';
import { createTransparentLink, type TransparentLink } from './transparentLink.ts';

/** `stale`: it has ended, and nobody was told or has closed it yet; it counts as open until then. */
export type SlotState = 'free' | 'opening' | 'open' | 'closing' | 'stale';

/** A numbered place for one connection at a time: a link of CIPOPEN, a session of CCHOPEN. */
export interface Slot {
  readonly number: number;
  readonly state: SlotState;
  /** Null while it is free. */
  readonly link: SocketLink | null;
  readonly receiver: LinkReceiver;
  /** The channel of transparent mode; null in command mode. */
  readonly channel: TransparentChannel | null;
}

export interface LinkSlot extends Slot {
  /** Only while it is free. `done` is called once, later: null when it is open, else why not. */
  open(options: {
    readonly create: (events: LinkEvents) => SocketLink;
    readonly transparent: boolean;
    readonly done: (failed: NetEnd | null) => void;
  }): void;
  /** Only while it is open or stale. `done` is called once, later. */
  close(done: () => void): void;
  /** Ends what is there without a report. */
  drop(): void;
  /** The data connection is lost: what is open goes stale. */
  lose(): void;
}

export interface LinkSlotPorts extends Omit<ReceiverPorts, 'hold'> {
  readonly session: ModemSession;
  readonly number: number;
  /** An open connection in command mode has ended, and what it brought has been pushed. */
  readonly onLost: (reason: NetEnd) => void;
}

export function createLinkSlot({ number, onLost, ...ports }: LinkSlotPorts): LinkSlot {
  const { session } = ports;
  const receiver = createLinkReceiver({ ...ports, hold: (held) => link?.hold(held) });
  let state: SlotState = 'free';
  let link: SocketLink | null = null;
  let channel: TransparentLink | null = null;
  /** Of the command that opens or closes it. */
  let opened: ((failed: NetEnd | null) => void) | null = null;
  let closed: (() => void) | null = null;

  const free = (): void => {
    state = 'free';
    link = null;
    channel = null;
    session.changed();
  };
  const tellOpened = (failed: NetEnd | null): void => {
    const tell = opened;
    opened = null;
    tell?.(failed);
  };
  const giveLineBack = (): void => {
    const ending = channel;
    channel = null;
    ending?.end('CLOSED');
  };
  /** The other end, or a time limit, ended an open link. */
  const lost = (reason: NetEnd): void => {
    const ending = link;
    const line = channel;
    state = 'stale';
    receiver.whenPushed(() => {
      if (link !== ending) return;
      free();
      if (line === null) onLost(reason);
      else line.end('CLOSED');
    });
  };
  const ended = (reason: NetEnd): void => {
    switch (state) {
      case 'opening':
        free();
        tellOpened(reason);
        break;
      case 'closing': {
        const tell = closed;
        closed = null;
        free();
        tell?.();
        break;
      }
      case 'open':
        lost(reason);
        break;
      case 'free':
      case 'stale':
        break;
    }
  };
  /** Events of the link that is here now; those of one before are late. */
  const eventsFor = (current: () => SocketLink | null): LinkEvents => {
    const isCurrent = (): boolean => link !== null && link === current();
    return {
      onOpen() {
        if (!isCurrent() || state !== 'opening') return;
        state = 'open';
        session.changed();
        tellOpened(null);
      },
      onData(bytes, from) {
        if (isCurrent() && state === 'open') receiver.put(bytes, from);
      },
      onEnd(reason) {
        if (isCurrent()) ended(reason);
      },
    };
  };

  return {
    number,
    receiver,
    get state() {
      return state;
    },
    get link() {
      return link;
    },
    get channel() {
      return channel;
    },
    open({ create, transparent, done }) {
      if (state !== 'free') throw new RangeError(`link ${number} is not free`);
      let mine: SocketLink | null = null;
      state = 'opening';
      opened = done;
      receiver.reset();
      mine = create(eventsFor(() => mine));
      link = mine;
      if (transparent) channel = createTransparentLink(mine, receiver, () => link === mine);
    },
    close(done) {
      if (link === null) throw new RangeError(`link ${number} is free`);
      receiver.reset();
      if (state === 'stale') {
        giveLineBack();
        free();
        session.after(0, done);
        return;
      }
      closed = done;
      state = 'closing';
      giveLineBack();
      link.close();
    },
    drop() {
      const ending = link;
      opened = null;
      closed = null;
      receiver.reset();
      giveLineBack();
      free();
      ending?.close();
    },
    lose() {
      const ending = link;
      if (state === 'free' || state === 'stale') return;
      receiver.reset();
      if (state === 'open') {
        state = 'stale';
        giveLineBack();
      } else {
        ended('bearer');
      }
      ending?.close();
    },
  };
}
