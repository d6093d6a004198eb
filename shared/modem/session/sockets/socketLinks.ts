import type { ModemNetwork, NetAddress, NetEnd, NetStream, StreamEvents } from '../../modemNetwork.ts';
import type { TransparentChannel } from '../../reply.ts';
import type { ModemSession } from '../modemSession.ts';
import { createLinkReceiver, type LinkReceiver } from './linkReceiver.ts';
import { OPEN_ERRORS, SOCKET_ERROR, type SocketError } from './socketErrors.ts';
import type { LinkEvents, SocketLink } from './socketLink.ts';
import type { SocketSettings } from './socketSettings.ts';
import { createTcpLink } from './tcpLink.ts';
import { createTransparentLink, type TransparentLink } from './transparentLink.ts';
import { createUdpLink } from './udpLink.ts';

/** V3.00 11.2. */
export const LINK_COUNT = 10;

/** `stale`: it has ended, and nobody was told or has closed it yet; it counts as open until then. */
export type SlotState = 'free' | 'opening' | 'open' | 'closing' | 'stale';

/** One of the ten links. */
export interface Slot {
  readonly number: number;
  readonly state: SlotState;
  /** Null while it is free. */
  readonly link: SocketLink | null;
  readonly receiver: LinkReceiver;
  /** The channel of transparent mode; null in command mode. */
  readonly channel: TransparentChannel | null;
}

export interface TcpTarget {
  readonly host: string;
  readonly port: number;
  readonly localPort?: number;
}

export interface SocketLinks {
  readonly slots: readonly Slot[];
  slot(number: number): Slot | undefined;
  /** Dials on a free link. `done` is called once, later. */
  dial(number: number, target: TcpTarget, done: (error: SocketError) => void): void;
  /** A UDP socket on a free link. */
  bind(number: number, localPort: number, remote: NetAddress | null, done: (error: SocketError) => void): void;
  /** A client of a server gets the first free link; null: none is free. */
  accept(stream: NetStream, server: number): { readonly link: number; readonly events: StreamEvents } | null;
  /** Closes a link that is not free. `done` is called once, later. */
  close(number: number, done: () => void): void;
  /** Drops all without a word. */
  drop(): void;
  /** The data connection is lost. */
  lose(): void;
}

export interface SocketLinksPorts {
  readonly session: ModemSession;
  readonly settings: SocketSettings;
  readonly network: ModemNetwork;
}

/** What changes in a slot. */
interface Entry extends Slot {
  state: SlotState;
  link: SocketLink | null;
  channel: TransparentLink | null;
  /** Of the command that opens or closes it. */
  opened: ((error: SocketError) => void) | null;
  closed: (() => void) | null;
}

