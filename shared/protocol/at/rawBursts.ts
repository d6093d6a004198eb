import { PPP_FLAG } from './frameMode.ts';
import type { Lane, LaneMode } from './lane.ts';

/** Raw data has no lines: a pause of this length (microseconds) parts its rows. */
export const BURST_MICROS = 50_000;

/** What the line carries while it is raw. */
export interface RawSource {
  readonly raw: 'payload' | 'ppp' | null;
}

/** Raw bytes on their way into rows. */
export interface RawBursts {
  consume: LaneMode['consume'];
  /** The burst is over. */
  flush(): void;
}

/** One row per burst; in a PPP connection one per frame. */
export function createRawBursts(lane: Lane, source: RawSource): RawBursts {
  const { buffer } = lane;
  const kind = (): 'payload' | 'ppp' => source.raw ?? 'payload';
  return {
    consume(chunk, from, t) {
      let to = Math.min(chunk.length, from + lane.lineCap - buffer.length);
      let frameEnds = false;
      if (kind() === 'ppp') {
        const flag = chunk.indexOf(PPP_FLAG, from);
        // The first flag of a burst opens a frame.
        if (flag >= 0 && flag < to) {
          to = flag + 1;
          frameEnds = buffer.length + to - from > 1;
        }
      }
      buffer.append(chunk, from, to, t);
      if (frameEnds) lane.emit('ppp', buffer.length, false);
      else if (buffer.length >= lane.lineCap) lane.emit(kind(), buffer.length, true);
      return to;
    },
    flush: () => lane.emit(kind(), buffer.length, false),
  };
}
