import { CTRL_Z, ESC, ETX } from './byteClass.ts';
import type { Lane, LaneMode } from './lane.ts';
import type { DataTerms } from './promptCommands.ts';

/** Whose data it is and when it is over. */
export interface DataSource {
  /** The terms of the data that comes now, a new object for each; null when none is expected. */
  readonly terms: DataTerms | null;
  /** A row of it is made, of this text (Latin-1). */
  taken(text: string): void;
  /** The data is complete. */
  done(): void;
  /** No byte came for the lane's silence. */
  silent(): void;
}

/** Data of known length, or up to Ctrl-Z or ESC, or up to whatever ends it. Every byte of it is data. */
export function createDataMode(lane: Lane, source: DataSource): LaneMode {
  const { buffer } = lane;
  let terms: DataTerms | null = null;
  let left = 0;
  let escaped = false;

  const take = (chunk: Uint8Array, from: number, to: number, t: number): number => {
    buffer.append(chunk, from, to, t);
    return to;
  };
  const row = (partial: boolean): void => {
    source.taken(buffer.text(0, buffer.length));
    lane.emit('payload', buffer.length, partial);
  };
  const finish = (): void => {
    source.done();
    row(false);
  };
  const takeCounted = (chunk: Uint8Array, from: number, to: number, t: number): number => {
    const end = Math.min(to, from + left);
    left -= end - from;
    take(chunk, from, end, t);
    if (left === 0) finish();
    return end;
  };
  const takeTerminated = (chunk: Uint8Array, from: number, to: number, t: number, etxEscapes: boolean): number => {
    for (let i = from; i < to; i += 1) {
      const byte = chunk[i];
      if (!escaped && (byte === CTRL_Z || byte === ESC)) {
        take(chunk, from, i + 1, t);
        finish();
        return i + 1;
      }
      escaped = etxEscapes && !escaped && byte === ETX;
    }
    return take(chunk, from, to, t);
  };

  return {
    consume(chunk, from, t) {
      if (source.terms === null) return from;
      if (source.terms !== terms) {
        terms = source.terms;
        left = terms.end === 'count' ? terms.count : 0;
        escaped = false;
      }
      const to = Math.min(chunk.length, from + lane.lineCap - buffer.length);
      let next: number;
      if (terms.end === 'count') next = takeCounted(chunk, from, to, t);
      else if (terms.end === 'ctrl-z') next = takeTerminated(chunk, from, to, t, terms.etxEscapes);
      else next = take(chunk, from, to, t);
      if (buffer.length >= lane.lineCap) row(true);
      return next;
    },
    get deadline() {
      return buffer.length === 0 ? null : buffer.tLast + lane.silence;
    },
    cut() {
      row(terms?.end !== 'open');
      source.silent();
    },
  };
}
