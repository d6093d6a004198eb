import { answer, type CommandHandler, ERROR, OK, type Reply } from '../reply.ts';
import type { ModemSession } from '../session/modemSession.ts';
import type { PdpDefinition } from '../session/nonVolatile.ts';
import type { Pdp } from '../session/pdp.ts';

const TYPES = ['IP', 'IPV6', 'IPV4V6'] as const;

/** Definitions of contexts and their credentials, kept over a restart (V3.00 8.2.4, 8.2.15; V1.01 for those of sockets). */
export function contextCommands(session: ModemSession, pdp: Pdp): readonly CommandHandler[] {
  const { store, profile } = session;
  const cids = profile.name === 'sim7600' ? '(1-24,100-179)' : '(1-15)';
  const NO_AUTH = { type: 0, user: '', password: '' } as const;

  const all = (): readonly (readonly [number, PdpDefinition])[] => [...store.contexts].sort(([a], [b]) => a - b);
  const lines = (name: string): readonly string[] =>
    all().map(
      ([cid, { type, apn }]) => `${name}: ${cid},"${type}","${apn}","0.0.0.0",0,0${name === '+CGDCONT' ? ',0,0' : ''}`,
    );
  const define = (args: readonly string[]): Reply => {
    const [cid = '', type, apn] = args;
    const number = Number(cid);
    if (type === undefined) {
      pdp.undefine(number);
    } else {
      const auth = store.contexts.get(number)?.auth ?? { ...NO_AUTH };
      pdp.define(number, { type: type.toUpperCase(), apn: apn ?? '', auth });
    }
    return OK;
  };
  const authenticate = (cid: string, type: string, user: string, password: string): Reply => {
    const definition = store.contexts.get(Number(cid));
    if (definition === undefined) return ERROR;
    const auth = type === '' || type === '0' ? { ...NO_AUTH } : { type: Number(type), user, password };
    store.contexts.set(Number(cid), { ...definition, auth });
    return OK;
  };
  const credentials = (name: string): readonly string[] =>
    all().map(([cid, { auth }]) =>
      auth.type === 0 ? `${name}: ${cid},0` : `${name}: ${cid},${auth.type},"${auth.user}","${auth.password}"`,
    );

  const common: readonly CommandHandler[] = [
    {
      name: '+CGDCONT',
      // A line for each type of connection (3GPP TS 27.007 10.1.1): drivers read them one by one.
      test: () => answer(...TYPES.map((type) => `+CGDCONT: ${cids},"${type}",,,(0-2),(0-4),(0-1),(0-1)`)),
      read: () => answer(...lines('+CGDCONT')),
      write: ({ args }) => define(args),
      execute: () => OK,
    },
    {
      name: '+CGAUTH',
      read: () => answer(...credentials('+CGAUTH')),
      // The password comes before the user.
      write: ({ args: [cid = '', type = '', password = '', user = ''] }) => authenticate(cid, type, user, password),
      execute: () => OK,
    },
    {
      name: '+CSOCKSETPN',
      read: () => answer(`+CSOCKSETPN: ${pdp.socketContext}`),
      write({ args: [cid = '1'] }) {
        pdp.socketContext = Number(cid);
        return OK;
      },
    },
  ];
  if (profile.name !== 'sim7600') return common;
  return [
    ...common,
    { name: '+CGSOCKCONT', read: () => answer(...lines('+CGSOCKCONT')), write: ({ args }) => define(args) },
    {
      name: '+CSOCKAUTH',
      read: () => answer(...credentials('+CSOCKAUTH')),
      write: ({ args: [cid = '', type = '', password = '', user = ''] }) => authenticate(cid, type, user, password),
    },
  ];
}
