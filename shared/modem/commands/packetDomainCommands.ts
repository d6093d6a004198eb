import { answer, type CommandHandler, cme, ERROR, OK, type Reply } from '../reply.ts';
import type { BearerFailure } from '../session/bearer.ts';
import type { ModemSession } from '../session/modemSession.ts';
import type { Pdp } from '../session/pdp.ts';
import type { Registration } from '../session/registration.ts';
import { contextCommands } from './contextCommands.ts';

/** V3.00 3.3: 133 is what a SIM7600 has nearest to cause 27, unknown or missing APN. */
const CME_CODES: Readonly<Record<BearerFailure, number>> = {
  'no-service': 30,
  'unknown-apn': 133,
  'missing-apn': 133,
  auth: 149,
};
/** AT+CEER: causes of 3GPP TS 24.008 10.5.6.6. */
const REASONS: Readonly<Record<BearerFailure, string>> = {
  'no-service': 'No network service',
  'unknown-apn': 'Missing or unknown APN',
  'missing-apn': 'Missing or unknown APN',
  auth: 'User authentication failed',
};

const ATTACH_MS = 700;
const NO_SERVICE = 30;
const INVALID_INDEX = 21;

/** Packet data: attaching, contexts, addresses, events (V3.00 chapter 8, 5.2.8). */
export function packetDomainCommands(
  session: ModemSession,
  registration: Registration,
  pdp: Pdp,
): readonly CommandHandler[] {
  const { store, profile } = session;
  const defined = (): readonly number[] => [...store.contexts.keys()].sort((a, b) => a - b);
  const wait = (start: (done: (reply: Reply) => void) => void): Reply => ({
    kind: 'wait',
    start(done) {
      start(done);
      return undefined;
    },
  });
  const address = (cid: number): string => {
    const given = pdp.address(cid) ?? '0.0.0.0';
    return `+CGPADDR: ${cid},${profile.cgpaddrQuoted ? `"${given}"` : given}`;
  };
  const activate = (cid: number): Reply =>
    wait((done) => pdp.activate(cid, (result) => done(result.ok ? OK : cme(CME_CODES[result.error.code]))));
  /** Ends contexts; in their order, each with its event. */
  const deactivate = (cids: readonly number[]): Reply => {
    for (const cid of cids) pdp.deactivate(cid, 'modem');
    return OK;
  };

  return [
    ...contextCommands(session, pdp),
    {
      name: '+CGATT',
      read: () => answer(`+CGATT: ${Number(pdp.attached)}`),
      write: ({ args: [state] }) =>
        wait((done) => {
          pdp.attach(state === '1');
          session.after(ATTACH_MS, () => done(state === '1' && !pdp.attached ? cme(NO_SERVICE) : OK));
        }),
    },
    {
      name: '+CGACT',
      read: () => answer(...defined().map((cid) => `+CGACT: ${cid},${pdp.address(cid) === null ? 0 : 1}`)),
      write({ args: [state, cid] }) {
        const chosen = cid === undefined ? (state === '1' ? defined().slice(0, 1) : pdp.active) : [Number(cid)];
        if (chosen.some((each) => !store.contexts.has(each))) return cme(INVALID_INDEX);
        if (state === '0') return deactivate(chosen);
        const [first] = chosen;
        return first === undefined ? ERROR : activate(first);
      },
    },
    {
      name: '+CGPADDR',
      execute: () => answer(...defined().map(address)),
      write: ({ args: [cid = ''] }) => (store.contexts.has(Number(cid)) ? answer(address(Number(cid))) : ERROR),
    },
    {
      name: '+CGEREP',
      read: () => answer(`+CGEREP: ${pdp.eventReports},0`),
      write({ args: [mode] }) {
        pdp.eventReports = mode === '2' ? 2 : mode === '1' ? 1 : 0;
        return OK;
      },
      execute() {
        pdp.eventReports = 0;
        return OK;
      },
    },
    {
      name: '+CEER',
      execute() {
        const reason = pdp.lastFailure === null ? null : REASONS[pdp.lastFailure];
        return answer(
          `+CEER: ${reason ?? (registration.denied ? 'PLMN not allowed' : 'No cause information available')}`,
        );
      },
    },
  ];
}
