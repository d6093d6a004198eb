import type { ModemSession } from './modemSession.ts';
import type { PdpEnd } from './pdp.ts';

/** `+CGEV` of the packet domain (V3.00 8.2.14, 3GPP TS 27.007 10.1.19), where AT+CGEREP wants it. */
export interface PdpEvents {
  /** `first`: the context that belongs to the registration in LTE. */
  activated(cid: number, first: boolean): void;
  deactivated(cid: number, address: string, by: PdpEnd): void;
  detached(): void;
}

export function createPdpEvents({ profile, store, urc }: ModemSession, reports: () => number): PdpEvents {
  const say = (event: string): void => {
    if (reports() > 0) urc(`+CGEV: ${event}`);
  };
  const perContext = profile.cgev === 'per-context';
  return {
    activated(cid, first) {
      if (perContext) say(first ? `EPS PDN ACT ${cid}` : `ME PDN ACT ${cid},0`);
      else say(`ME PDN ACT ${cid}`);
    },
    deactivated(cid, address, by) {
      if (by === 'detach') return;
      const who = by === 'network' ? 'NW' : 'ME';
      const type = store.contexts.get(cid)?.type ?? 'IP';
      say(perContext ? `${who} PDN DEACT ${cid}` : `${who} DEACT "${type}","${address}",${cid}`);
    },
    detached: () => say('ME DETACH'),
  };
}
