import type { Capture } from '../../types.ts';
import { boots } from './boots.ts';
import { isRegistered, type RegistrationReport, registrationReports } from './registrationReports.ts';

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
 * The modem said that it was not registered, in every domain that counts, in its last reports before that moment; where it
 * said nothing before, in its first ones after it. False when it said nothing at all.
 */
export function isUnregisteredAt(capture: Capture, t: number): boolean {
  const all = registrationReports(capture);
  const before = all.filter(({ event }) => event.t <= t);
  const reports = before.length > 0 ? before : all;
  const data = reports.filter(({ name }) => name !== '+CREG');
  const judged = data.length > 0 ? data : reports;
  const names = new Set(judged.map(({ name }) => name));
  const pick = (name: string): RegistrationReport | undefined =>
    before.length > 0 ? judged.findLast((each) => each.name === name) : judged.find((each) => each.name === name);
  return names.size > 0 && [...names].every((name) => !isRegistered(pick(name)?.stat ?? 0));
}
