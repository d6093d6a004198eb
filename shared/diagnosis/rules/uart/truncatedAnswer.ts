import type { Capture, Rule, SerialEvent } from '../../types.ts';
import { findingFrom, seen } from '../support/finding.ts';
import { progressOf } from '../support/progress.ts';
import { lastBefore, SECONDS } from '../support/select.ts';
import { indexFrom, latin1Text } from '../support/serialRow.ts';

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

/** Lines of the modem that stopped in the middle while a command was sent, in order. */
function cutLines(capture: Capture): readonly SerialEvent[] {
  const { answers, unfinished } = answerLines(capture);
  const sent = sentBy(capture);
  const found = new Set<SerialEvent>();
  const dropped: SerialEvent[] = [];
  const lines = new Map<number, SerialEvent>();
  for (const event of capture.serial) {
    const { link, row, seq } = event;
    if (row.dir === 'tx') continue;
    const commands = sent.get(link) ?? [];
    const before = lines.get(link);
    if (before?.row.partial === true) {
      const between = isSentBetween(commands, before, event);
      const echoed = row.kind === 'echo' && unfinished.has(before.seq);
      if (echoed || (between && row.kind !== 'echo' && answers.has(before.seq) && goesOn(event))) found.add(before);
      else if (between && unfinished.has(before.seq)) dropped.push(before);
    }
    if (capture.timed && answers.has(seq) && wasInterrupted(commands, event)) found.add(event);
    if (LINES.has(row.kind)) lines.set(link, event);
    else lines.delete(link);
  }
  // Where the rest never came, answers of one length show the end of a buffer.
  const lengths = dropped.map((line) => lengthBefore(capture, line));
  for (const [i, line] of dropped.entries())
    if (lengths.filter((each) => each === lengths[i]).length > 1) found.add(line);
  return [...found].sort((a, b) => a.seq - b.seq);
}

/** The rows of answers, and those of answers without a result because the next command was sent. */
function answerLines(capture: Capture): {
  readonly answers: ReadonlySet<number>;
  readonly unfinished: ReadonlySet<number>;
} {
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
  return { answers, unfinished };
}

/** The commands sent on each link, by time. */
const sentBy = (capture: Capture): ReadonlyMap<number, readonly SerialEvent[]> =>
  Map.groupBy(
    capture.serial.filter(({ row }) => row.dir === 'tx' && row.kind === 'command' && /at/i.test(latin1Text(row.bytes))),
    ({ link }) => link,
  );

const isSentBetween = (commands: readonly SerialEvent[], before: SerialEvent, after: SerialEvent): boolean =>
  (lastBefore(commands, after.t)?.t ?? -1) >= before.row.tLast;

/** A command was sent after the line had begun, and the line went on. What only waited for its line end was complete. */
function wasInterrupted(commands: readonly SerialEvent[], { t, row }: SerialEvent): boolean {
  if (row.kind === 'final') return false;
  const command = lastBefore(commands, row.tLast - 1);
  return command !== undefined && command.t > t && row.tLast - t >= PAUSE;
}

/** It is the rest of a line: the modem puts a line end before whatever it begins. */
const goesOn = ({ row }: SerialEvent): boolean => row.bytes[0] !== 0x0d && row.bytes[0] !== 0x0a;

/** Bytes of the modem since the last command before this line, the line included. */
function lengthBefore(capture: Capture, { link, seq }: SerialEvent): number {
  let length = 0;
  for (let i = indexFrom(capture, seq); i >= 0; i -= 1) {
    const event = capture.serial[i];
    if (event === undefined || event.link !== link) continue;
    if (event.row.dir === 'tx') break;
    length += event.row.bytes.length;
  }
  return length;
}
