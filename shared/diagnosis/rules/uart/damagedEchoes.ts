import { withinEdits } from '../../../protocol/at/editDistance.ts';
import type { Capture, SerialEvent } from '../../types.ts';
import { eventOf } from '../support/serialRow.ts';

/** An echo that is not what was sent. */
export interface DamagedEcho {
  readonly event: SerialEvent;
  readonly sent: string;
}

/** More than this is not damage to single characters. */
const MAX_EDITS = 4;

/** Echoes that differ in few characters from their commands: what the modem received. */
export function damagedEchoes(capture: Capture): readonly DamagedEcho[] {
  const found: DamagedEcho[] = [];
  for (const { echoDiffers, echoSeq, command } of capture.transactions) {
    // Who types with corrections sees them echoed.
    if (!echoDiffers || echoSeq === null || !/^at/i.test(command) || /[\b\x7f]/.test(command)) continue;
    const event = eventOf(capture, echoSeq);
    if (event === undefined || event.text.toUpperCase() === command.toUpperCase()) continue;
    if (!event.row.partial && withinEdits(event.text, command, MAX_EDITS)) found.push({ event, sent: command });
  }
  return found;
}
