import { err, ok, type Result } from '../base/result.ts';
import { KINDS_BY_LANE, LANES } from './row.ts';
import type { RowChunk } from './rowChunk.ts';

/**
 * A chunk as bytes. A header of six u32 (magic, version, rows, payload bytes, text bytes, 0), then the columns: seq, t,
 * tLast (f64), link, start (u32; start has one entry more), lane, dir, kind, detail (u8), the payload, and the texts as
 * ASCII JSON `[[row, text], …]`. Each column begins at a multiple of its element size, so that a reader whose bytes are
 * aligned to 8 takes views and copies nothing. All numbers are little-endian, the byte order of every machine the bench
 * and its views run on; on any other the magic does not match and the chunk is refused.
 */
const MAGIC = 0x4b_43_53_4d; // "MSCK"
const VERSION = 1;
const HEADER_BYTES = 24;

const offsetsFor = (count: number) => {
  const seq = HEADER_BYTES;
  const t = seq + 8 * count;
  const tLast = t + 8 * count;
  const link = tLast + 8 * count;
  const start = link + 4 * count;
  const lane = start + 4 * (count + 1);
  const dir = lane + count;
  const kind = dir + count;
  const detail = kind + count;
  const payload = detail + count;
  return { seq, t, tLast, link, start, lane, dir, kind, detail, payload };
};

/** Bytes of an encoded chunk besides what its builder counts as `size`. */
export const CHUNK_OVERHEAD_BYTES = HEADER_BYTES + 4 + 2;

/** Copies only the rows the chunk has, whatever room its columns keep. */
export function encodeRowChunk(chunk: RowChunk): Uint8Array {
  const { count } = chunk;
  const payloadLength = chunk.start[count] ?? 0;
  const texts = encodeTexts(chunk);
  const at = offsetsFor(count);
  const bytes = new Uint8Array(at.payload + payloadLength + texts.length);
  const { buffer } = bytes;
  new Uint32Array(buffer, 0, 6).set([MAGIC, VERSION, count, payloadLength, texts.length, 0]);
  new Float64Array(buffer, at.seq, count).set(chunk.seq.subarray(0, count));
  new Float64Array(buffer, at.t, count).set(chunk.t.subarray(0, count));
  new Float64Array(buffer, at.tLast, count).set(chunk.tLast.subarray(0, count));
  new Uint32Array(buffer, at.link, count).set(chunk.link.subarray(0, count));
  new Uint32Array(buffer, at.start, count + 1).set(chunk.start.subarray(0, count + 1));
  bytes.set(chunk.lane.subarray(0, count), at.lane);
  bytes.set(chunk.dir.subarray(0, count), at.dir);
  bytes.set(chunk.kind.subarray(0, count), at.kind);
  bytes.set(chunk.detail.subarray(0, count), at.detail);
  bytes.set(chunk.bytes.subarray(0, payloadLength), at.payload);
  for (let i = 0; i < texts.length; i += 1) bytes[at.payload + payloadLength + i] = texts.charCodeAt(i);
  return bytes;
}

/** The chunk in `bytes`, as views on them where they are aligned. Never throws; every refusal is `bad-chunk`. */
export function decodeRowChunk(bytes: Uint8Array): Result<RowChunk, 'bad-chunk'> {
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const { buffer, byteOffset } = aligned;
  if (aligned.length < HEADER_BYTES) return bad('it is shorter than its header');
  const [magic, version, count = 0, payloadLength = 0, textsLength = 0] = new Uint32Array(buffer, byteOffset, 6);
  if (magic !== MAGIC) return bad('it does not begin like one');
  if (version !== VERSION) return bad(`it has version ${version}, this program reads ${VERSION}`);
  const at = offsetsFor(count);
  if (at.payload + payloadLength + textsLength !== aligned.length) return bad('its length is not what its header says');
  const textsAt = at.payload + payloadLength;
  const texts = decodeTexts(aligned.subarray(textsAt), count);
  if (texts === undefined) return bad('its texts cannot be read');
  const chunk: RowChunk = {
    count,
    seq: new Float64Array(buffer, byteOffset + at.seq, count),
    t: new Float64Array(buffer, byteOffset + at.t, count),
    tLast: new Float64Array(buffer, byteOffset + at.tLast, count),
    link: new Uint32Array(buffer, byteOffset + at.link, count),
    start: new Uint32Array(buffer, byteOffset + at.start, count + 1),
    lane: aligned.subarray(at.lane, at.dir),
    dir: aligned.subarray(at.dir, at.kind),
    kind: aligned.subarray(at.kind, at.detail),
    detail: aligned.subarray(at.detail, at.payload),
    bytes: aligned.subarray(at.payload, textsAt),
    texts,
  };
  const fault = faultOf(chunk);
  return fault === undefined ? ok(chunk) : bad(fault);
}

const bad = (why: string) => err('bad-chunk', `A block of rows cannot be read: ${why}.`);

/** What a reader would stumble over: rows out of order, bytes out of bounds, codes without a meaning. */
function faultOf({ count, seq, t, tLast, start, lane, dir, kind, bytes }: RowChunk): string | undefined {
  if (start[0] !== 0 || start[count] !== bytes.length) return 'its rows do not cover its bytes';
  let lastSeq = 0;
  for (let i = 0; i < count; i += 1) {
    const rowSeq = seq[i] ?? 0;
    if (!Number.isSafeInteger(rowSeq) || rowSeq <= lastSeq) return 'its rows are out of order';
    lastSeq = rowSeq;
    if (!Number.isFinite(t[i]) || !Number.isFinite(tLast[i])) return 'a row has no time';
    if ((start[i + 1] ?? 0) < (start[i] ?? 0)) return 'its rows overlap';
    const rowLane = LANES[lane[i] ?? 0];
    if (rowLane === undefined || (kind[i] ?? 0) >= KINDS_BY_LANE[rowLane].length || (dir[i] ?? 0) > 2) {
      return 'a row is of no known kind';
    }
  }
  return undefined;
}

/** The texts of the chunk's own rows: the map may hold those of rows its builder took later. */
function encodeTexts({ count, texts }: RowChunk): string {
  if (texts.size === 0) return '';
  const own = [...texts].filter(([i]) => i < count);
  if (own.length === 0) return '';
  return JSON.stringify(own).replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function decodeTexts(bytes: Uint8Array, count: number): Map<number, string> | undefined {
  const texts = new Map<number, string>();
  if (bytes.length === 0) return texts;
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 4096) parts.push(String.fromCharCode(...bytes.subarray(i, i + 4096)));
  let entries: unknown;
  try {
    entries = JSON.parse(parts.join(''));
  } catch {
    return undefined;
  }
  if (!Array.isArray(entries)) return undefined;
  for (const entry of entries as readonly unknown[]) {
    if (!Array.isArray(entry) || entry.length !== 2) return undefined;
    const [i, text] = entry as readonly unknown[];
    if (typeof i !== 'number' || !Number.isInteger(i) || i < 0 || i >= count || typeof text !== 'string') {
      return undefined;
    }
    texts.set(i, text);
  }
  return texts;
}
