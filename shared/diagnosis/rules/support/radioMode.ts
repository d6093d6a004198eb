import type { Capture } from '../../types.ts';
import { boots } from './boots.ts';
import { type Seen, seen, seenCommand } from './finding.ts';
import { lastBefore, linesNamed, wholeNumber } from './select.ts';

/** AT+CFUN in force from a moment on; null: not known (the modem has just started). */
export interface RadioMode {
  readonly t: number;
  readonly mode: number | null;
  readonly evidence: Seen;
  /** The host set it; else the modem told it. */
  readonly set: boolean;
}

/** What the serving cell line says of it (4.2.14). */
const CPSI_MODES: Readonly<Record<string, number>> = { online: 1, 'low power mode': 4, 'flight mode': 4, offline: 7 };

/** What is known of AT+CFUN, in order. */
export function radioModes(capture: Capture): readonly RadioMode[] {
  const found: RadioMode[] = [];
  for (const transaction of capture.transactions) {
    const { name, form, args, result, t } = transaction;
    const mode = wholeNumber(args[0]);
    if (name !== '+CFUN' || form !== 'write' || result.kind !== 'ok' || mode === null) continue;
    found.push({ t, mode, evidence: seenCommand(transaction), set: true });
  }
  for (const event of linesNamed(capture, '+CFUN')) {
    const mode = wholeNumber(event.fields[0]);
    if (mode !== null) found.push({ t: event.t, mode, evidence: seen(event), set: false });
  }
  for (const event of linesNamed(capture, '+CPSI')) {
    const state = event.fields[1] ?? '';
    const mode = CPSI_MODES[state.toLowerCase()];
    if (mode !== undefined) found.push({ t: event.t, mode, evidence: seen(event), set: false });
  }
  for (const { event } of boots(capture)) found.push({ t: event.t, mode: null, evidence: seen(event), set: false });
  return found.sort((a, b) => a.t - b.t || a.evidence.seq - b.evidence.seq);
}

/** 0 minimum, 4 flight mode, 7 offline: nothing is received or sent (manual V3.00, 3.2.1). */
export const isOff = (mode: number | null | undefined): boolean => mode === 0 || mode === 4 || mode === 7;

/** The radio mode in force at a moment; what the modem tells later counts back to the last change. */
function radioModeAt(modes: readonly RadioMode[], t: number): RadioMode | undefined {
  const known = lastBefore(modes, t);
  if (known !== undefined && known.mode !== null) return known;
  const next = modes.find((each) => each.t > t);
  return next !== undefined && !next.set && next.mode !== null ? next : known;
}

/** At minimum and offline the SIM is switched off too; in flight mode it is not. */
export function isSimOff(modes: readonly RadioMode[], t: number): boolean {
  const mode = radioModeAt(modes, t)?.mode;
  return mode === 0 || mode === 7;
}
