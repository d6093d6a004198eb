import type { Bearer } from '../bearer.ts';
import type { ModemSession } from '../modemSession.ts';
import { SOCKET_ERROR, type SocketError } from './socketErrors.ts';
import { createSocketLinks, type SocketLinks } from './socketLinks.ts';
import { createSocketServers, type SocketServers } from './socketServers.ts';
import { createSocketSettings, type SocketSettings } from './socketSettings.ts';

/** `lost`: the network took the data connection down; the links are still to be closed. */
export type SocketServiceState = 'closed' | 'opening' | 'open' | 'closing' | 'lost';

/** How long stopping takes. */
const STOP_MS = 200;

/** The socket service of the modem: a layer of its own above the data connection (V3.00 11). */
export interface SocketService {
  readonly settings: SocketSettings;
  readonly state: SocketServiceState;
  /** Own address; '' while it is not open. */
  readonly address: string;
  readonly links: SocketLinks;
  readonly servers: SocketServers;
  /** AT+NETOPEN. `done` is called once, later. */
  open(done: (error: SocketError) => void): void;
  /** AT+NETCLOSE: ends all links and servers first. */
  close(done: () => void): void;
}

export function createSocketService(session: ModemSession, bearer: Bearer): SocketService {
  const settings = createSocketSettings();
  const links = createSocketLinks({ session, settings, network: bearer.network });
  const servers = createSocketServers({ session, network: bearer.network, links });
  let state: SocketServiceState = 'closed';

  const drop = (): void => {
    servers.drop();
    links.drop();
  };
  bearer.onLost(() => {
    if (state !== 'open') return;
    state = 'lost';
    servers.drop();
    links.lose();
    session.urc('+CIPEVENT: NETWORK CLOSED UNEXPECTEDLY');
    session.changed();
  });
  session.describe(() => {
    const open = links.slots.flatMap(({ number, link, receiver, state: slot }) => {
      if (link === null || slot !== 'open') return [];
      const { kind, remote, counters } = link;
      const lost = receiver.lost + counters.dropped;
      const where = remote === null ? '' : `: ${remote.address}:${remote.port}`;
      return [`${kind} ${number}${where}${lost === 0 ? '' : `, ${lost} bytes lost`}`];
    });
    const listening = servers.running.map(({ index, port }) => `TCP server ${index}: port ${port}`);
    return [...open, ...listening];
  });

  return {
    settings,
    links,
    servers,
    get state() {
      return state;
    },
    get address() {
      return state === 'open' ? bearer.address : '';
    },
    open(done) {
      drop();
      state = 'opening';
      let over = false;
      const finish = (error: SocketError): void => {
        if (over) return;
        over = true;
        cancel();
        state = error === SOCKET_ERROR.none ? 'open' : 'closed';
        session.changed();
        done(error);
      };
      const cancel = session.afterReal(settings.timeouts.net, () => finish(SOCKET_ERROR.timeout));
      bearer.open('net', (opened) => {
        if (over) bearer.release('net');
        else finish(opened.ok ? SOCKET_ERROR.none : SOCKET_ERROR.network);
      });
    },
    close(done) {
      state = 'closing';
      drop();
      session.after(STOP_MS, () => {
        state = 'closed';
        bearer.release('net');
        session.changed();
        done();
      });
    },
  };
}
