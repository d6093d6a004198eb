import { withinEdits } from '../../../protocol/at/editDistance.ts';
import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, SerialEvent } from '../../types.ts';
import { maskedCommand } from '../support/maskedCommand.ts';
import { eventOf } from '../support/serialRow.ts';

/** An echo that is not what was sent, both without passwords. */
export interface DamagedEcho {
  readonly event: SerialEvent;
  readonly heard: string;
  readonly sent: string;
  /** The modem did what was sent all the same. */
  readonly understood: boolean;
}

/** More than this is not damage to single characters. */
const MAX_EDITS = 4;

/** Echoes that differ in few characters from their commands: what the modem received. */
export function damagedEchoes(capture: Capture): readonly DamagedEcho[] {
  const found: DamagedEcho[] = [];
  for (const transaction of capture.transactions) {
    const { echoDiffers, echoSeq, command } = transaction;
    // Who types with corrections sees them echoed.
    if (!echoDiffers || echoSeq === null || !/^at/i.test(command) || /[\b\x7f]/.test(command)) continue;
    const event = eventOf(capture, echoSeq);
    // What stands before an intact command was sent before it: more data than a prompt asked for.
    if (event === undefined || event.text.toUpperCase().endsWith(command.toUpperCase())) continue;
    if (!event.row.partial && withinEdits(event.text, command, MAX_EDITS))
      found.push({ event, ...shown(transaction, event.text), understood: transaction.result.kind === 'ok' });
  }
  return found;
}

/** Of a command with a secret, what stands before its first quote. */
function shown(transaction: Transaction, heard: string): { readonly heard: string; readonly sent: string } {
  const sent = maskedCommand(transaction);
  return sent === transaction.command ? { heard, sent } : { heard: `${heard.split('"', 1)[0] ?? ''}…`, sent };
}
