import type { Bearer } from '../bearer.ts';
import type { ModemSession } from '../modemSession.ts';
import { CCH_ERROR, type CchError } from './cchErrors.ts';
import { type CchSession, createCchSession } from './cchSession.ts';

/** V3.00 10.2. */
export const CCH_SESSION_COUNT = 2;

/** How long stopping takes. */
const STOP_MS = 200;

/** What is set before AT+CCHSTART. */
export interface CchSettings {
  /** AT+CCHSET: `+CCHSEND: <session>,<err>` after sending. */
  reportSend: boolean;
  /** AT+CCHSET: received data is kept and told as +CCHEVENT. */
  kept: boolean;
  /** AT+CCHMODE=1. */
  transparent: boolean;
}

/** The service of TLS sockets (V3.00 10). */
export interface CchService {
  readonly settings: CchSettings;
  readonly state: 'stopped' | 'starting' | 'running' | 'stopping';
  readonly address: string;
  readonly sessions: readonly CchSession[];
  /** `done` is called once, later. */
  start(done: (error: CchError) => void): void;
  /** Ends the sessions. `done` is called once, later. */
  stop(done: () => void): void;
}

export function createCchService(session: ModemSession, bearer: Bearer): CchService {
  const settings: CchSettings = { reportSend: false, kept: false, transparent: false };
  const sessions = Array.from({ length: CCH_SESSION_COUNT }, (_, number) =>
    createCchSession({ session, network: bearer.network, settings, number }),
  );
  let state: CchService['state'] = 'stopped';

  const drop = (): void => {
    for (const each of sessions) each.drop();
  };
  bearer.onLost(() => {
    for (const each of sessions) each.lose();
  });
  session.describe(() =>
    sessions.flatMap(({ slot, target }) =>
      slot.state !== 'open' || target === null
        ? []
        : [`${target.tls === null ? 'TCP' : 'TLS'} session ${slot.number}: ${target.host}:${target.port}`],
    ),
  );

  return {
    settings,
    sessions,
    get state() {
      return state;
    },
    get address() {
      return bearer.address;
    },
    start(done) {
      state = 'starting';
      bearer.open('ssl', ({ ok }) => {
        state = ok ? 'running' : 'stopped';
        done(ok ? CCH_ERROR.none : CCH_ERROR.network);
      });
    },
    stop(done) {
      state = 'stopping';
      drop();
      session.after(STOP_MS, () => {
        state = 'stopped';
        bearer.release('ssl');
        done();
      });
    },
  };
}
