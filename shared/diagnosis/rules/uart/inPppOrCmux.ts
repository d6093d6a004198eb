import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture, Rule, SerialEvent } from '../../types.ts';
import { findingFrom, type Seen, seenCommand } from '../support/finding.ts';
import { hasSucceeded, SECONDS } from '../support/select.ts';
import { wentUnanswered } from '../support/silence.ts';
import { succeededAfter } from '../support/successes.ts';

/** A frame so near to an unanswered command tells which mode the modem was in. */
const NEAR = 60 * SECONDS;

/** The modem sends frames while the host sends commands, or was told to multiplex and is then spoken to in plain text. */
export const inPppOrCmux: Rule = {
  id: 'uart.in-ppp-or-cmux',
  layer: 'uart',
  find(capture) {
    const frames = capture.serial.filter(({ row }) => row.dir === 'rx' && isFrame(row.kind) && !row.partial);
    const unanswered = capture.transactions.filter(
      (each) => wentUnanswered(each) && /^(?:at|\+\+\+)/i.test(each.command),
    );
    const rows: Seen[] = [];
    let cmux = false;
    for (const command of unanswered) {
      const frame = nearest(frames, command);
      const switched = frame === undefined ? multiplexed(capture, command) : undefined;
      if (frame === undefined && switched === undefined) continue;
      cmux ||= switched !== undefined || frame?.row.kind === 'cmux';
      if (frame !== undefined) rows.push({ seq: frame.seq, t: frame.t, text: `a ${nameOf(frame)} frame` });
      if (switched !== undefined) rows.push(seenCommand(switched));
      rows.push(seenCommand(command));
    }
    const end = Math.max(0, ...rows.map(({ t }) => t));
    const mode = cmux ? 'multiplexer (CMUX)' : 'PPP';
    const found = findingFrom(inPppOrCmux, rows, {
      severity: succeededAfter(capture, 'at', end) ? 'warning' : 'fault',
      title: `The modem is still in ${mode} mode and takes commands for data`,
      detail: 'The modem sends frames where answers should be: the host began anew, the modem did not.',
      advice: cmux
        ? 'Close the multiplexer before speaking plain AT: send its close-down frame (F9 03 EF 05 C3 01 F2 F9), or restart the modem by PWRKEY or RESET together with the MCU. With AT+CMUX in force, commands go inside frames.'
        : 'Leave data mode first: one second of silence, +++, one second of silence, wait for OK (then ATH). Or drop DTR with AT&D1 or AT&D2, or restart the modem together with the MCU.',
    });
    return found === null ? [] : [found];
  },
};

const isFrame = (kind: string): boolean => kind === 'ppp' || kind === 'cmux';
const nameOf = ({ row }: SerialEvent): string => (row.kind === 'cmux' ? 'multiplexer' : 'PPP');

const nearest = (frames: readonly SerialEvent[], { link, t }: Transaction): SerialEvent | undefined =>
  frames.find((frame) => frame.link === link && Math.abs(frame.t - t) <= NEAR);

/** AT+CMUX was accepted before, and nothing in plain text was answered since. */
function multiplexed(capture: Capture, { link, t }: Transaction): Transaction | undefined {
  const last = capture.transactions.findLast((each) => each.link === link && each.t < t && hasSucceeded(each));
  return last?.name === '+CMUX' && last.form === 'write' ? last : undefined;
}
