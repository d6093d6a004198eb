import type { RowChunk } from '#shared/model/rowChunk.ts';
import { ROW_COLUMN_BYTES } from '#shared/model/rowChunk.ts';
import { textBytes } from '#shared/model/rowChunkBuilder.ts';
import type { RowGap } from './rowLines.ts';

/** Rows or a gap at a place in the mirror. */
export type Block = RowBlock | GapBlock;

export interface RowBlock {
  readonly type: 'rows';
  chunk: RowChunk;
  /** Bytes. */
  memory: number;
  /** Line number of its first row, counted as RowLines.origin counts. */
  line: number;
}

export interface GapBlock {
  readonly type: 'gap';
  readonly gap: RowGap;
  line: number;
}

export const linesOf = (block: Block): number => (block.type === 'gap' ? 1 : block.chunk.count);
export const memoryOf = (block: Block): number => (block.type === 'gap' ? 0 : block.memory);
export const firstSeqOf = (block: Block): number => (block.type === 'gap' ? block.gap.after + 1 : seqAt(block, 0));
const lastSeqOf = (block: Block): number =>
  block.type === 'gap' ? block.gap.before - 1 : seqAt(block, block.chunk.count - 1);
const seqAt = (block: RowBlock, i: number): number => block.chunk.seq[i] ?? 0;

/** A block of what a page brought; undefined for a chunk without rows. */
export function blockOf(piece: RowChunk | RowGap): Block | undefined {
  if ('type' in piece) return { type: 'gap', gap: piece, line: 0 };
  if (piece.count === 0) return undefined;
  let memory = piece.count * ROW_COLUMN_BYTES + piece.bytes.length;
  for (const text of piece.texts.values()) memory += textBytes(text);
  return { type: 'rows', chunk: piece, memory, line: 0 };
}

/** The index of the block that holds the line; -1 when there is none. */
export const blockOfLine = (blocks: readonly Block[], line: number): number =>
  lastWhere(blocks.length, (at) => (blocks[at]?.line ?? 0) <= line);

/** The line of the row `seq`, of the gap it is in, or of the row nearest to it. `blocks` must not be empty. */
export function lineOfSeq(blocks: readonly Block[], seq: number): number {
  const at = Math.max(
    0,
    lastWhere(blocks.length, (i) => firstSeqAt(blocks, i) <= seq),
  );
  const block = blocks[at];
  if (block === undefined) return 0;
  if (block.type === 'rows') {
    const i = Math.max(0, lastAtMost(block.chunk.seq, block.chunk.count, seq));
    const found = seqAt(block, i);
    if (found >= seq) return block.line + i;
    const next = i + 1 < block.chunk.count ? seqAt(block, i + 1) : firstSeqAt(blocks, at + 1);
    return block.line + (next - seq < seq - found ? i + 1 : i);
  }
  const last = lastSeqOf(block);
  return block.line + (seq > last && firstSeqAt(blocks, at + 1) - seq < seq - last ? 1 : 0);
}

/** The line of the last row that began no later than `t`, else the first line. `blocks` must not be empty. */
export function lineOfTime(blocks: readonly Block[], t: number): number {
  // A gap has no time: it counts as later than every `t`, unless a later block of rows began in time.
  const began = (at: number): boolean => {
    for (let i = at; i < blocks.length; i += 1) {
      const block = blocks[i];
      if (block?.type === 'rows') return (block.chunk.t[0] ?? 0) <= t;
    }
    return false;
  };
  const at = Math.max(0, lastWhere(blocks.length, began));
  const block = blocks[at];
  if (block === undefined) return 0;
  return block.line + (block.type === 'gap' ? 0 : Math.max(0, lastAtMost(block.chunk.t, block.chunk.count, t)));
}

const firstSeqAt = (blocks: readonly Block[], at: number): number => {
  const block = blocks[at];
  return block === undefined ? Number.POSITIVE_INFINITY : firstSeqOf(block);
};

/** The last index whose value is at most `limit`; -1 when there is none. */
const lastAtMost = (column: Float64Array, count: number, limit: number): number =>
  lastWhere(count, (i) => (column[i] ?? 0) <= limit);

/** By bisection, the last index below `count` for which `test` holds, given that it holds up to there; -1 = for none. */
function lastWhere(count: number, test: (i: number) => boolean): number {
  let low = -1;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (test(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
