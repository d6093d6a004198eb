import { createEmitter, type Unsubscribe } from '../../base/emitter.ts';
import { ok, type Result } from '../../base/result.ts';
import type { ModemNetwork } from '../modemNetwork.ts';
import type { ModemSession } from './modemSession.ts';

/** Who has the packet data connection open. Each service of the modem opens it for itself (NETOPEN, CMQTTSTART, CCHSTART …). */
export type BearerUser = 'context' | 'net' | 'mqtt' | 'ssl' | 'http' | 'tool';

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

export function createBearer({ settings, network, after }: ModemSession): Bearer {
  const lost = createEmitter<void>();
  const users = new Set<BearerUser>();
  return {
    get up() {
      return users.size > 0;
    },
    get address() {
      return users.size > 0 ? settings.network.address : '';
    },
    open(user, done) {
      after(300, () => {
        users.add(user);
        done(ok(undefined));
      });
    },
    release: (user) => {
      users.delete(user);
    },
    network,
    onLost: (listener) => lost.on(listener),
  };
}
