import type { Clock } from '#shared/base/clock.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { SerialOpenError } from '#shared/contract/serial.ts';
import { type AtlogRecord, parseAtlog } from '#shared/model/atlog.ts';
import type { BenchFiles } from '../benchDeps.ts';
import { createPortEvents } from './portEvents.ts';
import type { SerialPortHandle } from './serialBackend.ts';

export interface PlayerPortDeps {
  readonly clock: Clock;
  readonly files: Pick<BenchFiles, 'readText'>;
}

/** Silence between the end of a looped capture and its next beginning. */
const LOOP_PAUSE_MS = 1000;
/** Records given out in one turn of the event loop when many are due at once. */
const BURST = 256;

/** Opens a capture as a port: it plays what was recorded with its own timing, both directions. */
export async function openPlayerPort(
  { clock, files }: PlayerPortDeps,
  file: string,
  loop: boolean,
): Promise<Result<SerialPortHandle, SerialOpenError>> {
  let text: string | null;
  try {
    text = await files.readText(file);
  } catch (error) {
    return err('failed', `${file} cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  }
  if (text === null) return err('not-found', `${file} is not there. Choose another capture.`);
  const parsed = parseAtlog(text);
  if (!parsed.ok) return err('bad-path', `${file} is no capture. ${parsed.error.message}`);
  if (parsed.value.records.length === 0) return err('bad-path', `${file} holds no records to play.`);
  return ok(createPlayer(clock, parsed.value.records, loop));
}

/** Plays records from their first one on, which plays at once. Starts when someone listens. */
function createPlayer(clock: Clock, records: readonly AtlogRecord[], loop: boolean): SerialPortHandle {
  const events = createPortEvents();
  const replayedTx = createEmitter<Uint8Array>();
  const ended = createEmitter<void>();
  const restarted = createEmitter<void>();
  const origin = records[0]?.t ?? 0;
  let startedAt = 0;
  let next = 0;
  let playing = false;
  let cancel = (): void => undefined;

  const start = (): void => {
    startedAt = clock.now();
    next = 0;
    step();
  };
  const finish = (): void => {
    if (loop) {
      cancel = clock.after(LOOP_PAUSE_MS, () => {
        restarted.emit();
        start();
      });
    } else if (events.finish()) {
      ended.emit();
    }
  };
  /** Gives out what is due and waits for the rest. */
  const step = (): void => {
    for (let given = 0; !events.over; given += 1) {
      const record = records[next];
      if (record === undefined) {
        finish();
        return;
      }
      const wait = startedAt + record.t - origin - clock.now();
      if (wait > 0 || given === BURST) {
        cancel = clock.after(Math.max(0, wait / 1000), step);
        return;
      }
      next += 1;
      if (record.dir === 'rx') events.data(record.bytes);
      else replayedTx.emit(record.bytes);
    }
  };

  const noLines = err('not-supported', 'A recorded capture has no control lines.');
  return {
    onData(listener) {
      const off = events.onData(listener);
      if (!playing) {
        playing = true;
        cancel = clock.after(0, start);
      }
      return off;
    },
    onReplayedTx: (listener) => replayedTx.on(listener),
    onLost: events.onLost,
    onEnd: (listener) => ended.on(listener),
    onRestart: (listener) => restarted.on(listener),
    // Taken and answered by nothing: there is no modem behind.
    write: () => Promise.resolve(ok(undefined)),
    pending: 0,
    setLines: () => Promise.resolve(noLines),
    getLines: () => Promise.resolve(noLines),
    setBaud: () => Promise.resolve(err('unsupported', 'A recorded capture plays with its own timing.')),
    close() {
      events.finish();
      cancel();
      return Promise.resolve();
    },
  };
}
