import {
  DIRS,
  KINDS_BY_LANE,
  LANES,
  type MqttKind,
  type MqttLevel,
  type NoteKind,
  type Row,
  type SerialKind,
} from './row.ts';

/**
 * A block of rows in columns: one allocation per column in place of one object per row. The same shape serves the log's
 * tail, a batch on the wire and the view's mirror. Columns may be longer than `count`; only the first `count` rows count.
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
  /** Row i owns bytes[start[i] … start[i + 1]); start[0] is 0. */
  readonly start: Uint32Array;
  readonly bytes: Uint8Array;
  /** Sparse: most rows have no text. */
  readonly texts: ReadonlyMap<number, string>;
}

/** What a row takes in the columns, in bytes, apart from its payload and its text. */
export const ROW_COLUMN_BYTES = 3 * 8 + 2 * 4 + 4;

const LANE_CODES = { serial: 0, mqtt: 1, note: 2 } as const satisfies Record<Row['lane'], number>;
const DIR_CODES = { none: 0, tx: 1, rx: 2 } as const satisfies Record<Row['dir'], number>;
const codesOf = (kinds: readonly string[]): ReadonlyMap<string, number> =>
  new Map(kinds.map((kind, code) => [kind, code]));
const KIND_CODES = {
  serial: codesOf(KINDS_BY_LANE.serial),
  mqtt: codesOf(KINDS_BY_LANE.mqtt),
  note: codesOf(KINDS_BY_LANE.note),
} as const satisfies Record<Row['lane'], ReadonlyMap<string, number>>;

/** Codes of the `lane`, `dir` and `kind` columns, for code that compares columns without making row objects. */
export const laneCode = (lane: Row['lane']): number => LANE_CODES[lane];
export const dirCode = (dir: Row['dir']): number => DIR_CODES[dir];
/** Throws when the lane has no such kind: that is a fault of the caller. */
export function kindCode(lane: Row['lane'], kind: Row['kind']): number {
  const code = KIND_CODES[lane].get(kind);
  if (code === undefined) throw new Error(`No kind ${kind} in lane ${lane}`);
  return code;
}

/** The bytes of row `i`, a view on the chunk (do not keep it beyond the chunk if memory matters; do not write to it). */
export function rowBytes(chunk: RowChunk, i: number): Uint8Array {
  return chunk.bytes.subarray(chunk.start[i], chunk.start[i + 1]);
}

/** Row `i` as an object. Made on demand, for what is visible or selected. Throws RangeError outside the chunk. */
export function rowAt(chunk: RowChunk, i: number): Row {
  if (!(i >= 0 && i < chunk.count)) throw new RangeError(`Row ${i} of ${chunk.count}`);
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
