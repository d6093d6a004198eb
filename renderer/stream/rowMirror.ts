import { type RowChunk, rowAt } from '#shared/model/rowChunk.ts';
import { createRowChunkBuilder, type RowChunkBuilder } from '#shared/model/rowChunkBuilder.ts';
import {
  type Block,
  blockOf,
  blockOfLine,
  firstSeqOf,
  lineOfSeq,
  lineOfTime,
  linesOf,
  memoryOf,
} from './mirrorBlocks.ts';
import type { RowGap, RowLines } from './rowLines.ts';

/** What a stream or a page brings, in order. */
export type MirrorPiece = RowChunk | RowGap;

/** Which end gives way when there is too much. */
export type DropSide = 'oldest' | 'newest';

export interface RowMirror extends RowLines {
  /** The last seq that is here or known not to match; 0 = none. */
  readonly lastSeq: number;
  /** Seq of the first row, or of the first one of a gap that comes first; undefined when empty. */
  readonly firstSeq: number | undefined;
  /** Bytes of memory the rows take. */
  readonly memory: number;
  /** Adds rows or a gap at the end; what is not newer than `lastSeq` is left out. Then drops the oldest that is too much. */
  append(piece: MirrorPiece): void;
  /** Everything up to `seq` was looked at. */
  scanned(seq: number): void;
  /** Puts a page before the first line. */
  prepend(pieces: readonly MirrorPiece[], drop: DropSide): void;
  /** Puts a page in the place of a gap; false when that gap is no longer here. */
  replaceGap(gap: RowGap, pieces: readonly MirrorPiece[], drop: DropSide): boolean;
  /** Drops all; rows up to `lastSeq` will not be taken any more. */
  clear(lastSeq: number): void;
}

export interface MirrorLimits {
  /** Lines. */
  readonly rows: number;
  readonly bytes: number;
}

/** Rows and bytes of one block at the end of the mirror: the step in which it drops. */
const BLOCK_ROWS = 1024;
const BLOCK_BYTES = 131_072;

/** A bounded copy of the rows a view shows, in blocks of columns. No row objects are kept. */
export function createRowMirror(limits: MirrorLimits): RowMirror {
  let blocks: Block[] = [];
  let length = 0;
  let origin = 0;
  let memory = 0;
  let lastSeq = 0;
  /** Fills the last block; undefined when that is a gap or came whole. */
  let builder: RowChunkBuilder | undefined;

  const dropFirst = (): void => {
    const block = blocks.shift();
    if (block === undefined) return;
    length -= linesOf(block);
    origin += linesOf(block);
    memory -= memoryOf(block);
  };
  const dropLast = (): void => {
    const block = blocks.pop();
    if (block === undefined) return;
    builder = undefined;
    length -= linesOf(block);
    memory -= memoryOf(block);
    lastSeq = firstSeqOf(block) - 1;
  };
  const trim = (side: DropSide): void => {
    while ((length > limits.rows || memory > limits.bytes) && blocks.length > 1) {
      if (side === 'oldest') dropFirst();
      else dropLast();
    }
  };

  const appendGap = ({ after, before, lost }: RowGap): void => {
    const from = Math.max(after, lastSeq);
    if (before <= from + 1) return;
    lastSeq = before - 1;
    builder = undefined;
    const last = blocks[blocks.length - 1];
    if (last?.type === 'gap' && last.gap.lost === lost && last.gap.before === from + 1) {
      blocks[blocks.length - 1] = { ...last, gap: { ...last.gap, before } };
      return;
    }
    blocks.push({ type: 'gap', gap: { type: 'gap', after: from, before, lost }, line: origin + length });
    length += 1;
  };
  const openBlock = (): RowChunkBuilder => {
    builder = createRowChunkBuilder(BLOCK_ROWS, BLOCK_BYTES);
    blocks.push({ type: 'rows', chunk: builder.chunk(), memory: 0, line: origin + length });
    return builder;
  };
  /** Takes over into the last block what its builder got since. */
  const settleBlock = (full: boolean): void => {
    const block = blocks[blocks.length - 1];
    if (builder === undefined || block?.type !== 'rows') return;
    length += builder.count - block.chunk.count;
    block.chunk = full ? builder.seal() : builder.chunk();
    memory += builder.memory - block.memory;
    block.memory = builder.memory;
  };
  const appendRows = (chunk: RowChunk): void => {
    let i = 0;
    while (i < chunk.count && (chunk.seq[i] ?? 0) <= lastSeq) i += 1;
    for (; i < chunk.count; i += 1) {
      if ((builder ?? openBlock()).copy(chunk, i)) continue;
      settleBlock(true);
      openBlock().copy(chunk, i);
    }
    settleBlock(false);
    lastSeq = Math.max(lastSeq, chunk.seq[chunk.count - 1] ?? 0);
  };

  /** Counts the blocks of a page in and answers how many lines they have. */
  const insert = (at: number, replaced: number, pieces: readonly MirrorPiece[]): number => {
    const added = pieces.flatMap((piece) => blockOf(piece) ?? []);
    let lines = 0;
    for (const block of added) {
      lines += linesOf(block);
      memory += memoryOf(block);
    }
    length += lines - replaced;
    if (at === blocks.length - replaced) builder = undefined;
    blocks = [...blocks.slice(0, at), ...added, ...blocks.slice(at + replaced)];
    return lines;
  };
  const renumber = (): void => {
    let line = origin;
    for (const block of blocks) {
      block.line = line;
      line += linesOf(block);
    }
  };

  return {
    get length() {
      return length;
    },
    get origin() {
      return origin;
    },
    get lastSeq() {
      return lastSeq;
    },
    get firstSeq() {
      const first = blocks[0];
      return first === undefined ? undefined : firstSeqOf(first);
    },
    get memory() {
      return memory;
    },
    entryAt(i) {
      if (!(i >= 0 && i < length)) return undefined;
      const line = origin + i;
      const block = blocks[blockOfLine(blocks, line)];
      if (block === undefined || block.type === 'gap') return block?.gap;
      return { type: 'row', row: rowAt(block.chunk, line - block.line) };
    },
    indexOfSeq: (seq) => (length === 0 ? -1 : lineOfSeq(blocks, seq) - origin),
    indexOfTime: (t) => (length === 0 ? -1 : lineOfTime(blocks, t) - origin),
    append(piece) {
      if ('type' in piece) appendGap(piece);
      else appendRows(piece);
      trim('oldest');
    },
    scanned(seq) {
      lastSeq = Math.max(lastSeq, seq);
    },
    prepend(pieces, drop) {
      origin -= insert(0, 0, pieces);
      renumber();
      trim(drop);
    },
    replaceGap(gap, pieces, drop) {
      const at = blocks.findIndex((block) => block.type === 'gap' && block.gap === gap);
      if (at < 0) return false;
      insert(at, 1, pieces);
      renumber();
      trim(drop);
      return true;
    },
    clear(seq) {
      blocks = [];
      builder = undefined;
      origin += length;
      length = 0;
      memory = 0;
      lastSeq = seq;
    },
  };
}
