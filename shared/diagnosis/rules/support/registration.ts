import type { Capture } from '../../types.ts';
import { boots } from './boots.ts';
import { isRegistered, type RegistrationReport, registrationReports } from './registrationReports.ts';
import { lastBefore } from './select.ts';

/** How the registration stands at the end of the capture, since the modem's last start. */
export interface RegistrationState {
  /** What counts: CEREG and CGREG where they were seen, CREG where nothing else was. */
  readonly judged: readonly RegistrationReport[];
  /** Of those, the last of each domain. */
  readonly last: readonly RegistrationReport[];
  /** In one of the domains that count the last report is "registered". */
  readonly registered: boolean;
  /** It was, at some time since the start. */
  readonly wasRegistered: boolean;
  /** The last report of the domain of calls, where another one is judged. */
  readonly calls: RegistrationReport | null;
}

export function registrationAtEnd(capture: Capture): RegistrationState {
  const start = boots(capture).at(-1)?.event.t ?? Number.NEGATIVE_INFINITY;
  const all = registrationReports(capture);
  const since = all.filter(({ event }) => event.t >= start);
  // A modem that restarted has told nothing yet: what it said before still shows what can be judged.
  const reports = since.length > 0 ? since : all;
  const data = reports.filter(({ name }) => name !== '+CREG');
  const judged = data.length > 0 ? data : reports;
  const last = ['+CEREG', '+CGREG', '+CREG']
    .map((name) => judged.findLast((report) => report.name === name))
    .filter((report) => report !== undefined);
  return {
    judged,
    last,
    registered: last.some(({ stat }) => isRegistered(stat)),
    wasRegistered: judged.some(({ stat }) => isRegistered(stat)),
    calls: data.length > 0 ? (reports.findLast(({ name }) => name === '+CREG') ?? null) : null,
  };
}

/**
 * Whether the modem said that it was not registered, in every domain that counts, in its last reports before a moment; where
 * it said nothing before, in its first ones. False when it said nothing at all. Built once per search.
 */
export function unregistered(capture: Capture): (t: number) => boolean {
  const reports = registrationReports(capture);
  /** The last report of each domain so far, for every report. */
  const states: { readonly t: number; readonly out: boolean }[] = [];
  const last = new Map<string, boolean>();
  for (const { name, event, stat } of reports) {
    last.set(name, !isRegistered(stat));
    const judged = [...last].filter(([domain]) => last.size === 1 || domain !== '+CREG');
    states.push({ t: event.t, out: judged.every(([, out]) => out) });
  }
  return (t) => (lastBefore(states, t) ?? states[0])?.out ?? false;
}