export function createSocketLinks({ session, settings, network }: SocketLinksPorts): SocketLinks {
  const createEntry = (_: unknown, number: number): Entry => {
    const receiver = createLinkReceiver({ session, settings, link: number, hold: (held) => entry.link?.hold(held) });
    const entry: Entry = {
      ...{ number, state: 'free', link: null, receiver, channel: null, opened: null, closed: null },
    };
    return entry;
  };
  const entries = Array.from({ length: LINK_COUNT }, createEntry);

  const free = (entry: Entry): void => {
    entry.state = 'free';
    entry.link = null;
    entry.channel = null;
    session.changed();
  };
  const opened = (entry: Entry, error: SocketError): void => {
    const tell = entry.opened;
    entry.opened = null;
    tell?.(error);
  };
  const closed = (entry: Entry): void => {
    const tell = entry.closed;
    entry.closed = null;
    tell?.();
  };
  /** The other end, or a time limit, ended an open link. */
  const lost = (entry: Entry, reason: NetEnd): void => {
    const { link, channel, receiver } = entry;
    entry.state = 'stale';
    receiver.whenPushed(() => {
      if (entry.link !== link) return;
      free(entry);
      if (channel !== null) channel.end('CLOSED');
      else session.urc(`+IPCLOSE: ${entry.number},${reason === 'timeout' ? 2 : reason === 'local' ? 0 : 1}`);
    });
  };
  const goStale = (entry: Entry): void => {
    entry.state = 'stale';
    entry.channel?.end('CLOSED');
    entry.channel = null;
  };
  const ended = (entry: Entry, reason: NetEnd): void => {
    switch (entry.state) {
      case 'opening':
        free(entry);
        opened(entry, OPEN_ERRORS[reason]);
        break;
      case 'closing':
        free(entry);
        closed(entry);
        break;
      case 'open':
        if (reason === 'bearer') goStale(entry);
        else lost(entry, reason);
        break;
      case 'free':
      case 'stale':
        break;
    }
  };
  /** Events of the link that is in the slot now; those of one before are late. */
  const eventsFor = (entry: Entry, current: () => SocketLink | null): LinkEvents => {
    const isCurrent = (): boolean => entry.link !== null && entry.link === current();
    return {
      onOpen() {
        if (!isCurrent() || entry.state !== 'opening') return;
        entry.state = 'open';
        session.changed();
        opened(entry, SOCKET_ERROR.none);
      },
      onData(bytes, from) {
        if (isCurrent()) entry.receiver.put(bytes, from);
      },
      onEnd(reason) {
        if (isCurrent()) ended(entry, reason);
      },
    };
  };
  const fill = (entry: Entry, create: (events: LinkEvents) => SocketLink): SocketLink => {
    let link: SocketLink | null = null;
    entry.state = 'opening';
    entry.receiver.reset();
    link = create(eventsFor(entry, () => link));
    entry.link = link;
    if (settings.transparent) entry.channel = createTransparentLink(link, entry.receiver, () => entry.link === link);
    session.changed();
    return link;
  };
  const entryOf = (number: number): Entry => {
    const entry = entries[number];
    if (entry === undefined || entry.state !== 'free') throw new RangeError(`link ${number} is not free`);
    return entry;
  };

  return {
    slots: entries,
    slot: (number) => entries[number],
    dial(number, { host, port, localPort }, done) {
      const entry = entryOf(number);
      entry.opened = done;
      const request = {
        ...{ host, port, timeoutMs: settings.timeouts.open, tls: null },
        ...(localPort === undefined ? {} : { localPort }),
      };
      fill(entry, (events) =>
        createTcpLink({ session, settings, server: -1, open: (on) => network.connect(request, on), events }),
      );
    },
    bind(number, localPort, remote, done) {
      const entry = entryOf(number);
      entry.opened = (error) => done(error === SOCKET_ERROR.none ? error : SOCKET_ERROR.bind);
      fill(entry, (events) => createUdpLink({ session, network, localPort, remote, events }));
    },
    accept(stream, server) {
      const entry = entries.find(({ state }) => state === 'free');
      if (entry === undefined) return null;
      let events: StreamEvents | null = null;
      fill(entry, (on) =>
        createTcpLink({
          ...{ session, settings, server, events: on },
          open(streamEvents) {
            events = streamEvents;
            return stream;
          },
        }),
      );
      const streamEvents: StreamEvents | null = events;
      if (streamEvents === null) return null;
      return { link: entry.number, events: streamEvents };
    },
    close(number, done) {
      const entry = entries[number];
      if (entry === undefined || entry.link === null) return;
      if (entry.state === 'stale') {
        free(entry);
        session.after(0, done);
        return;
      }
      entry.closed = done;
      entry.state = 'closing';
      entry.channel?.end('CLOSED');
      entry.channel = null;
      entry.link.close();
    },
    drop() {
      for (const entry of entries) {
        const { link } = entry;
        entry.channel?.end('CLOSED');
        free(entry);
        entry.opened = null;
        entry.closed = null;
        link?.close();
      }
    },
    lose() {
      for (const entry of entries) {
        if (entry.state === 'free' || entry.state === 'stale') continue;
        const { link, state } = entry;
        if (state === 'open') goStale(entry);
        else ended(entry, 'bearer');
        link?.close();
      }
    },
  };
}
