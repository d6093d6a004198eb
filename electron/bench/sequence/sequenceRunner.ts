import type { CaptureLog } from '#bench/capture/captureLog.ts';
import { assertNever } from '#shared/base/assertNever.ts';
import type { Clock } from '#shared/base/clock.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import type { SequenceRun, SequenceStep } from '#shared/contract/sequence.ts';
import type { SerialSendInput } from '#shared/contract/serial.ts';
import { rowAt } from '#shared/model/rowChunk.ts';
import { expectationText } from '#shared/protocol/at/sequence/expectationText.ts';
import { matchExpectation } from '#shared/protocol/at/sequence/matchExpectation.ts';

export interface SequenceRunnerDeps {
  readonly clock: Clock;
  readonly log: CaptureLog;
  /** The serial service's. */
  readonly send: CommandHandlers['serial.send'];
  /** Whether the modem's port of a link is there now. */
  readonly isOpen: (link: number) => boolean;
  readonly onChange: (run: SequenceRun) => void;
}

/** One run of a sequence. */
export interface SequenceRunner {
  readonly state: SequenceRun;
  start(): void;
  /** Rows were logged. */
  look(): void;
  cancel(): void;
  /** It cannot go on. */
  fail(trouble: string): void;
}

const FORMS = { line: 'line', data: 'text', hex: 'hex' } as const satisfies Record<string, SerialSendInput['form']>;

/** Runs the steps one after the other; `run` is the number it goes by. */
export function createSequenceRunner(
  { clock, log, send, isOpen, onChange }: SequenceRunnerDeps,
  run: number,
  link: number,
  steps: readonly SequenceStep[],
): SequenceRunner {
  let state: SequenceRun = { run, link, state: 'running', step: 0, steps: steps.length, trouble: '', seq: null };
  /** Rows up to this one are none of the step's. */
  let looked = log.lastSeq;
  let sentAt = 0;
  /** The step waits for a row; null while it is being sent. */
  let waiting: SequenceStep | null = null;
  let cancelTimer = (): void => undefined;

  const change = (to: Partial<SequenceRun>): void => {
    state = { ...state, ...to };
    if (state.state !== 'running') {
      cancelTimer();
      waiting = null;
    }
    onChange(state);
  };
  const fail = (trouble: string, seq: number | null = null): void => {
    if (state.state === 'running') change({ state: 'failed', trouble, seq });
  };
  const next = (seq: number | null): void => {
    cancelTimer();
    waiting = null;
    if (state.step + 1 === steps.length) {
      change({ state: 'done', seq });
      return;
    }
    change({ step: state.step + 1, seq });
    void begin();
  };

  const begin = async (): Promise<void> => {
    const step = steps[state.step];
    if (step === undefined) return;
    if (step.send !== 'wait' && !(await sent(step, step.send))) return;
    const { expect, timeoutMs } = step;
    if (expect.what === 'nothing') {
      if (step.send === 'wait') cancelTimer = clock.after(timeoutMs, () => next(null));
      else next(null);
      return;
    }
    waiting = step;
    cancelTimer = clock.after(timeoutMs, () =>
      fail(`Step ${state.step + 1} waited ${timeoutMs / 1000} s for ${expectationText(expect)}; it did not come.`),
    );
    look();
  };
  /** False when the run ended meanwhile. */
  const sent = async (step: SequenceStep, how: keyof typeof FORMS): Promise<boolean> => {
    // What was said before is no answer to this; a step that only waits goes on where the one before it stopped.
    looked = log.lastSeq;
    sentAt = clock.now();
    const result = await send({ link, form: FORMS[how], data: step.text });
    if (state.state !== 'running') return false;
    if (!result.ok) fail(`Step ${state.step + 1} was not sent: ${result.error.message}`);
    return result.ok;
  };

  const look = (): void => {
    for (let seq = Math.max(looked + 1, log.firstSeq); waiting !== null && seq <= log.lastSeq; seq += 1) {
      looked = seq;
      const found = log.find(seq);
      if (found === undefined) continue;
      const row = rowAt(found.chunk, found.index);
      if (row.lane === 'note' && row.kind === 'lost' && row.link === link && awaitsAnswer(waiting) && !isOpen(link)) {
        fail(`Step ${state.step + 1} waited for ${expectationText(waiting.expect)}; the port went away.`, seq);
        return;
      }
      // A row may come out late, of bytes that came before.
      if (row.lane !== 'serial' || row.link !== link || row.tLast < sentAt) continue;
      const match = matchExpectation(row, waiting.expect);
      switch (match) {
        case 'met':
          next(seq);
          return;
        case 'refused':
          fail(`Step ${state.step + 1} waited for ${expectationText(waiting.expect)}; the modem refused it.`, seq);
          return;
        case 'other':
          break;
        default:
          assertNever(match, 'match');
      }
    }
  };

  return {
    get state() {
      return state;
    },
    start() {
      onChange(state);
      void begin();
    },
    look,
    cancel() {
      if (state.state === 'running') change({ state: 'cancelled' });
    },
    fail,
  };
}

/** A result or a prompt is lost with the port. A line may come when it is back: AT+CRESET takes a USB port away. */
const awaitsAnswer = ({ expect }: SequenceStep): boolean => expect.what === 'final' || expect.what === 'prompt';
