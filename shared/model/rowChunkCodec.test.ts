import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowAt } from './rowChunk.ts';
import { createRowChunkBuilder } from './rowChunkBuilder.ts';
import { CHUNK_OVERHEAD_BYTES, decodeRowChunk, encodeRowChunk } from './rowChunkCodec.ts';
import { anyRow, chunkOf, mqttRow, noteRow, serialRow } from './rows.testkit.ts';

const HEADER_WORDS = { magic: 0, version: 1, count: 2, payload: 3, texts: 4 } as const;
const COUNT = 3;
/** Three rows; where their columns begin follows from the layout the codec documents. */
const encodedSample = (): Uint8Array =>
  encodeRowChunk(chunkOf([serialRow('AT\r'), mqttRow([0xc0, 0x00]), noteRow('27 °C, "ok" 👍')], 5));
const at = {
  seq: 24,
  t: 24 + 8 * COUNT,
  start: 24 + 28 * COUNT,
  lane: 24 + 32 * COUNT + 4,
  dir: 24 + 33 * COUNT + 4,
  kind: 24 + 34 * COUNT + 4,
  payload: 24 + 36 * COUNT + 4,
};

describe('encodeRowChunk and decodeRowChunk', () => {
  it('give every chunk back, at any alignment', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 60 }), fc.integer({ min: 0, max: 9 }), (rows, shift) => {
        const chunk = chunkOf(rows, 7);
        const encoded = encodeRowChunk(chunk);
        const shifted = new Uint8Array(encoded.length + shift + 3).subarray(shift, shift + encoded.length);
        shifted.set(encoded);
        const decoded = decodeRowChunk(shifted);
        if (!decoded.ok) throw new Error(decoded.error.message);
        expect(rows.map((_, i) => rowAt(decoded.value, i))).toEqual(rows.map((_, i) => rowAt(chunk, i)));
      }),
      { seed: 2 },
    );
  });

  it('takes no more bytes than the builder counted', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 60 }), (rows) => {
        const builder = createRowChunkBuilder(100, 1_000_000);
        for (const [i, row] of rows.entries()) builder.push(i + 1, row);
        expect(encodeRowChunk(builder.chunk()).length).toBeLessThanOrEqual(builder.size + CHUNK_OVERHEAD_BYTES);
      }),
      { seed: 3 },
    );
  });

  it('leaves out what the builder took after the chunk was handed out', () => {
    const builder = createRowChunkBuilder(10, 10_000);
    builder.push(1, noteRow('first'));
    const chunk = builder.chunk();
    builder.push(2, noteRow('second'));
    const decoded = decodeRowChunk(encodeRowChunk(chunk));
    expect(decoded.ok && [...decoded.value.texts]).toEqual([[0, 'first']]);
  });

  it('takes views on aligned bytes', () => {
    const encoded = encodedSample();
    const decoded = decodeRowChunk(encoded);
    expect(decoded.ok && decoded.value.seq.buffer).toBe(encoded.buffer);
    expect(decoded.ok && decoded.value.bytes.buffer).toBe(encoded.buffer);
  });
});

describe('decodeRowChunk refuses', () => {
  const faults: readonly [string, (bytes: Uint8Array, view: DataView) => Uint8Array | undefined][] = [
    ['nothing', () => new Uint8Array(0)],
    ['less than a header', (bytes) => bytes.slice(0, 23)],
    ['a cut chunk', (bytes) => bytes.slice(0, -1)],
    ['a chunk with something behind it', (bytes) => Uint8Array.from([...bytes, 0])],
    ['another format', (_, view) => void view.setUint32(4 * HEADER_WORDS.magic, 0x4d53434b, true)],
    ['another version', (_, view) => void view.setUint32(4 * HEADER_WORDS.version, 2, true)],
    ['four thousand million rows', (_, view) => void view.setUint32(4 * HEADER_WORDS.count, 0xffff_ffff, true)],
    ['one row too many', (_, view) => void view.setUint32(4 * HEADER_WORDS.count, COUNT + 1, true)],
    ['a payload longer than the rest', (_, view) => void view.setUint32(4 * HEADER_WORDS.payload, 9999, true)],
    ['texts longer than the rest', (_, view) => void view.setUint32(4 * HEADER_WORDS.texts, 0xffff_fff0, true)],
    ['rows out of order', (_, view) => void view.setFloat64(at.seq + 8, 5, true)],
    ['row zero', (_, view) => void view.setFloat64(at.seq, 0, true)],
    ['half a row number', (_, view) => void view.setFloat64(at.seq, 4.5, true)],
    ['a row number that is none', (_, view) => void view.setFloat64(at.seq + 16, Number.NaN, true)],
    ['endless time', (_, view) => void view.setFloat64(at.t, Number.POSITIVE_INFINITY, true)],
    ['bytes before the first row', (_, view) => void view.setUint32(at.start, 1, true)],
    ['rows that overlap', (_, view) => void view.setUint32(at.start + 4, 6, true)],
    ['bytes behind the last row', (_, view) => void view.setUint32(at.start + 4 * COUNT, 4, true)],
    ['a lane that does not exist', (_, view) => void view.setUint8(at.lane, 3)],
    ['a direction that does not exist', (_, view) => void view.setUint8(at.dir, 3)],
    ['a kind its lane does not have', (_, view) => void view.setUint8(at.kind + 1, 4)],
    ['texts that are no JSON', (bytes) => bytes.with(at.payload + 5, 0x7b)],
    ['a text of no row', (bytes) => bytes.with(bytes.indexOf(0x32, at.payload + 5), 0x33)],
  ];

  it.each(faults)('%s', (_name, damage) => {
    const bytes = encodedSample();
    expect(decodeRowChunk(bytes).ok).toBe(true);
    const damaged = damage(bytes, new DataView(bytes.buffer)) ?? bytes;
    const decoded = decodeRowChunk(damaged);
    expect(decoded).toMatchObject({ ok: false, error: { code: 'bad-chunk' } });
  });

  it('whatever it cannot read, without throwing', () => {
    const readable = fc.tuple(fc.nat(400), fc.nat(255));
    fc.assert(
      fc.property(fc.array(readable, { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = encodedSample();
        for (const [where, value] of changes) bytes[where % bytes.length] = value;
        const decoded = decodeRowChunk(bytes);
        if (!decoded.ok) return;
        for (let i = 0; i < decoded.value.count; i += 1) rowAt(decoded.value, i);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('random bytes, without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decodeRowChunk(bytes).ok).toBe(false);
      }),
      { seed: 5 },
    );
  });
});
