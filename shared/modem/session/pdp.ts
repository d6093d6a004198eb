import { createEmitter, type Unsubscribe } from '../../base/emitter.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { BearerFailure } from './bearer.ts';
import type { ModemSession } from './modemSession.ts';
import type { PdpDefinition } from './nonVolatile.ts';
import { createPdpEvents } from './pdpEvents.ts';
import type { Registration } from './registration.ts';

/** Who takes a context down. `detach`: with the registration or the attachment it was on. */
export type PdpEnd = 'network' | 'modem' | 'detach';

/** Packet data contexts and the attachment they live on. */
export interface Pdp {
  /** AT+CGATT. Contexts can be active only while it is true. */
  readonly attached: boolean;
  attach(on: boolean): void;
  /** Address of an active context; null while it is not. */
  address(cid: number): string | null;
  /** Active contexts in order. */
  readonly active: readonly number[];
  /** AT+CGDCONT. An active context whose APN changes is taken down, and the first one of LTE comes back with the new one. */
  define(cid: number, definition: PdpDefinition): void;
  undefine(cid: number): void;
  /** Activates a context in the time a network takes; `done` is called once, later. */
  activate(cid: number, done: (result: Result<void, BearerFailure>) => void): void;
  deactivate(cid: number, by: PdpEnd): void;
  /** The network takes everything down. */
  lose(): void;
  /** AT+CSOCKSETPN: the context the services of the modem use. */
  socketContext: number;
  /** AT+CGEREP: 0 says nothing of events. */
  eventReports: 0 | 1 | 2;
  /** Why the last activation failed; null when it did not. */
  readonly lastFailure: BearerFailure | null;
  /** Contexts came or went. */
  onChange(listener: () => void): Unsubscribe;
}

const ACTIVATE_MS = 450;
/** A service opens on a context that is active already. */
const REUSE_MS = 250;
/** From registration in LTE to the context that belongs to it. */
const DEFAULT_CONTEXT_MS = 200;
const REFUSED_MS = 900;
/** LTE brings its first context back after the network has taken it down. */
const RESTORE_MS = 8000;

const EMPTY: PdpDefinition = { type: 'IP', apn: '', auth: { type: 0, user: '', password: '' } };

export function createPdp(session: ModemSession, registration: Registration): Pdp {
  const { settings, store, faults, after } = session;
  const { network } = settings;
  const change = createEmitter<void>();
  const addresses = new Map<number, string>();
  const events = createPdpEvents(session, () => pdp.eventReports);
  let wantsAttached = true;
  let lastFailure: BearerFailure | null = null;

  const attached = (): boolean => wantsAttached && registration.service === 'full';
  const refusal = (cid: number): BearerFailure | null => {
    if (!attached()) return 'no-service';
    const { apn } = store.contexts.get(cid) ?? EMPTY;
    if (faults.active('wrong-apn') !== null) return 'unknown-apn';
    if (apn === '') return network.apnRequired || faults.active('no-apn') !== null ? 'missing-apn' : null;
    const known = network.apns.length === 0 || network.apns.some((one) => one.toLowerCase() === apn.toLowerCase());
    return known ? null : 'unknown-apn';
  };
  /** 10.4.2.9 for the first context, the next addresses for others. */
  const addressFor = (cid: number): string => {
    const [a = '', b = '', c = '', d = ''] = network.address.split('.');
    return `${a}.${b}.${c}.${(Number(d) + cid - 1) % 256}`;
  };
  const tell = (): void => {
    change.emit();
    session.changed();
  };
  const raise = (cid: number): void => {
    if (addresses.has(cid)) return;
    addresses.set(cid, addressFor(cid));
    events.activated(cid, cid === 1 && registration.rat === 'LTE');
    tell();
  };
  const lower = (cid: number, by: PdpEnd): void => {
    const address = addresses.get(cid);
    if (address === undefined) return;
    addresses.delete(cid);
    events.deactivated(cid, address, by);
    tell();
  };
  const lowerAll = (by: PdpEnd): void => {
    for (const cid of [...addresses.keys()]) lower(cid, by);
  };
  /** In LTE a modem that is attached has its first context (3GPP TS 23.401 5.3.2). */
  const raiseDefault = (ms: number): void => {
    after(ms, () => {
      if (registration.rat !== 'LTE') return;
      lastFailure = refusal(1);
      if (lastFailure === null) raise(1);
    });
  };
  let wasAttached = attached();
  const follow = (): void => {
    if (attached() === wasAttached) return;
    wasAttached = attached();
    if (wasAttached) raiseDefault(DEFAULT_CONTEXT_MS);
    else lowerAll('detach');
  };
  const eraseApn = (): void => {
    store.contexts.set(1, { ...(store.contexts.get(1) ?? EMPTY), apn: '' });
    lower(1, 'network');
  };

  registration.onChange(follow);
  faults.on('wrong-apn', (value) => {
    if (value === null) raiseDefault(DEFAULT_CONTEXT_MS);
    else lowerAll('network');
  });
  faults.on('no-apn', (value) => {
    if (value !== null) eraseApn();
  });
  if (faults.active('no-apn') !== null) eraseApn();

  const pdp: Pdp = {
    get attached() {
      return attached();
    },
    attach(on) {
      if (on === wantsAttached) return;
      wantsAttached = on;
      if (!on && wasAttached) events.detached();
      // What is attached follows the registration.
      registration.detach(!on);
    },
    address: (cid) => addresses.get(cid) ?? null,
    get active() {
      return [...addresses.keys()].sort((a, b) => a - b);
    },
    define(cid, definition) {
      const before = store.contexts.get(cid);
      store.contexts.set(cid, definition);
      if (before?.apn.toLowerCase() === definition.apn.toLowerCase()) return;
      lower(cid, 'modem');
      if (cid === 1) raiseDefault(DEFAULT_CONTEXT_MS);
    },
    undefine(cid) {
      lower(cid, 'modem');
      store.contexts.delete(cid);
    },
    activate(cid, done) {
      if (addresses.has(cid)) {
        after(REUSE_MS, () => done(ok(undefined)));
        return;
      }
      after(refusal(cid) === null ? ACTIVATE_MS : REFUSED_MS, () => {
        lastFailure = refusal(cid);
        if (lastFailure !== null) {
          done(err(lastFailure, FAILURES[lastFailure]));
          return;
        }
        raise(cid);
        done(ok(undefined));
      });
    },
    deactivate: lower,
    lose() {
      lowerAll('network');
      raiseDefault(RESTORE_MS);
    },
    socketContext: 1,
    eventReports: session.profile.cgerep,
    get lastFailure() {
      return lastFailure;
    },
    onChange: (listener) => change.on(listener),
  };
  return pdp;
}

const FAILURES: Readonly<Record<BearerFailure, string>> = {
  'no-service': 'The modem is not registered for packet data.',
  'unknown-apn': 'The network does not know the APN. Set the one of the operator with AT+CGDCONT.',
  'missing-apn': 'The network wants an APN. Set it with AT+CGDCONT.',
  auth: 'The network does not accept user name and password. Set them with AT+CGAUTH.',
};
