import { PLUS } from './byteClass.ts';
import type { Lane, LaneMode } from './lane.ts';
import { BURST_MICROS, createRawBursts, type RawSource } from './rawBursts.ts';

/** Silence asked for before and after `+++` (M3 2.2.9: 1000 ms), before it with some tolerance for late time stamps. */
const GUARD_BEFORE_MICROS = 900_000;
const GUARD_AFTER_MICROS = 1_000_000;

/** The host's side of a raw connection. */
export interface RawHostMode extends LaneMode {
  /** The host's newest burst asks the modem back to commands: `+++`, or an AT command line of a restarted host. */
  readonly asksForCommands: boolean;
}

export function createRawHostMode(lane: Lane, source: RawSource): RawHostMode {
  const { buffer } = lane;
  const bursts = createRawBursts(lane, source);
  let newestAt = Number.NEGATIVE_INFINITY;
  let afterSilence = false;
  let asked = false;

  const isEscape = (): boolean => {
    if (!afterSilence || buffer.length === 0 || buffer.length > 3) return false;
    for (let i = 0; i < buffer.length; i += 1) if (buffer.data[i] !== PLUS) return false;
    return true;
  };
  const isCommand = (): boolean => /^at[^\r\n]*\r\n?$/i.test(buffer.text(0, Math.min(buffer.length, 600)));
  const asks = (): boolean => (isEscape() && buffer.length === 3) || isCommand();

  return {
    consume(chunk, from, t) {
      if (buffer.length === 0) afterSilence = t - newestAt >= GUARD_BEFORE_MICROS;
      newestAt = t;
      asked = false;
      return bursts.consume(chunk, from, t);
    },
    get deadline() {
      if (buffer.length === 0) return null;
      return buffer.tLast + (isEscape() ? GUARD_AFTER_MICROS : BURST_MICROS);
    },
    cut() {
      asked = asks();
      if (asked) lane.emit('command', buffer.length, false);
      else bursts.flush();
    },
    get asksForCommands() {
      return buffer.length === 0 ? asked : asks();
    },
  };
}
