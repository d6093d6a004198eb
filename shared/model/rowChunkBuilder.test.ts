import { describe, expect, it } from 'vitest';
import { ROW_COLUMN_BYTES, rowAt } from './rowChunk.ts';
import { createRowChunkBuilder, textBytes } from './rowChunkBuilder.ts';
import { chunkOf, mqttRow, noteRow, serialRow } from './rows.testkit.ts';

describe('createRowChunkBuilder', () => {
  it('is full at its number of rows', () => {
    const builder = createRowChunkBuilder(2, 10_000);
    expect(builder.push(1, serialRow('a'))).toBe(true);
    expect(builder.push(2, serialRow('b'))).toBe(true);
    expect(builder.push(3, serialRow('c'))).toBe(false);
    expect(builder.chunk()).toMatchObject({ count: 2 });
  });

  it('is full at its bytes: columns, payload and texts', () => {
    const builder = createRowChunkBuilder(100, 2 * ROW_COLUMN_BYTES + 10);
    expect(builder.push(1, serialRow('12345'))).toBe(true);
    expect(builder.push(2, serialRow('123456'))).toBe(false);
    expect(builder.push(2, noteRow('1'))).toBe(false);
    expect(builder.push(2, serialRow('12345'))).toBe(true);
    expect(builder.size).toBe(2 * ROW_COLUMN_BYTES + 10);
  });

  it('takes a first row of any size', () => {
    const builder = createRowChunkBuilder(100, 64);
    const large = 'x'.repeat(50_000);
    expect(builder.push(1, serialRow(large, { text: 'cut by the length cap' }))).toBe(true);
    expect(builder.push(2, serialRow(''))).toBe(false);
    expect(rowAt(builder.chunk(), 0).bytes).toHaveLength(50_000);
    expect(builder.size).toBe(ROW_COLUMN_BYTES + 50_000 + textBytes('cut by the length cap'));
    expect(builder.memory).toBeGreaterThanOrEqual(builder.size);
  });

  it('leaves a chunk that was handed out alone, also when its slab grows', () => {
    const builder = createRowChunkBuilder(1000, 1_000_000);
    builder.push(1, noteRow('first'));
    const chunk = builder.chunk();
    const before = rowAt(chunk, 0);
    for (let seq = 2; seq <= 200; seq += 1) builder.push(seq, serialRow('y'.repeat(400), { text: 'later' }));
    expect(chunk.count).toBe(1);
    expect(rowAt(chunk, 0)).toEqual(before);
    expect(builder.chunk().count).toBe(200);
  });

  it('copies a row as it is', () => {
    const from = chunkOf([noteRow('port lost', { kind: 'lost', link: 3, t: 7 }), mqttRow([0xc0, 0], { level: 5 })], 41);
    const builder = createRowChunkBuilder(10, 1000);
    expect(builder.copy(from, 1)).toBe(true);
    expect(builder.copy(from, 0)).toBe(true);
    const chunk = builder.chunk();
    expect([rowAt(chunk, 0), rowAt(chunk, 1)]).toEqual([rowAt(from, 1), rowAt(from, 0)]);
  });

  it('gives back what is left of the slab when sealed', () => {
    const builder = createRowChunkBuilder(10, 100_000, 50_000);
    builder.push(1, serialRow('AT\r'));
    expect(builder.memory).toBeGreaterThan(50_000);
    const chunk = builder.seal();
    expect(chunk.bytes).toHaveLength(3);
    expect(rowAt(chunk, 0)).toMatchObject({ seq: 1, bytes: Uint8Array.from([0x41, 0x54, 0x0d]) });
    expect(builder.memory).toBeLessThan(1000);
  });

  it('starts anew in the same memory', () => {
    const builder = createRowChunkBuilder(10, 100_000);
    builder.push(1, noteRow('x'.repeat(20_000)));
    const { memory } = builder;
    builder.clear();
    expect(builder).toMatchObject({ count: 0, size: 0 });
    expect(builder.memory).toBeLessThanOrEqual(memory);
    builder.push(9, serialRow('OK'));
    expect(rowAt(builder.chunk(), 0)).toMatchObject({ seq: 9, text: '' });
  });
});
