import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowAt } from '#shared/model/rowChunk.ts';
import { anyRow, noteRow, serialRow } from '#shared/model/rows.testkit.ts';
import { createRowTail, type RowTail } from './rowTail.ts';

const read = (tail: RowTail, seq: number) => {
  const place = tail.find(seq);
  return place === undefined ? undefined : rowAt(place.chunk, place.index);
};

describe('createRowTail', () => {
  it('holds nothing at first', () => {
    const tail = createRowTail(1_000_000);
    expect([tail.firstSeq, tail.lastSeq]).toEqual([1, 0]);
    expect([0, 1, -1, Number.NaN].map((seq) => tail.find(seq))).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('gives every row back, over chunks of any fill', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 400 }), (rows) => {
        const tail = createRowTail(10_000_000);
        for (const [i, row] of rows.entries()) expect(tail.append(row)).toBe(i + 1);
        expect(rows.map((_, i) => read(tail, i + 1))).toEqual(rows.map((row, i) => ({ ...row, seq: i + 1 })));
        expect(tail.find(rows.length + 1)).toBeUndefined();
      }),
      { seed: 11, numRuns: 30 },
    );
  });

  it('drops the oldest rows, keeps within its bytes and goes on counting', () => {
    const limit = 400_000;
    const tail = createRowTail(limit);
    for (let i = 1; i <= 20_000; i += 1) {
      tail.append(serialRow(`row ${i} ${'x'.repeat(i % 90)}`));
      if (tail.memory > limit) throw new Error(`${tail.memory} bytes after row ${i}`);
    }
    expect(tail.lastSeq).toBe(20_000);
    expect(tail.firstSeq).toBeGreaterThan(15_000);
    expect(tail.find(tail.firstSeq - 1)).toBeUndefined();
    for (let seq = tail.firstSeq; seq <= 20_000; seq += 37) {
      expect(read(tail, seq)).toMatchObject(serialRow(`row ${seq} ${'x'.repeat(seq % 90)}`, { seq }));
    }
  });

  it('counts texts', () => {
    const tail = createRowTail(600_000);
    for (let i = 0; i < 2000; i += 1) tail.append(noteRow('z'.repeat(1000)));
    expect(tail.memory).toBeLessThanOrEqual(600_000);
    expect(tail.lastSeq - tail.firstSeq).toBeLessThan(100);
  });

  it('holds a row larger than its limit until the next chunk begins', () => {
    const tail = createRowTail(100_000);
    tail.append(serialRow('small'));
    tail.append(serialRow('y'.repeat(300_000)));
    expect(tail.firstSeq).toBe(2);
    expect(read(tail, 2)?.bytes).toHaveLength(300_000);
    tail.append(serialRow('next'));
    expect(tail.firstSeq).toBe(3);
    expect(read(tail, 3)).toMatchObject({ seq: 3 });
    expect(tail.memory).toBeLessThanOrEqual(100_000);
  });

  it('does not change a chunk it handed out', () => {
    const tail = createRowTail(1_000_000);
    tail.append(serialRow('first'));
    const place = tail.find(1);
    for (let i = 0; i < 3000; i += 1) tail.append(serialRow('later'));
    expect(place?.chunk.count).toBe(1);
    expect(place && rowAt(place.chunk, 0)).toEqual(read(tail, 1));
  });

  it('leaves alone what it gave out until it is released, also when the rows are dropped', () => {
    const tail = createRowTail(100_000);
    for (let i = 1; i <= 1000; i += 1) tail.append(serialRow(`first ${i} ${'x'.repeat(80)}`));
    tail.release();
    const place = tail.find(tail.firstSeq);
    const before = place && rowAt(place.chunk, place.index);
    const text = before && Buffer.from(before.bytes).toString();
    for (let i = 0; i < 5000; i += 1) tail.append(serialRow('later'.repeat(20)));
    expect(tail.find(before?.seq ?? 0)).toBeUndefined();
    expect(place && rowAt(place.chunk, place.index)).toEqual(before);
    expect(before && Buffer.from(before.bytes).toString()).toBe(text);
  });

  it('uses the memory of dropped rows for new ones', () => {
    const tail = createRowTail(1_000_000);
    const memory = new Set<ArrayBufferLike>();
    for (let i = 1; i <= 4000; i += 1) {
      tail.append(serialRow('z'.repeat(2000)));
      tail.release();
      const buffer = tail.find(i)?.chunk.seq.buffer;
      if (buffer !== undefined) memory.add(buffer);
      tail.release();
    }
    // 8 MB of rows, in chunks of 1/32 of the tail at most: without it there would be hundreds.
    expect(memory.size).toBeLessThan(40);
    expect(tail.memory).toBeLessThanOrEqual(1_000_000);
  });

  it('gives back the rows it holds, whatever memory they lie in', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { minLength: 1, maxLength: 60 }), fc.nat(2000), (rows, large) => {
        const tail = createRowTail(60_000);
        const rowFor = (seq: number) => {
          const row = rows[seq % rows.length] ?? noteRow('none');
          return seq % 7 === 0 ? serialRow(`${seq} ${'y'.repeat(large)}`) : row;
        };
        for (let seq = 1; seq <= 1500; seq += 1) {
          tail.append(rowFor(seq));
          if (seq % 3 === 0) tail.release();
        }
        for (let seq = tail.firstSeq; seq <= tail.lastSeq; seq += 1)
          expect(read(tail, seq)).toEqual({ ...rowFor(seq), seq });
      }),
      { seed: 12, numRuns: 10 },
    );
  });

  it('keeps a row that was refused out of the count', () => {
    const tail = createRowTail(1_000_000);
    const wrong = { ...noteRow('x'), kind: 'packet' } as unknown as ReturnType<typeof noteRow>;
    expect(() => tail.append(wrong)).toThrow();
    expect(tail.append(serialRow('a'))).toBe(1);
  });
});
