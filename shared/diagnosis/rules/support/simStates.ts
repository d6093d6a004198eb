import { finalResult } from '../../../protocol/at/engine/finalResult.ts';
import type { TransactionResult } from '../../../protocol/at/engine/transaction.ts';
import type { Capture } from '../../types.ts';
import { type Seen, seen, seenCommand, seenResult } from './finding.ts';
import { linesNamed } from './select.ts';

/** What the modem said of its SIM. `refused`: it refused to say. */
export type SimState = 'ready' | 'absent' | 'locked' | 'failing' | 'refused';

export interface SimReport {
  readonly state: SimState;
  readonly t: number;
  readonly evidence: Seen;
  /** `SIM PIN`, `SIM busy`, as the modem says it. */
  readonly text: string;
}

/** +CME ERROR numbers (TS 27.007 9.2.1). */
const BY_CME: Readonly<Record<number, SimState>> = {
  10: 'absent',
  5: 'locked',
  6: 'locked',
  7: 'locked',
  11: 'locked',
  12: 'locked',
  13: 'failing',
  14: 'failing',
  15: 'failing',
};
/** +CMS ERROR numbers (TS 27.005 3.2.5). */
const BY_CMS: Readonly<Record<number, SimState>> = {
  310: 'absent',
  311: 'locked',
  312: 'locked',
  313: 'failing',
  314: 'failing',
  315: 'failing',
  316: 'locked',
};

/** Everything the modem said of its SIM, in order. */
export function simReports(capture: Capture): readonly SimReport[] {
  const found: SimReport[] = [];
  for (const event of linesNamed(capture, '+CPIN', '+SIMCARD')) {
    const state = lineState(event.name, event.fields[0] ?? '');
    if (state !== null) found.push({ state, t: event.t, evidence: seen(event), text: event.fields[0] ?? '' });
  }
  for (const transaction of capture.transactions) {
    const { result, name, tEnd, t, entry } = transaction;
    const state = stateOf(result);
    const text = 'text' in result ? result.text : 'ERROR';
    const at = tEnd ?? t;
    if (state !== undefined)
      found.push({ state, t: at, evidence: seenResult(transaction, `${nameOf(name)}: ${text}`), text });
    else if (name === '+CPIN' && transaction.form === 'read' && result.kind === 'error' && !transaction.echoDiffers)
      found.push({ state: 'refused', t: at, evidence: seenResult(transaction, 'AT+CPIN?: ERROR'), text });
    else if (
      entry?.group === 'sim' &&
      result.kind === 'ok' &&
      (name === '+CIMI' || name === '+CPIN') &&
      transaction.form === 'execute'
    )
      found.push({ state: 'ready', t: at, evidence: seenCommand(transaction), text: 'answered' });
  }
  return [...found, ...unaskedReports(capture)].sort((a, b) => a.t - b.t || a.evidence.seq - b.evidence.seq);
}

/** Refusals of commands that the capture does not hold: only the modem's side was recorded. */
function unaskedReports(capture: Capture): readonly SimReport[] {
  if (capture.hasHost) return [];
  const owned = new Set(capture.transactions.map(({ finalSeq }) => finalSeq));
  return capture.serial
    .filter(({ seq, row }) => row.dir === 'rx' && row.kind === 'final' && !owned.has(seq))
    .flatMap((event): readonly SimReport[] => {
      const result = finalResult(event.text, null);
      const state = stateOf(result);
      return state === undefined || !('text' in result)
        ? []
        : [{ state, t: event.row.tLast, evidence: seen(event), text: result.text }];
    });
}

function stateOf(result: TransactionResult): SimState | undefined {
  if (result.kind === 'cme') return BY_CME[result.code ?? -1];
  return result.kind === 'cms' ? BY_CMS[result.code ?? -1] : undefined;
}

const nameOf = (name: string | null): string => `AT${name ?? ''}`;

function lineState(name: string, text: string): SimState | null {
  const said = text.toUpperCase();
  if (name === '+SIMCARD') return said === 'NOT AVAILABLE' ? 'absent' : null;
  if (said === 'READY') return 'ready';
  if (/NOT INSERTED|REMOVED|ABSENT|NO SIM/.test(said)) return 'absent';
  // PIN2 and PUK2 lock the phone book's limits, not the network.
  if (/(?:PIN|PUK)$/.test(said)) return 'locked';
  if (/NOT READY|FAIL|BUSY/.test(said)) return 'failing';
  return null;
}

/** The modem said after that moment that the SIM is there and open. */
export const simReadyAfter = (reports: readonly SimReport[], t: number): boolean =>
  reports.some((report) => report.state === 'ready' && report.t >= t);
