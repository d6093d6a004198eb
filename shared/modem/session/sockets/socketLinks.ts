import type { ModemNetwork, NetAddress, NetStream, StreamEvents } from '../../modemNetwork.ts';
import type { ModemSession } from '../modemSession.ts';
import { createLinkSlot, type LinkSlot, type Slot } from './linkSlot.ts';
import { pushedData } from './pushedData.ts';
import { OPEN_ERRORS, SOCKET_ERROR, type SocketError } from './socketErrors.ts';
import type { SocketSettings } from './socketSettings.ts';
import { createTcpLink } from './tcpLink.ts';
import { createUdpLink } from './udpLink.ts';

/** V3.00 11.2. */
export const LINK_COUNT = 10;

export interface TcpTarget {
  readonly host: string;
  readonly port: number;
  readonly localPort?: number;
}

/** The ten links of the socket service. */
export interface SocketLinks {
  readonly slots: readonly Slot[];
  slot(number: number): Slot | undefined;
  /** Dials on a free link. `done` is called once, later. */
  dial(number: number, target: TcpTarget, done: (error: SocketError) => void): void;
  /** A UDP socket on a free link. */
  bind(number: number, localPort: number, remote: NetAddress | null, done: (error: SocketError) => void): void;
  /** A client of a server gets the first free link; null: none is free. */
  accept(stream: NetStream, server: number): { readonly link: number; readonly events: StreamEvents } | null;
  /** Closes a link that is open or stale. `done` is called once, later. */
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

export function createSocketLinks({ session, settings, network }: SocketLinksPorts): SocketLinks {
  const createSlot = (_: unknown, number: number): LinkSlot =>
    createLinkSlot({
      ...{ session, number },
      kept: () => settings.buffered,
      announce: () => session.urc(`+CIPRXGET: 1,${number}`),
      block: (piece) => pushedData(number, piece, settings),
      onLost: (reason) => session.urc(`+IPCLOSE: ${number},${reason === 'timeout' ? 2 : reason === 'local' ? 0 : 1}`),
    });
  const slots = Array.from({ length: LINK_COUNT }, createSlot);
  const slotAt = (number: number): LinkSlot => {
    const slot = slots[number];
    if (slot === undefined) throw new RangeError(`there is no link ${number}`);
    return slot;
  };

  return {
    slots,
    slot: (number) => slots[number],
    dial(number, { host, port, localPort }, done) {
      const request = {
        ...{ host, port, timeoutMs: settings.timeouts.open, tls: null },
        ...(localPort === undefined ? {} : { localPort }),
      };
      slotAt(number).open({
        transparent: settings.transparent,
        done: (failed) => done(failed === null ? SOCKET_ERROR.none : OPEN_ERRORS[failed]),
        create: (events) =>
          createTcpLink({ session, settings, server: -1, open: (on) => network.connect(request, on), events }),
      });
    },
    bind(number, localPort, remote, done) {
      slotAt(number).open({
        transparent: settings.transparent,
        done: (failed) => done(failed === null ? SOCKET_ERROR.none : SOCKET_ERROR.bind),
        create: (events) => createUdpLink({ session, network, localPort, remote, events }),
      });
    },
    accept(stream, server) {
      const slot = slots.find(({ state }) => state === 'free');
      if (slot === undefined) return null;
      const bound: { events: StreamEvents | null } = { events: null };
      slot.open({
        transparent: false,
        done: () => undefined,
        create: (events) =>
          createTcpLink({
            ...{ session, settings, server, events },
            open(on) {
              bound.events = on;
              return stream;
            },
          }),
      });
      return bound.events === null ? null : { link: slot.number, events: bound.events };
    },
    close: (number, done) => slotAt(number).close(done),
    drop() {
      for (const slot of slots) slot.drop();
    },
    lose() {
      for (const slot of slots) slot.lose();
    },
  };
}
