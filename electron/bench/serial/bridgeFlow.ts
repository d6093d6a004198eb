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
  /** It holds back the port it reads from. */
  readonly holding: boolean;
  /** The other way may have let go of its port. */
  reconsider(): void;
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
  /**
   * The way back. Only one of the two holds its port at a time: a device that waits until its own bytes are taken before it
   * takes any would never take those that the other one waits for.
   */
  readonly opposite: () => Pick<BridgeFlow, 'holding' | 'reconsider'>;
}

/** Bytes that wait for the target before its source is no longer read, and when it is read again. */
const HIGH_WATER = 65_536;
const LOW_WATER = 16_384;
/** A source that is not held back, because it cannot be, may add to them up to here; what is more is dropped. */
const MAX_WAITING = 1_048_576;
/** A pause as long as this is worth a word: something is wrong with the flow control, or the port is slower. */
const NOTED_PAUSE_MS = 1000;

export function createBridgeFlow({ clock, source, target, record, note, opposite }: BridgeFlowDeps): BridgeFlow {
  let blocked = '';
  let dropped = 0;
  /** Dropped and not told yet. */
  let untold = 0;
  let pauses = 0;
  /** The source is held back; `cancel` stops the word about it. */
  let pause: { readonly since: number; readonly cancel: () => void } | null = null;

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

  const pauseIfFull = (): void => {
    if (pause !== null || waiting() <= HIGH_WATER || opposite().holding) return;
    source.live?.hold(true);
    pauses += 1;
    const cancel = clock.after(NOTED_PAUSE_MS, () =>
      note(
        'warning',
        `${target.path} takes no bytes: ${waiting()} wait for it, and ${source.path} is not read meanwhile. Check the flow control (CTS) and the speeds.`,
      ),
    );
    pause = { since: clock.now(), cancel };
  };
  const resume = ({ since, cancel }: NonNullable<typeof pause>): void => {
    pause = null;
    cancel();
    source.live?.hold(false);
    const seconds = (clock.now() - since) / 1e6;
    if (seconds >= NOTED_PAUSE_MS / 1000) note('info', `${source.path} is read again, after ${seconds.toFixed(1)} s.`);
    opposite().reconsider();
  };
  /** Bytes were taken, or are lost. */
  const settled = (): void => {
    if (waiting() > LOW_WATER) return;
    if (pause !== null) resume(pause);
    if (target.live !== null && blocked === '') tellDropped();
  };
  const write = async (bytes: Uint8Array): Promise<void> => {
    const result = await target.write(bytes);
    // The port has told already what did not leave.
    if (!result.ok) dropped += bytes.length;
    settled();
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
      pauseIfFull();
    },
    block(reason) {
      blocked = reason;
      settled();
    },
    portBack() {
      if (pause !== null) source.live?.hold(true);
      settled();
    },
    end() {
      pause?.cancel();
      tellDropped();
    },
    get holding() {
      return pause !== null;
    },
    reconsider: pauseIfFull,
    state: () => ({ waiting: waiting(), dropped, pauses }),
  };
}
