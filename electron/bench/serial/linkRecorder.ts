import type { Clock } from '#shared/base/clock.ts';
import type { SerialLink } from '#shared/contract/serial.ts';
import { createAtFramer } from '#shared/protocol/at/createAtFramer.ts';
import type { FramedRow } from '#shared/protocol/at/framedRow.ts';
import type { CaptureLog } from '../capture/captureLog.ts';
import { createBaudWatch } from './baudWatch.ts';
import { createRowTexts } from './rowTexts.ts';

/** Puts the bytes of one serial link into the log, cut into rows and stamped when they are handed in. */
export interface LinkRecorder {
  /** `text`: the bench's words about these bytes, for the row or rows they come into. */
  record(dir: 'tx' | 'rx', bytes: Uint8Array, text?: string): void;
  /** How many of these bytes, which come next, are data and no lines (see AtFramer). */
  dataAhead(dir: 'tx' | 'rx', bytes: Uint8Array): number;
  /** Whatever is held of an unfinished line becomes a row now; the next byte begins a new one. */
  flush(): void;
  readonly rxBytes: number;
  readonly txBytes: number;
  /** What the bytes say about the speed, by direction. */
  judged(): SerialLink['judged'];
  /** What came so far says nothing about the speed any more; `pause`: nor does what comes, until it is told to judge again. */
  judgeAnew(pause?: boolean): void;
}

export interface LinkRecorderDeps {
  readonly clock: Clock;
  readonly log: Pick<CaptureLog, 'append'>;
  readonly link: number;
  readonly content: 'at' | 'text';
  /** What came in that direction looks like text at another speed; said once until text comes again. */
  readonly onWrongBaud: (dir: 'tx' | 'rx', hint: string) => void;
}

/** Rows of data may hold anything: they say nothing about the speed. */
const DATA_KINDS: ReadonlySet<FramedRow['kind']> = new Set(['payload', 'ppp', 'cmux', 'mqtt']);

export function createLinkRecorder({ clock, log, link, content, onWrongBaud }: LinkRecorderDeps): LinkRecorder {
  let framer = createAtFramer({ content });
  const bytesOf = { tx: 0, rx: 0 };
  const texts = { tx: createRowTexts(), rx: createRowTexts() };
  const watches = {
    tx: createBaudWatch((hint) => onWrongBaud('tx', hint)),
    rx: createBaudWatch((hint) => onWrongBaud('rx', hint)),
  };
  let judging = true;
  /** One timer at a time; when it comes too early, because bytes came since, it is set again. */
  let cancelTimer: (() => void) | null = null;
  let timerAt = 0;

  const append = (rows: readonly FramedRow[]): void => {
    for (const row of rows) {
      log.append({ ...row, lane: 'serial', link, text: texts[row.dir].take(row.bytes.length) });
      if (judging && !DATA_KINDS.has(row.kind)) watches[row.dir].add(row.bytes);
    }
  };
  const onTimer = (): void => {
    cancelTimer = null;
    append(framer.idle(clock.now()));
    arm();
  };
  const arm = (): void => {
    const { deadline } = framer;
    if (deadline === null || (cancelTimer !== null && timerAt <= deadline)) return;
    cancelTimer?.();
    timerAt = deadline;
    // At least one millisecond: a deadline that has passed must not turn into a loop without pause.
    cancelTimer = clock.after(Math.max(1, (deadline - clock.now()) / 1000), onTimer);
  };

  return {
    record(dir, bytes, text = '') {
      bytesOf[dir] += bytes.length;
      texts[dir].put(bytes.length, text);
      append(framer.feed(dir, clock.now(), bytes));
      arm();
    },
    dataAhead: (dir, bytes) => framer.dataAhead(dir, clock.now(), bytes),
    flush() {
      cancelTimer?.();
      cancelTimer = null;
      append(framer.flush());
      // A command that waited for its answer waits no longer: after a flush the stream begins anew.
      framer = createAtFramer({ content });
    },
    get rxBytes() {
      return bytesOf.rx;
    },
    get txBytes() {
      return bytesOf.tx;
    },
    judged: () => ({ tx: watches.tx.judgement(), rx: watches.rx.judgement() }),
    judgeAnew(pause = false) {
      judging = !pause;
      watches.tx.clear();
      watches.rx.clear();
    },
  };
}
