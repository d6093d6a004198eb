import type { NewRow } from '#shared/model/row.ts';
import { ROW_COLUMN_BYTES, type RowChunk } from '#shared/model/rowChunk.ts';
import { createRowChunkBuilder, type RowChunkBuilder } from '#shared/model/rowChunkBuilder.ts';

export interface RowPlace {
  readonly chunk: RowChunk;
  readonly index: number;
}

/** The newest rows of the session in memory. Whole chunks go, oldest first, when they take more than the limit. */
export interface RowTail {
  append(row: NewRow): number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Bytes allocated for rows, used or not. */
  readonly memory: number;
  /** The chunk stays as it is, at least until `release` is called and rows are appended after that. */
  find(seq: number): RowPlace | undefined;
  /** Nobody reads any more what `find` gave out. */
  release(): void;
}

interface SealedChunk {
  readonly firstSeq: number;
  readonly chunk: RowChunk;
  readonly builder: RowChunkBuilder;
  readonly memory: number;
  /** How often `release` had been called when it was last given out; -1: it never was. */
  givenOutIn: number;
}

const MAX_CHUNK_BYTES = 524_288;
const MIN_CHUNK_BYTES = 16_384;
/** Chunks a full tail consists of at least, so that dropping one is a small step. */
const CHUNKS_PER_TAIL = 32;
/** Columns are allocated for rows of this size; a chunk of larger rows leaves some of them empty. */
const EXPECTED_ROW_BYTES = 96;
/** The largest a chunk may have grown, in chunks, for its memory to be used again. */
const MAX_REUSED = 1.5;

/**
 * A full tail takes the memory of the chunk it drops for the one it begins: to allocate anew for every half megabyte of
 * large messages, and to have it collected, costs more than to receive and send them.
 *
 * `limit`: bytes. The chunk being filled is never dropped, so a single row larger than the limit is held until the next
 * chunk begins.
 */
export function createRowTail(limit: number): RowTail {
  const chunkBytes = Math.max(MIN_CHUNK_BYTES, Math.min(MAX_CHUNK_BYTES, Math.floor(limit / CHUNKS_PER_TAIL)));
  const chunkRows = Math.ceil(chunkBytes / EXPECTED_ROW_BYTES);
  const slabBytes = chunkBytes - chunkRows * ROW_COLUMN_BYTES;
  const newBuilder = (): RowChunkBuilder => createRowChunkBuilder(chunkRows, chunkBytes, slabBytes);

  const sealed: SealedChunk[] = [];
  let sealedMemory = 0;
  let builder = newBuilder();
  const newMemory = builder.memory;
  let builderFirst = 1;
  let lastSeq = 0;
  /** What `find` last gave out of the chunk being filled. */
  let open = builder.chunk();
  let releases = 0;
  let openGivenOutIn = -1;

  const isReusable = ({ givenOutIn, memory }: SealedChunk): boolean =>
    givenOutIn < releases && memory <= MAX_REUSED * chunkBytes;
  /** Drops what the next chunk needs room for; gives back a builder to use again when one of them can be. */
  const makeRoom = (): RowChunkBuilder | undefined => {
    let next: RowChunkBuilder | undefined;
    while (sealedMemory + (next?.memory ?? newMemory) > limit) {
      const oldest = sealed.shift();
      if (oldest === undefined) break;
      sealedMemory -= oldest.memory;
      if (isReusable(oldest)) next = oldest.builder;
    }
    next?.clear();
    return next;
  };
  const seal = (): void => {
    const chunk = builder.seal();
    const { memory } = builder;
    sealed.push({ firstSeq: builderFirst, chunk, builder, memory, givenOutIn: openGivenOutIn });
    sealedMemory += memory;
    builder = makeRoom() ?? newBuilder();
    builderFirst = lastSeq + 1;
    open = builder.chunk();
    openGivenOutIn = -1;
  };
  const dropOldest = (): void => {
    while (sealed.length > 0 && sealedMemory + builder.memory > limit) {
      sealedMemory -= sealed.shift()?.memory ?? 0;
    }
  };
  const sealedAt = (seq: number): SealedChunk | undefined => {
    let low = 0;
    let high = sealed.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((sealed[middle]?.firstSeq ?? 0) <= seq) low = middle;
      else high = middle - 1;
    }
    return sealed[low];
  };
  const firstSeq = (): number => sealed[0]?.firstSeq ?? builderFirst;

  return {
    append(row) {
      const before = builder.memory;
      if (!builder.push(lastSeq + 1, row)) {
        seal();
        builder.push(lastSeq + 1, row);
        dropOldest();
      } else if (builder.memory !== before) dropOldest();
      lastSeq += 1;
      return lastSeq;
    },
    get firstSeq() {
      return firstSeq();
    },
    get lastSeq() {
      return lastSeq;
    },
    get memory() {
      return sealedMemory + builder.memory;
    },
    find(seq) {
      if (!(seq >= firstSeq() && seq <= lastSeq)) return undefined;
      if (seq >= builderFirst) {
        openGivenOutIn = releases;
        if (open.count !== builder.count) open = builder.chunk();
        return { chunk: open, index: seq - builderFirst };
      }
      const place = sealedAt(seq);
      if (place === undefined) return undefined;
      place.givenOutIn = releases;
      return { chunk: place.chunk, index: seq - place.firstSeq };
    },
    release() {
      releases += 1;
    },
  };
}
