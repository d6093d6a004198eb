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

interface FoundEnd {
  /** Index behind the ending, or behind all bytes. */
  readonly to: number;
  readonly found: boolean;
  readonly escapes: boolean;
}

export interface DataMode extends LaneMode {
  /** How many of these bytes, which come next, are of the data that is expected. */
  ahead(bytes: Uint8Array): number;
}

/** Data of known length, or up to Ctrl-Z or ESC, or up to whatever ends it. Every byte of it is data. */
export function createDataMode(lane: Lane, source: DataSource): DataMode {
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
  /** Looks for the byte that ends the data; `escaped`: the byte before makes the next one data, whatever it is. */
  const findEnd = (chunk: Uint8Array, from: number, to: number, etxEscapes: boolean): FoundEnd => {
    let escapes = escaped;
    for (let i = from; i < to; i += 1) {
      const byte = chunk[i];
      if (!escapes && (byte === CTRL_Z || byte === ESC)) return { to: i + 1, found: true, escapes: false };
      escapes = etxEscapes && !escapes && byte === ETX;
    }
    return { to, found: false, escapes };
  };
  const takeTerminated = (chunk: Uint8Array, from: number, to: number, t: number, etxEscapes: boolean): number => {
    const end = findEnd(chunk, from, to, etxEscapes);
    escaped = end.escapes;
    take(chunk, from, end.to, t);
    if (end.found) finish();
    return end.to;
  };
  /** Terms that are new begin anew. */
  const follow = (next: DataTerms): DataTerms => {
    if (next === terms) return next;
    terms = next;
    left = next.end === 'count' ? next.count : 0;
    escaped = false;
    return next;
  };

  return {
    consume(chunk, from, t) {
      if (source.terms === null) return from;
      const now = follow(source.terms);
      const to = Math.min(chunk.length, from + lane.lineCap - buffer.length);
      let next: number;
      if (now.end === 'count') next = takeCounted(chunk, from, to, t);
      else if (now.end === 'ctrl-z') next = takeTerminated(chunk, from, to, t, now.etxEscapes);
      else next = take(chunk, from, to, t);
      if (buffer.length >= lane.lineCap) row(true);
      return next;
    },
    ahead(bytes) {
      if (source.terms === null) return 0;
      const now = follow(source.terms);
      if (now.end === 'count') return Math.min(left, bytes.length);
      return now.end === 'ctrl-z' ? findEnd(bytes, 0, bytes.length, now.etxEscapes).to : bytes.length;
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
