import { createEmitter, type Unsubscribe } from '../../base/emitter.ts';
import type { ModemSession } from './modemSession.ts';
import type { Radio } from './radio.ts';
import { RAT_ACT, type Rat, ratFor } from './rat.ts';
import type { Sim } from './sim.ts';

/** Circuit domain, packet domain of 2G and 3G, packet domain of LTE. */
export const DOMAINS = ['+CREG', '+CGREG', '+CEREG'] as const;
export type Domain = (typeof DOMAINS)[number];

/** What the network lets the modem do. */
export type NetworkService = 'none' | 'sms' | 'full';

/** Registration in the network, in each domain. */
export interface Registration {
  /** `<stat>` (3GPP TS 27.007 10.1.19). */
  stat(domain: Domain): number;
  readonly service: NetworkService;
  /** Refused by the network. */
  readonly denied: boolean;
  /** Technology in use; null without service. */
  readonly rat: Rat | null;
  /** Tracking or location area and cell, hexadecimal. */
  readonly cell: { readonly area: string; readonly id: string };
  /** `<n>` of the domain: 0 no reports, 1 of the state, 2 of state and cell. */
  reports(domain: Domain): number;
  setReports(domain: Domain, n: number): void;
  /** None in any domain, as from the factory. */
  resetReports(): void;
  /** What follows `<n>,` in the answer and the name in a report: `1`, `1,"18C3","0A2B3C01"`, of LTE with `,7`. */
  fields(domain: Domain): string;
  /** AT+COPS: `operator` is the number of one that is wanted, '' for any. */
  select(mode: 0 | 1 | 2 | 4, operator: string): void;
  /** AT+CGATT=0 leaves the packet domains: they are not registered until it is undone. */
  detach(detached: boolean): void;
  /** AT+CNMP. */
  prefer(ratMode: number): void;
  onChange(listener: () => void): Unsubscribe;
}

type Aim = 'off' | 'search' | 'denied' | 'sms' | 'full';

/** Where the invented network stands. */
const CELLS = {
  LTE: { area: '18C3', id: '0A2B3C01' },
  WCDMA: { area: '18C3', id: '0312A4F7' },
  GSM: { area: '18C3', id: '3071' },
} as const;

/** How long after the report the supply gives in, where a fault says so. */
const BROWNOUT_MS = 120;

export function createRegistration(session: ModemSession, radio: Radio, sim: Sim): Registration {
  const { settings, store, faults } = session;
  const { network } = settings;
  const change = createEmitter<void>();
  const reports = new Map<Domain, number>(DOMAINS.map((domain) => [domain, 0]));
  const told = new Map<Domain, string>();
  let aim: Aim = 'off';
  let wanted: Rat | null = null;
  /** What has been reached of the aim. */
  let reached: Aim = 'off';
  let detached = false;
  let cancel = (): void => undefined;

  const aimNow = (): Aim => {
    const { mode, operator } = store.cops;
    if (!radio.on || !sim.ready || mode === 2 || faults.active('reg-off') !== null) return 'off';
    const foreign = operator !== '' && operator !== `${network.mcc}${network.mnc}`;
    if (faults.active('reg-searching') !== null || wanted === null || (mode === 1 && foreign)) return 'search';
    if (faults.active('reg-denied') !== null) return 'denied';
    return faults.active('reg-sms-only') !== null ? 'sms' : 'full';
  };
  const stat = (domain: Domain): number => {
    const roaming = network.registration === 'roaming';
    switch (reached) {
      case 'off':
        return 0;
      case 'search':
        return 2;
      case 'denied':
        return 3;
      case 'sms':
      case 'full':
        if (domain !== '+CREG' && detached) return 0;
        if (domain === '+CEREG' && wanted !== 'LTE') return 0;
        if (reached === 'sms') return roaming ? 7 : 6;
        return roaming ? 5 : 1;
    }
  };
  const fields = (domain: Domain): string => {
    const state = stat(domain);
    const here = state === 1 || state === 5 || state === 6 || state === 7;
    if (reports.get(domain) !== 2 || !here || wanted === null) return `${state}`;
    const { area, id } = CELLS[wanted];
    return `${state},"${area}","${id}"${domain === '+CEREG' ? `,${RAT_ACT[wanted]}` : ''}`;
  };
  const report = (): void => {
    for (const domain of DOMAINS) {
      const state = `${stat(domain)}`;
      if (told.get(domain) === state) continue;
      told.set(domain, state);
      if (reports.get(domain) !== 0) session.urc(`${domain}: ${fields(domain)}`);
    }
    change.emit();
    session.changed();
  };
  const arrive = (at: Aim): void => {
    reached = at;
    report();
    if ((at === 'full' || at === 'sms') && faults.strike('brownout-on-register') !== null) {
      session.after(BROWNOUT_MS, () => session.power('restart', 'sudden'));
    }
  };
  /** Goes where settings, card, radio and faults lead now. */
  const steer = (): void => {
    const rat = ratFor(store.ratMode, network.rat);
    const sameRat = rat === wanted;
    wanted = rat;
    const next = aimNow();
    if (next === aim && sameRat) return;
    aim = next;
    cancel();
    if (aim === 'off') {
      if (reached !== 'off') arrive('off');
      return;
    }
    if (reached !== 'search') arrive('search');
    const target = aim;
    if (target !== 'search') cancel = session.after(network.registerMs, () => arrive(target));
  };

  for (const domain of DOMAINS) told.set(domain, '0');
  radio.onChange(steer);
  sim.onChange(steer);
  for (const name of ['reg-off', 'reg-searching', 'reg-denied', 'reg-sms-only'] as const) {
    faults.on(name, steer);
  }
  if (faults.active('deregistered') !== null) store.cops = { mode: 2, operator: '' };
  faults.on('deregistered', (value) => {
    store.cops = { mode: value === null ? 0 : 2, operator: '' };
    steer();
  });
  steer();

  return {
    stat,
    get service() {
      return reached === 'full' || reached === 'sms' ? reached : 'none';
    },
    get denied() {
      return reached === 'denied';
    },
    get rat() {
      return reached === 'full' || reached === 'sms' ? wanted : null;
    },
    get cell() {
      return CELLS[wanted ?? 'LTE'];
    },
    reports: (domain) => reports.get(domain) ?? 0,
    setReports: (domain, n) => {
      reports.set(domain, n);
    },
    resetReports() {
      for (const domain of DOMAINS) reports.set(domain, 0);
    },
    fields,
    select(mode, operator) {
      store.cops = { mode, operator };
      steer();
    },
    detach(value) {
      detached = value;
      report();
    },
    prefer(ratMode) {
      store.ratMode = ratMode;
      steer();
    },
    onChange: (listener) => change.on(listener),
  };
}
