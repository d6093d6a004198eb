import { latin1Bytes } from '../../../base/latin1.ts';
import type { ModemNetwork, TlsRequest } from '../../modemNetwork.ts';
import type { ModemSession } from '../modemSession.ts';
import { createLinkSlot, type Slot } from '../sockets/linkSlot.ts';
import type { Received } from '../sockets/receiveQueue.ts';
import { createTcpLink } from '../sockets/tcpLink.ts';
import { CCH_ERROR, CCH_OPEN_ERRORS, type CchError } from './cchErrors.ts';
import type { CchSettings } from './cchService.ts';

/** V3.00 10.2: of AT+CCHCFG. */
const SEND_TIMEOUT_S = 150;
const CONNECT_MS = 120_000;

/** Where a session leads. */
export interface CchTarget {
  readonly host: string;
  readonly port: number;
  /** Null: plain TCP. */
  readonly tls: TlsRequest | null;
}

/** What AT+CCHSSLCFG and AT+CCHCFG set; forgotten when opening fails and when the session is closed. */
export interface CchConfig {
  /** Null: none was chosen; TLS takes context 0. */
  context: number | null;
  sendTimeoutS: number;
}

/** One of the two sessions. */
export interface CchSession {
  readonly slot: Slot;
  readonly config: CchConfig;
  /** Null while it is free. */
  readonly target: CchTarget | null;
  /** Only while it is free. `done` is called once, later. */
  open(target: CchTarget, done: (error: CchError) => void): void;
  /** Only while it is open or stale. `done` is called once, later. */
  close(done: () => void): void;
  drop(): void;
  lose(): void;
}

export interface CchSessionPorts {
  readonly session: ModemSession;
  readonly network: ModemNetwork;
  readonly settings: CchSettings;
  readonly number: number;
}

const freshConfig = (): CchConfig => ({ context: null, sendTimeoutS: SEND_TIMEOUT_S });

export function createCchSession({ session, network, settings, number }: CchSessionPorts): CchSession {
  const config = freshConfig();
  let target: CchTarget | null = null;
  const forget = (): void => {
    target = null;
    Object.assign(config, freshConfig());
  };
  const block = ({ bytes }: Received): Uint8Array => {
    const head = latin1Bytes(`\r\n+CCHRECV: DATA,${number},${bytes.length}\r\n`);
    const all = new Uint8Array(head.length + bytes.length);
    all.set(head);
    all.set(bytes, head.length);
    return all;
  };
  const slot = createLinkSlot({
    ...{ session, number, block },
    kept: () => settings.kept,
    announce: () => session.urc(`+CCHEVENT: ${number},RECV EVENT`),
    onLost(reason) {
      forget();
      if (reason === 'timeout') session.urc(`+CCH_RECV_CLOSED: ${number},${CCH_ERROR.sendTimeout}`);
      else session.urc(`+CCH_PEER_CLOSED: ${number}`);
    },
  });
  const link = {
    waitForAck: false,
    timeouts: {
      get send() {
        return config.sendTimeoutS * 1000;
      },
    },
  };

  return {
    slot,
    config,
    get target() {
      return slot.state === 'free' ? null : target;
    },
    open(to, done) {
      target = to;
      const request = { host: to.host, port: to.port, timeoutMs: CONNECT_MS, tls: to.tls };
      slot.open({
        transparent: settings.transparent,
        done(failed) {
          if (failed !== null) forget();
          done(failed === null ? CCH_ERROR.none : CCH_OPEN_ERRORS[failed]);
        },
        create: (events) =>
          createTcpLink({ session, settings: link, server: -1, open: (on) => network.connect(request, on), events }),
      });
    },
    close: (done) =>
      slot.close(() => {
        forget();
        done();
      }),
    drop() {
      slot.drop();
      forget();
    },
    lose() {
      const told = slot.state === 'open' && slot.channel === null;
      slot.lose();
      if (told) session.urc(`+CCH_RECV_CLOSED: ${number},${CCH_ERROR.network}`);
      slot.drop();
      forget();
    },
  };
}
