import type { Clock } from '#shared/base/clock.ts';
import { createAtFramer } from '#shared/protocol/at/createAtFramer.ts';
import type { FramedRow } from '#shared/protocol/at/framedRow.ts';
import type { CaptureLog } from '../capture/captureLog.ts';

/** Puts the bytes of one serial link into the log, cut into rows and stamped when they are handed in. */
export interface LinkRecorder {
  received(bytes: Uint8Array): void;
  sent(bytes: Uint8Array): void;
  /** Whatever is held of an unfinished line becomes a row now; the next byte begins a new one. */
  flush(): void;
  readonly rxBytes: number;
  readonly txBytes: number;
}

export interface LinkRecorderDeps {
  readonly clock: Clock;
  readonly log: Pick<CaptureLog, 'append'>;
  readonly link: number;
  readonly content: 'at' | 'text';
}

export function createLinkRecorder({ clock, log, link, content }: LinkRecorderDeps): LinkRecorder {
  let framer = createAtFramer({ content });
  let rxBytes = 0;
  let txBytes = 0;
  /** One timer at a time; when it comes too early, because bytes came since, it is set again. */
  let cancelTimer: (() => void) | null = null;
  let timerAt = 0;

  const append = (rows: readonly FramedRow[]): void => {
    for (const row of rows) log.append({ ...row, lane: 'serial', link, text: '' });
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
    received(bytes) {
      rxBytes += bytes.length;
      append(framer.feed('rx', clock.now(), bytes));
      arm();
    },
    sent(bytes) {
      txBytes += bytes.length;
      append(framer.feed('tx', clock.now(), bytes));
      arm();
    },
    flush() {
      cancelTimer?.();
      cancelTimer = null;
      append(framer.flush());
      // A command that waited for its answer waits no longer: after a flush the stream begins anew.
      framer = createAtFramer({ content });
    },
    get rxBytes() {
      return rxBytes;
    },
    get txBytes() {
      return txBytes;
    },
  };
}
