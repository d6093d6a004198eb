import {
  DIRS,
  KINDS_BY_LANE,
  LANES,
  type MqttKind,
  type MqttLevel,
  type NewRow,
  type NoteKind,
  type Row,
  type SerialKind,
} from './row.ts';

/**
 * A block of rows in columns: one allocation per column in place of one object per row. The same shape serves the log's
 * tail, a batch on the wire and the view's mirror.
 */
export interface RowChunk {
  readonly count: number;
  readonly seq: Float64Array;
  readonly t: Float64Array;
  readonly tLast: Float64Array;
  readonly link: Uint32Array;
  readonly lane: Uint8Array;
  readonly dir: Uint8Array;
  readonly kind: Uint8Array;
  /** Serial: 1 = partial. MQTT: the protocol level. */
  readonly detail: Uint8Array;
  /** Row i owns bytes[start[i] … start[i + 1]). */
  readonly start: Uint32Array;
  readonly bytes: Uint8Array;
  /** Sparse: most rows have no text. */
  readonly texts: ReadonlyMap<number, string>;
}

const LANE_CODES = { serial: 0, mqtt: 1, note: 2 } as const;
const DIR_CODES = { none: 0, tx: 1, rx: 2 } as const;
const KIND_CODES: Readonly<Record<string, ReadonlyMap<string, number>>> = Object.fromEntries(
  LANES.map((lane) => [lane, new Map(KINDS_BY_LANE[lane].map((kind, code) => [kind as string, code]))]),
);

/** The code of a kind in the `kind` column, for filters that compare columns without making row objects. */
export function kindCode(lane: Row['lane'], kind: Row['kind']): number {
  const code = KIND_CODES[lane]?.get(kind);
  if (code === undefined) throw new Error(`No kind ${kind} in lane ${lane}`);
  return code;
}
export const laneCode = (lane: Row['lane']): number => LANE_CODES[lane];
export const dirCode = (dir: Row['dir']): number => DIR_CODES[dir];

/** The bytes of row `i`, a view on the chunk (do not keep it beyond the chunk if memory matters; do not write to it). */
export function rowBytes(chunk: RowChunk, i: number): Uint8Array {
  return chunk.bytes.subarray(chunk.start[i], chunk.start[i + 1]);
}

/** Row `i` as an object. Made on demand, for what is visible or selected. */
export function rowAt(chunk: RowChunk, i: number): Row {
  if (i < 0 || i >= chunk.count) throw new RangeError(`Row ${i} of ${chunk.count}`);
  const lane = LANES[chunk.lane[i] ?? 0] ?? 'note';
  const kind = KINDS_BY_LANE[lane][chunk.kind[i] ?? 0] ?? KINDS_BY_LANE[lane][0];
  const dir = DIRS[chunk.dir[i] ?? 0] ?? 'none';
  const detail = chunk.detail[i] ?? 0;
  const base = {
    seq: chunk.seq[i] ?? 0,
    t: chunk.t[i] ?? 0,
    tLast: chunk.tLast[i] ?? 0,
    link: chunk.link[i] ?? 0,
    bytes: rowBytes(chunk, i),
    text: chunk.texts.get(i) ?? '',
  };
  switch (lane) {
    case 'serial':
      return { ...base, lane, dir: dir === 'tx' ? 'tx' : 'rx', kind: kind as SerialKind, partial: detail === 1 };
    case 'mqtt':
      return { ...base, lane, dir, kind: kind as MqttKind, level: toLevel(detail) };
    case 'note':
      return { ...base, lane, dir: 'none', kind: kind as NoteKind };
  }
}

const toLevel = (detail: number): MqttLevel => (detail === 3 || detail === 4 || detail === 5 ? detail : 0);

export interface RowChunkBuilder {
  readonly count: number;
  /** Bytes of payload held so far. */
  readonly byteLength: number;
  /** False when the row does not fit any more (a first row always fits: the slab grows for it). */
  push(seq: number, row: NewRow): boolean;
  /** Copies row `i` of another chunk; false when full. */
  copy(from: RowChunk, i: number): boolean;
  /** The rows so far. The chunk shares the builder's columns: rows pushed later do not change rows already there. */
  chunk(): RowChunk;
}

/** `maxRows` rows or `maxBytes` payload bytes, whichever comes first. */
export function createRowChunkBuilder(maxRows: number, maxBytes: number): RowChunkBuilder {
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
  let bytes = new Uint8Array(Math.min(maxBytes, 16_384));
  let count = 0;
  let used = 0;

  const room = (length: number): boolean => {
    if (count === maxRows) return false;
    if (used + length > maxBytes && count > 0) return false;
    if (used + length > bytes.length) {
      const grown = new Uint8Array(Math.max(used + length, Math.min(maxBytes, bytes.length * 2)));
      grown.set(bytes.subarray(0, used));
      bytes = grown;
    }
    return true;
  };
  const append = (payload: Uint8Array): void => {
    bytes.set(payload, used);
    used += payload.length;
    count += 1;
    start[count] = used;
  };

  return {
    get count() {
      return count;
    },
    get byteLength() {
      return used;
    },
    push(rowSeq, row) {
      if (!room(row.bytes.length)) return false;
      seq[count] = rowSeq;
      t[count] = row.t;
      tLast[count] = row.tLast;
      link[count] = row.link;
      lane[count] = LANE_CODES[row.lane];
      dir[count] = DIR_CODES[row.dir];
      kind[count] = kindCode(row.lane, row.kind);
      detail[count] = row.lane === 'serial' ? Number(row.partial) : row.lane === 'mqtt' ? row.level : 0;
      if (row.text !== '') texts.set(count, row.text);
      append(row.bytes);
      return true;
    },
    copy(from, i) {
      const payload = rowBytes(from, i);
      if (!room(payload.length)) return false;
      seq[count] = from.seq[i] ?? 0;
      t[count] = from.t[i] ?? 0;
      tLast[count] = from.tLast[i] ?? 0;
      link[count] = from.link[i] ?? 0;
      lane[count] = from.lane[i] ?? 0;
      dir[count] = from.dir[i] ?? 0;
      kind[count] = from.kind[i] ?? 0;
      detail[count] = from.detail[i] ?? 0;
      const text = from.texts.get(i);
      if (text !== undefined) texts.set(count, text);
      append(payload);
      return true;
    },
    chunk() {
      return { count, seq, t, tLast, link, lane, dir, kind, detail, start, bytes, texts };
    },
  };
}
