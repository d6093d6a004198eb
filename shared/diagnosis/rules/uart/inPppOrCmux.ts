import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, Rule, SerialEvent } from '../../types.ts';
import { findingFrom, type Seen, seenCommand } from '../support/finding.ts';
import { hasSucceeded, SECONDS } from '../support/select.ts';
import { wentUnanswered } from '../support/silence.ts';

/** A frame so near to an unanswered command tells which mode the modem, or the host, was in. */
const NEAR = 60 * SECONDS;
const MAX_ROWS = 24;

/** Frames while commands are sent, or AT+CMUX and then plain text: one side is in data mode, the other is not. */
export const inPppOrCmux: Rule = {
  id: 'uart.in-ppp-or-cmux',
  layer: 'uart',
  find(capture) {
    const clues = cluesIn(capture);
    const last = clues.at(-1);
    if (last === undefined) return [];
    const cmux = clues.some(({ mode }) => mode === 'cmux');
    const heard = clues.some(({ fromModem }) => fromModem);
    const answered = capture.transactions.some((each) => each.t > last.command.t && hasSucceeded(each));
    const rows = clues.slice(0, MAX_ROWS).flatMap(({ clue, command }) => [clue, seenCommand(command)]);
    const found = findingFrom(inPppOrCmux, rows, {
      severity: answered ? 'warning' : 'fault',
      title: heard
        ? `The modem is still in ${cmux ? 'multiplexer (CMUX)' : 'PPP'} mode and takes commands for data`
        : `Plain commands and ${cmux ? 'multiplexer (CMUX)' : 'PPP'} frames are mixed on this line, and nothing answers`,
      detail: heard
        ? 'The modem sends frames where answers should be: the host began anew, the modem did not.'
        : 'The host sends frames and plain commands in turn: it does not know which mode the modem is in.',
      advice: cmux ? CMUX_ADVICE : PPP_ADVICE,
    });
    return found === null ? [] : [found];
  },
};

const CMUX_ADVICE =
  'Close the multiplexer before speaking plain AT: send its close-down frame (F9 03 EF 05 C3 01 F2 F9), or restart the modem by PWRKEY or RESET together with the MCU. With AT+CMUX in force, commands go inside frames.';
const PPP_ADVICE =
  'Leave data mode first: one second of silence, +++, one second of silence, wait for OK (then ATH). Or drop DTR with AT&D1 or AT&D2, or restart the modem together with the MCU.';

/** A command that nothing came back for, and what shows why. */
interface Clue {
  readonly command: Transaction;
  readonly clue: Seen;
  readonly mode: 'ppp' | 'cmux';
  readonly fromModem: boolean;
}

function cluesIn(capture: Capture): readonly Clue[] {
  const frames = capture.serial.filter(({ row }) => (row.kind === 'ppp' || row.kind === 'cmux') && !row.partial);
  const heard = frames.filter(({ row }) => row.dir === 'rx');
  const multiplexed = new Map<number, Transaction>();
  const clues: Clue[] = [];
  for (const command of capture.transactions) {
    if (hasSucceeded(command)) {
      if (command.name === '+CMUX' && command.form === 'write') multiplexed.set(command.link, command);
      else multiplexed.delete(command.link);
    }
    if (!wentUnanswered(command) || !/^(?:at|\+\+\+)/i.test(command.command)) continue;
    const frame = nearest(heard, command) ?? nearest(frames, command);
    const switched = multiplexed.get(command.link);
    if (frame !== undefined) clues.push(clueOf(command, frame));
    else if (switched !== undefined)
      clues.push({ command, clue: seenCommand(switched), mode: 'cmux', fromModem: true });
  }
  return clues;
}

function clueOf(command: Transaction, { seq, t, row }: SerialEvent): Clue {
  const mode = row.kind === 'cmux' ? 'cmux' : 'ppp';
  const text = `a ${mode === 'cmux' ? 'multiplexer' : 'PPP'} frame`;
  return { command, clue: { seq, t, text }, mode, fromModem: row.dir === 'rx' };
}

/** A frame of the link shortly before or after; frames are in order. */
function nearest(frames: readonly SerialEvent[], { link, t }: Transaction): SerialEvent | undefined {
  let low = 0;
  let high = frames.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((frames[middle]?.t ?? 0) < t - NEAR) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < frames.length; i += 1) {
    const frame = frames[i];
    if (frame === undefined || frame.t > t + NEAR) return undefined;
    if (frame.link === link) return frame;
  }
  return undefined;
}
