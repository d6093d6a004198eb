import type { NewRow } from './row.ts';
import { dirCode, kindCode, laneCode, ROW_COLUMN_BYTES, type RowChunk, rowBytes } from './rowChunk.ts';

/** Fills the columns of one chunk in place. */
export interface RowChunkBuilder {
  readonly count: number;
  /** Bytes the rows so far take: columns, payload, and texts at their longest encoding. */
  readonly size: number;
  /** Bytes of memory allocated for them, used or not. */
  readonly memory: number;
  /** False when the row does not fit any more (a first row always fits: the slab grows for it). */
  push(seq: number, row: NewRow): boolean;
  /** Copies row `i` of another chunk; false when it does not fit. */
  copy(from: RowChunk, i: number): boolean;
  /**
   * The rows so far. The chunk shares the builder's columns: rows pushed later change neither its `count` nor the rows
   * already there; `clear` does.
   */
  chunk(): RowChunk;
  /** The same for the last time: gives back what the slab has left, when that is much. */
  seal(): RowChunk;
  /** Starts anew in the same memory. Chunks handed out before are void. */
  clear(): void;
}

const FIRST_SLAB_BYTES = 8192;
/** A sealed slab that is used to this part is not worth a copy. */
const FULL_ENOUGH = 0.8;
/** A text's share of a chunk: six bytes per UTF-16 unit (`\uXXXX`) and its entry around it. Never less than it takes. */
export const textBytes = (text: string): number => 6 * text.length + 64;

/** Takes up to `maxRows` rows or `maxBytes` of `size`, whichever comes first. `slabBytes`: room for payload to begin with. */
export function createRowChunkBuilder(
  maxRows: number,
  maxBytes: number,
  slabBytes = FIRST_SLAB_BYTES,
): RowChunkBuilder {
  const seq = new Float64Array(maxRows);
  const t = new Float64Array(maxRows);
  const tLast = new Float64Array(maxRows);
  const link = new Uint32Array(maxRows);
  const lane = new Uint8Array(maxRows);
  const dir = new Uint8Array(maxRows);
  const kind = new Uint8Array(maxRows);
  const detail = new Uint8Array(maxRows);
  const start = new Uint32Array(maxRows + 1);
  const texts = new Map<number, string>();
  let bytes = new Uint8Array(Math.min(maxBytes, slabBytes));
  let count = 0;
  let used = 0;
  let textSize = 0;

  /** Makes room for one more row; false when it does not fit. */
  const room = (length: number, text: string): boolean => {
    if (count === maxRows) return false;
    const textCost = text === '' ? 0 : textBytes(text);
    if (count > 0 && (count + 1) * ROW_COLUMN_BYTES + used + length + textSize + textCost > maxBytes) return false;
    if (used + length > bytes.length) {
      const grown = new Uint8Array(Math.max(used + length, Math.min(maxBytes, Math.max(slabBytes, bytes.length * 2))));
      grown.set(bytes.subarray(0, used));
      bytes = grown;
    }
    if (textCost > 0) {
      texts.set(count, text);
      textSize += textCost;
    }
    return true;
  };
  const append = (payload: Uint8Array): void => {
    bytes.set(payload, used);
    used += payload.length;
    count += 1;
    start[count] = used;
  };
  const chunk = (): RowChunk => ({ count, seq, t, tLast, link, lane, dir, kind, detail, start, bytes, texts });

  return {
    get count() {
      return count;
    },
    get size() {
      return count * ROW_COLUMN_BYTES + used + textSize;
    },
    get memory() {
      return maxRows * ROW_COLUMN_BYTES + 4 + bytes.length + textSize;
    },
    push(rowSeq, row) {
      const code = kindCode(row.lane, row.kind);
      if (!room(row.bytes.length, row.text)) return false;
      seq[count] = rowSeq;
      t[count] = row.t;
      tLast[count] = row.tLast;
      link[count] = row.link;
      lane[count] = laneCode(row.lane);
      dir[count] = dirCode(row.dir);
      kind[count] = code;
      detail[count] = row.lane === 'serial' ? Number(row.partial) : row.lane === 'mqtt' ? row.level : 0;
      append(row.bytes);
      return true;
    },
    copy(from, i) {
      const payload = rowBytes(from, i);
      if (!room(payload.length, from.texts.get(i) ?? '')) return false;
      seq[count] = from.seq[i] ?? 0;
      t[count] = from.t[i] ?? 0;
      tLast[count] = from.tLast[i] ?? 0;
      link[count] = from.link[i] ?? 0;
      lane[count] = from.lane[i] ?? 0;
      dir[count] = from.dir[i] ?? 0;
      kind[count] = from.kind[i] ?? 0;
      detail[count] = from.detail[i] ?? 0;
      append(payload);
      return true;
    },
    chunk,
    seal() {
      if (used < FULL_ENOUGH * bytes.length) bytes = bytes.slice(0, used);
      return chunk();
    },
    clear() {
      count = 0;
      used = 0;
      textSize = 0;
      texts.clear();
    },
  };
}
