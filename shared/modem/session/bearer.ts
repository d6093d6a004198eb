import { createEmitter, type Unsubscribe } from '../../base/emitter.ts';
import type { Result } from '../../base/result.ts';
import type { ModemNetwork } from '../modemNetwork.ts';
import { createBearerNetwork } from './bearerNetwork.ts';
import type { ModemSession } from './modemSession.ts';
import type { Pdp } from './pdp.ts';
import type { Registration } from './registration.ts';
import type { Supply } from './supply.ts';

/** Who has the packet data connection open. Each service of the modem opens it for itself (NETOPEN, CMQTTSTART, CCHSTART …). */
export type BearerUser = 'context' | 'net' | 'mqtt' | 'ssl' | 'http' | 'time' | 'tool';

/** Why packet data cannot be had: no registration for data, an APN the network does not know or misses, credentials. */
export type BearerFailure = 'no-service' | 'unknown-apn' | 'missing-apn' | 'auth';

/** The packet data connection as the services above see it. */
export interface Bearer {
  /** A context is active and data can flow. */
  readonly up: boolean;
  /** IPv4 address; '' while it is down. */
  readonly address: string;
  /** Activates a context if none is (the time a real network takes), for `user`. `done` is called once, later. */
  open(user: BearerUser, done: (opened: Result<void, BearerFailure>) => void): void;
  /** `user` needs it no more. */
  release(user: BearerUser): void;
  /** The network through it. Once it is down names do not resolve, and connections end with `bearer`. */
  readonly network: ModemNetwork;
  /** The network took it down, or registration was lost. Services say what they say then. */
  onLost(listener: () => void): Unsubscribe;
}

/** The context AT+CSOCKSETPN chose, shared by the services: up while it is active, taken down with the last of them. */
export function createBearer(session: ModemSession, registration: Registration, pdp: Pdp, supply: Supply): Bearer {
  const lost = createEmitter<void>();
  const users = new Set<BearerUser>();
  const address = (): string => pdp.address(pdp.socketContext) ?? '';
  const up = (): boolean => address() !== '';
  const { network, drop } = createBearerNetwork(session, up, () => supply.transmits());
  let wasUp = up();
  /** The last service let go of it: nobody is to hear of a loss. */
  let letGo = false;

  pdp.onChange(() => {
    if (up() === wasUp) return;
    wasUp = up();
    if (wasUp) return;
    drop();
    if (letGo) return;
    users.clear();
    lost.emit();
  });

  session.faults.on('bearer-lost', () => {
    // Only a loss that somebody notices is one.
    if (users.size === 0 || !up()) return false;
    pdp.lose();
    return true;
  });

  return {
    get up() {
      return up();
    },
    get address() {
      return address();
    },
    open(user, done) {
      pdp.activate(pdp.socketContext, (result) => {
        if (result.ok) users.add(user);
        done(result);
      });
    },
    release(user) {
      if (!users.delete(user) || users.size > 0) return;
      // In LTE the first context belongs to the registration: it stays.
      if (registration.rat === 'LTE' && pdp.socketContext === 1) return;
      letGo = true;
      pdp.deactivate(pdp.socketContext, 'modem');
      letGo = false;
    },
    network,
    onLost: (listener) => lost.on(listener),
  };
}
