import type { Clock } from '#shared/base/clock.ts';
import type { BridgeState } from '#shared/contract/serial.ts';
import type { NoteKind } from '#shared/model/row.ts';
import type { PortKeeper } from './portKeeper.ts';

/** One way through a bridge: what came in on one port goes out on the other, at once. */
export interface BridgeFlow {
  /** `text`: the bench's words about these bytes. */
  pass(bytes: Uint8Array, text: string): void;
  /** Why nothing goes through now; '' when it does. What comes meanwhile is recorded and dropped. */
  block(reason: string): void;
  /** The port it reads from, or writes to, is there again. */
  portBack(): void;
  /** The bridge is closing: what was dropped is told. */
  end(): void;
  state(): BridgeState['toModem'];
}

export interface BridgeFlowDeps {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly source: PortKeeper;
  readonly target: PortKeeper;
  readonly record: (bytes: Uint8Array, text: string) => void;
  readonly note: (kind: NoteKind, text: string) => void;
}

/** Bytes that wait for the target before its source is no longer read, and when it is read again. */
const HIGH_WATER = 65_536;
const LOW_WATER = 16_384;
/** A source that cannot be held back may add to them up to here; what is more is dropped. */
export const MAX_WAITING = 1_048_576;
/** A pause as long as this is worth a word: something is wrong with the flow control, or the port is slower. */
const NOTED_PAUSE_MS = 1000;

export function createBridgeFlow({ clock, source, target, record, note }: BridgeFlowDeps): BridgeFlow {
  let blocked = '';
  let dropped = 0;
  /** Dropped and not told yet. */
  let untold = 0;
  let pauses = 0;
  let pausedAt = 0;
  let cancelNote: (() => void) | null = null;

  const waiting = (): number => target.live?.pending ?? 0;
  const tellDropped = (): void => {
    if (untold > 0) note('warning', `${untold} bytes from ${source.path} were not passed on to ${target.path}.`);
    untold = 0;
  };
  const findObstacle = (length: number): string => {
    if (target.live === null) return `${target.path} is gone`;
    if (blocked !== '') return blocked;
    return waiting() + length > MAX_WAITING ? `${target.path} takes nothing` : '';
  };
  const drop = (bytes: Uint8Array, text: string, reason: string): void => {
    dropped += bytes.length;
    untold += bytes.length;
    record(bytes, [text, `not passed on: ${reason}`].filter((part) => part !== '').join('; '));
  };

  const pause = (): void => {
    if (cancelNote !== null) return;
    source.live?.hold(true);
    pauses += 1;
    pausedAt = clock.now();
    cancelNote = clock.after(NOTED_PAUSE_MS, () => {
      cancelNote = () => undefined;
      note(
        'warning',
        `${target.path} takes no bytes: ${waiting()} wait for it, and ${source.path} is not read meanwhile. Check the flow control (CTS) and the speeds.`,
      );
    });
  };
  const resume = (): void => {
    if (cancelNote === null || waiting() > LOW_WATER) return;
    cancelNote();
    cancelNote = null;
    source.live?.hold(false);
    const seconds = (clock.now() - pausedAt) / 1e6;
    if (seconds >= NOTED_PAUSE_MS / 1000) note('info', `${source.path} is read again, after ${seconds.toFixed(1)} s.`);
    if (target.live !== null) tellDropped();
  };
  const write = async (bytes: Uint8Array): Promise<void> => {
    const result = await target.write(bytes);
    // The port has told already what did not leave.
    if (!result.ok) dropped += bytes.length;
    resume();
  };

  return {
    pass(bytes, text) {
      const obstacle = findObstacle(bytes.length);
      if (obstacle !== '') {
        drop(bytes, text, obstacle);
        return;
      }
      // First out, then into the log: the other side is waiting.
      void write(bytes);
      record(bytes, text);
      if (waiting() > HIGH_WATER) pause();
    },
    block(reason) {
      if (reason === '') tellDropped();
      blocked = reason;
    },
    portBack() {
      if (cancelNote !== null) source.live?.hold(true);
      if (target.live !== null) tellDropped();
      resume();
    },
    end() {
      cancelNote?.();
      cancelNote = null;
      tellDropped();
    },
    state: () => ({ waiting: waiting(), dropped, pauses }),
  };
}
