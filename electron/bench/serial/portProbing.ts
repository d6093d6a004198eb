import type { Clock } from '#shared/base/clock.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import { type Err, err, type Result } from '#shared/base/result.ts';
import type { SerialDetectOutput } from '#shared/contract/serial.ts';
import type { NoteKind } from '#shared/model/row.ts';
import { detectBaud } from './detectBaud.ts';
import type { LinkRecorder } from './linkRecorder.ts';
import type { PortKeeper } from './portKeeper.ts';
import { TRYING_SPEEDS } from './session.ts';

/** Trying speeds on a port that is in use. */
export interface PortProbing {
  /** Bytes came in on the port. */
  heard(bytes: Uint8Array): void;
  readonly running: boolean;
  /** What to answer to whoever wants the port for something else meanwhile; null when it is free. */
  readonly refusal: Err<'failed'> | null;
  /** `send`: the bench may send AT; else it only listens. Afterwards the port is at its own speed again. */
  run(
    rates: readonly number[],
    send: boolean,
  ): Promise<Result<SerialDetectOutput, 'busy' | 'not-open' | 'unsupported'>>;
}

export interface PortProbingDeps {
  readonly clock: Clock;
  readonly keeper: PortKeeper;
  readonly recorder: Pick<LinkRecorder, 'flush' | 'judgeAnew'>;
  /** Puts what is sent to the port into the log. */
  readonly record: (bytes: Uint8Array, text: string) => void;
  readonly note: (kind: NoteKind, text: string) => void;
  readonly onChange: () => void;
}

export function createPortProbing({ clock, keeper, recorder, record, note, onChange }: PortProbingDeps): PortProbing {
  const data = createEmitter<Uint8Array>();
  let running = false;

  const trySpeeds: PortProbing['run'] = async (rates, send) => {
    const { live } = keeper;
    if (live === null) return err('not-open', `${keeper.path} is not open. Nothing was done.`);
    const isOver = (): boolean => keeper.live !== live;
    let trying = 0;
    const result = await detectBaud(
      clock,
      {
        // Not the keeper's own way: should the port go away meanwhile, it comes back at its own speed.
        setBaud: (baud) => live.setBaud(baud),
        send: send
          ? (bytes) => {
              if (isOver()) return;
              record(bytes, `sent by the bench, to try ${trying} baud`);
              void live.write(bytes);
            }
          : null,
        onData: data.on,
        get over() {
          return isOver();
        },
      },
      rates,
      (baud) => {
        trying = baud;
        recorder.flush();
        note('info', `${send ? 'Asking' : 'Listening'} on ${keeper.path} at ${baud} baud.`);
      },
    );
    const { baud } = keeper.settings;
    const back = isOver() ? null : await live.setBaud(baud);
    // Closed by the user meanwhile: there is nobody to tell.
    if (!keeper.active) return result;
    recorder.flush();
    note('info', `${result.ok ? result.value.hint : result.error.message} ${describeBack(baud, back)}`.trim());
    return result;
  };

  return {
    heard: (bytes) => data.emit(bytes),
    get running() {
      return running;
    },
    get refusal() {
      return running ? err('failed', TRYING_SPEEDS) : null;
    },
    async run(rates, send) {
      if (running) return err('busy', TRYING_SPEEDS);
      running = true;
      recorder.judgeAnew(true);
      onChange();
      return trySpeeds(rates, send).finally(() => {
        running = false;
        recorder.judgeAnew();
        onChange();
      });
    },
  };
}

const describeBack = (baud: number, back: Result<void> | null): string => {
  if (back === null) return '';
  return back.ok ? `The port is at ${baud} baud.` : `The port could not be set back to ${baud} baud: open it again.`;
};
