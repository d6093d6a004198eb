import { modemLine } from '../../../protocol/at/engine/rowLine.ts';
import type { Capture } from '../../types.ts';
import { lastBefore, transactionsNamed } from './select.ts';

/** What was known of a context's APN, and where it shows. */
export interface KnownApn {
  /** '' for none. */
  readonly apn: string;
  readonly seq: number;
  readonly t: number;
}

/** The APN of a context as it was last known at a moment; null: not known. */
export function apnAt(capture: Capture, context: string, t: number): KnownApn | null {
  const known: KnownApn[] = [];
  for (const transaction of transactionsNamed(capture, '+CGDCONT')) {
    const { form, args, result, lines, commandSeq } = transaction;
    if (result.kind !== 'ok') continue;
    if (form === 'write' && args[0] === context) known.push({ t: transaction.t, seq: commandSeq, apn: args[2] ?? '' });
    if (form !== 'read') continue;
    const line = lines
      .map(({ seq, text }) => ({ seq, fields: modemLine(text).fields }))
      .find(({ fields }) => fields[0] === context);
    known.push({ t: transaction.t, seq: line?.seq ?? commandSeq, apn: line?.fields[2] ?? '' });
  }
  // Asked after the failure, it still tells what was there.
  return lastBefore(known, t) ?? known[0] ?? null;
}
