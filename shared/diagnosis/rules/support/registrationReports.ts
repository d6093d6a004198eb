import { registrationState } from '../../../protocol/at/dictionary/commands/registration.ts';
import type { Capture, SerialEvent } from '../../types.ts';
import { linesNamed } from './select.ts';

/** What the modem said of its registration, once. */
export interface RegistrationReport {
  readonly event: SerialEvent;
  /** Of which domain: calls, 2G/3G data, LTE data. */
  readonly name: '+CREG' | '+CGREG' | '+CEREG';
  readonly stat: number;
}

/** `+CREG`, `+CGREG` and `+CEREG`, answers and reports, in order. */
export function registrationReports(capture: Capture): readonly RegistrationReport[] {
  const reports: RegistrationReport[] = [];
  for (const event of linesNamed(capture, '+CREG', '+CGREG', '+CEREG')) {
    const { name } = event;
    const stat = registrationState(event.fields);
    if (stat === null || (name !== '+CREG' && name !== '+CGREG' && name !== '+CEREG')) continue;
    reports.push({ event, name, stat });
  }
  return reports;
}

/** 1 home, 5 roaming; 9 and 10 the same with calls not preferred (TS 27.007 7.2). */
export const isRegistered = (stat: number): boolean => stat === 1 || stat === 5 || stat === 9 || stat === 10;
