import type { SerialRow } from '../../../model/row.ts';
import { rowText } from './rowLine.ts';

/** A command line of the host, whole. */
export interface JoinedCommand {
  /** Without its terminator. */
  readonly command: string;
  readonly t: number;
  readonly sentAt: number;
  readonly commandSeq: number;
}

/** A modem takes at most 559 characters (manual V3.00, 1.4.4). */
const MAX_COMMAND = 4096;
/** What comes so long after a beginning was typed anew (microseconds). */
const ANEW_MICROS = 1_000_000;

/** Puts command lines together that were cut into several rows: typed by hand, sent in pieces, or too long. */
export interface CommandJoiner {
  /** The command lines that end with this row; none for line ends alone. */
  take(row: SerialRow): readonly JoinedCommand[];
  /** What is left without a terminator. */
  end(): readonly JoinedCommand[];
}

export function createCommandJoiner(): CommandJoiner {
  let begun: JoinedCommand | null = null;

  const take = (row: SerialRow): readonly JoinedCommand[] => {
    const piece = rowText(row.bytes);
    // The modem may read the two as one, but the host meant another command.
    const anew = begun !== null && /^at/i.test(piece) && row.t - begun.sentAt >= ANEW_MICROS;
    const done = anew && begun !== null ? [begun] : [];
    const head = anew ? null : begun;
    const command = ((head?.command ?? '') + piece).slice(0, MAX_COMMAND);
    const whole = { command, t: head?.t ?? row.t, sentAt: row.tLast, commandSeq: head?.commandSeq ?? row.seq };
    begun = null;
    if (command === '') return done;
    const last = row.bytes.at(-1);
    if (!row.partial || last === 0x0d || last === 0x0a) return [...done, whole];
    begun = whole;
    return done;
  };

  return {
    take,
    end() {
      const left = begun === null ? [] : [begun];
      begun = null;
      return left;
    },
  };
}
