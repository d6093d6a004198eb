import type { Capture, Rule, SerialEvent } from '../../types.ts';
import { findingFrom, seen } from '../support/finding.ts';
import { progressOf } from '../support/progress.ts';
import { SECONDS } from '../support/select.ts';

/** A modem does not pause so long inside a line. */
const PAUSE = SECONDS / 20;
const LINES: ReadonlySet<string> = new Set(['info', 'final', 'late', 'urc', 'echo']);

/** Answers end in the middle of a line, and go on in front of the next command's echo. */
export const truncatedAnswer: Rule = {
  id: 'uart.truncated-answer',
  layer: 'uart',
  find(capture) {
    const cut = cutLines(capture);
    const last = cut.at(-1);
    if (last === undefined) return [];
    const progress = progressOf(capture);
    const found = findingFrom(
      truncatedAnswer,
      cut.map((event) => seen(event, `${event.text} …`)),
      {
        severity: progress.regained(last.row.tLast, 'tcp') ? 'warning' : 'fault',
        title: 'Answers are cut off: the receive buffer of the MCU is too small or its read blocks',
        detail: `${cut.length === 1 ? 'A line' : `${cut.length} lines`} stopped in the middle when the host sent the next command; the rest came with that command's echo.`,
        advice:
          'Receive into a ring buffer by interrupt or circular DMA with idle-line detection, and go on until the final result (OK, ERROR, +CME ERROR) is there, instead of a fixed length or time. ATE0 makes answers shorter.',
      },
    );
    return found === null ? [] : [found];
  },
};

/** Lines of the modem that stopped before a command was sent and went on after it, or ran straight into its echo. */
function cutLines(capture: Capture): readonly SerialEvent[] {
  const answers = new Set<number>();
  const unfinished = new Set<number>();
  for (const { result, lines, finalSeq } of capture.transactions) {
    if (finalSeq !== null) answers.add(finalSeq);
    for (const { seq, role } of lines) {
      if (role === 'urc') continue;
      answers.add(seq);
      if (result.kind === 'none' && result.why === 'superseded') unfinished.add(seq);
    }
  }
  const found: SerialEvent[] = [];
  const lines = new Map<number, SerialEvent>();
  for (const event of capture.serial) {
    const { link, row, seq } = event;
    const line = lines.get(link);
    if (row.dir === 'tx') {
      const straddles = line !== undefined && answers.has(line.seq) && line.t < event.t && line.row.tLast > event.t;
      if (straddles && row.kind === 'command' && line.row.tLast - line.t >= PAUSE && capture.timed) found.push(line);
      continue;
    }
    if (row.kind === 'echo' && line?.row.partial === true && unfinished.has(line.seq) && !found.includes(line))
      found.push(line);
    if (LINES.has(row.kind)) lines.set(link, event);
    else if (seq !== line?.seq) lines.delete(link);
  }
  return found;
}
