import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RowChunk } from '#shared/model/rowChunk.ts';
import { createRowChunkBuilder } from '#shared/model/rowChunkBuilder.ts';
import { anyRow, noteRow, serialRow } from '#shared/model/rows.testkit.ts';
import type { RowGap } from './rowLines.ts';
import { createRowMirror, type MirrorPiece, type RowMirror } from './rowMirror.ts';

const gap = (after: number, before: number, lost = false): RowGap => ({ type: 'gap', after, before, lost });
/** Rows with these seqs; row n began at n * 10 µs and says its number. */
function rows(...seqs: readonly number[]): RowChunk {
  const builder = createRowChunkBuilder(Math.max(1, seqs.length), 1e9);
  for (const seq of seqs) builder.push(seq, serialRow(String(seq), { t: seq * 10, tLast: seq * 10 + 1 }));
  return builder.chunk();
}
const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);
/** Lines as short text: `7`, `(7-9)` for a gap of these seqs, `[7-9]` for a lost one. */
function show(mirror: RowMirror): string {
  const lines: string[] = [];
  for (let i = 0; i < mirror.length; i += 1) {
    const line = mirror.entryAt(i);
    if (line?.type === 'row') lines.push(String(line.row.seq));
    else if (line?.type === 'gap') {
      const span = `${line.after + 1}-${line.before - 1}`;
      lines.push(line.lost ? `[${span}]` : `(${span})`);
    }
  }
  return lines.join(' ');
}
const ROOMY = { rows: 100_000, bytes: 100_000_000 };
function mirrorOf(pieces: readonly MirrorPiece[], limits = ROOMY): RowMirror {
  const mirror = createRowMirror(limits);
  for (const piece of pieces) mirror.append(piece);
  return mirror;
}

describe('appending', () => {
  it('gives every row back as an object, over many blocks', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyRow, { maxLength: 500 }), { maxLength: 8 }), (batches) => {
        const mirror = createRowMirror(ROOMY);
        let seq = 0;
        for (const batch of batches) {
          const builder = createRowChunkBuilder(500, 1e9);
          for (const row of batch) {
            seq += 1;
            builder.push(seq, row);
          }
          mirror.append(builder.chunk());
        }
        const got = range(0, mirror.length - 1).map((i) => mirror.entryAt(i));
        expect(got).toEqual(batches.flat().map((row, i) => ({ type: 'row', row: { ...row, seq: i + 1 } })));
      }),
      { seed: 21, numRuns: 30 },
    );
  });

  it.each<[string, readonly MirrorPiece[], string]>([
    ['nothing', [], ''],
    ['empty batches', [rows(), rows()], ''],
    ['rows with holes a filter made', [rows(1, 5, 9), rows(12)], '1 5 9 12'],
    ['a gap between rows', [rows(1, 2), gap(2, 7), rows(7, 8)], '1 2 (3-6) 7 8'],
    ['lost rows apart from others', [gap(0, 4, true), gap(3, 7), rows(7)], '[1-3] (4-6) 7'],
    ['two gaps in a row as one', [rows(1), gap(1, 4), gap(3, 9), rows(9)], '1 (2-8) 9'],
    ['two lost gaps in a row as one', [gap(0, 4, true), gap(3, 9, true)], '[1-8]'],
    ['gaps apart when rows between them did not match', [gap(0, 4), gap(6, 9)], '(1-3) (7-8)'],
    ['a gap of nothing not at all', [rows(1), gap(1, 2), rows(2)], '1 2'],
    ['rows that came before not again', [rows(1, 2, 3), rows(2, 3, 4)], '1 2 3 4'],
    ['rows that came before not at all', [rows(1, 2, 3), rows(1, 2)], '1 2 3'],
    ['what is new of a gap', [rows(1, 2, 3), gap(1, 6), rows(6)], '1 2 3 (4-5) 6'],
    ['a gap that came before not at all', [rows(1, 2, 3), gap(1, 3), rows(4)], '1 2 3 4'],
  ])('keeps %s', (_name, pieces, expected) => {
    const mirror = mirrorOf(pieces);
    expect(show(mirror)).toBe(expected);
    expect(mirror.origin).toBe(0);
  });

  it('knows the span it covers', () => {
    const mirror = mirrorOf([]);
    expect([mirror.firstSeq, mirror.lastSeq]).toEqual([undefined, 0]);
    mirror.append(gap(3, 6));
    mirror.append(rows(8));
    expect([mirror.firstSeq, mirror.lastSeq]).toEqual([4, 8]);
    mirror.scanned(20);
    mirror.scanned(5);
    expect(mirror.lastSeq).toBe(20);
    mirror.append(rows(19, 21));
    expect(show(mirror)).toBe('(4-5) 8 21');
  });

  it('has no line outside its lines', () => {
    const mirror = mirrorOf([rows(1, 2)]);
    expect([-1, 2, 1e9, Number.NaN].map((i) => mirror.entryAt(i))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('drops all when cleared, and takes no older rows any more', () => {
    const mirror = mirrorOf([rows(1, 2), gap(2, 5)]);
    mirror.clear(5);
    expect([mirror.length, mirror.origin, mirror.memory, mirror.lastSeq]).toEqual([0, 3, 0, 5]);
    mirror.append(rows(4, 5, 6));
    expect(show(mirror)).toBe('6');
    mirror.clear(0);
    mirror.append(rows(1));
    expect(show(mirror)).toBe('1');
  });
});

describe('limits', () => {
  it('drop the oldest rows, in blocks, and count them in origin', () => {
    const mirror = createRowMirror({ rows: 5000, bytes: 1e9 });
    for (let first = 1; first <= 50_000; first += 100) {
      mirror.append(rows(...range(first, first + 99)));
      expect(mirror.length).toBeLessThanOrEqual(5000);
      expect(mirror.origin + mirror.length).toBe(first + 99);
    }
    expect(mirror.length).toBeGreaterThan(3900);
    expect(mirror.firstSeq).toBe(mirror.origin + 1);
    expect(mirror.entryAt(0)).toMatchObject({ row: { seq: mirror.origin + 1 } });
    expect(mirror.entryAt(mirror.length - 1)).toMatchObject({ row: { seq: 50_000 } });
  });

  it('hold for bytes, of payload and of texts', () => {
    const mirror = createRowMirror({ rows: 1e6, bytes: 2_000_000 });
    for (let seq = 1; seq <= 400; seq += 1) {
      const builder = createRowChunkBuilder(2, 1e9);
      builder.push(2 * seq - 1, serialRow('x'.repeat(20_000)));
      builder.push(2 * seq, noteRow('y'.repeat(1000)));
      mirror.append(builder.chunk());
      expect(mirror.memory).toBeLessThanOrEqual(2_000_000);
    }
    expect(mirror.length).toBeGreaterThan(20);
  });

  it('hold for gaps', () => {
    const mirror = createRowMirror({ rows: 1000, bytes: 1e9 });
    for (let i = 0; i < 3000; i += 1) mirror.append(gap(i * 10, i * 10 + 5));
    expect(mirror.length).toBe(1000);
    expect(mirror.firstSeq).toBe(20_001);
  });

  it('leave the newest rows, also when one block is too much', () => {
    const mirror = createRowMirror({ rows: 10, bytes: 1e9 });
    mirror.append(rows(...range(1, 600)));
    expect(mirror.length).toBe(600);
    mirror.append(gap(600, 700));
    expect(show(mirror)).toBe('(601-699)');
  });
});

describe('a page', () => {
  it('goes before the first line', () => {
    const mirror = mirrorOf([rows(10, 11), gap(11, 15), rows(15)]);
    mirror.prepend([gap(0, 4, true), rows(4, 5), rows(), rows(9)], 'oldest');
    expect(show(mirror)).toBe('[1-3] 4 5 9 10 11 (12-14) 15');
    expect(mirror.origin).toBe(-4);
    mirror.append(rows(16));
    expect(show(mirror)).toBe('[1-3] 4 5 9 10 11 (12-14) 15 16');
  });

  it('goes into an empty mirror', () => {
    const mirror = createRowMirror(ROOMY);
    mirror.scanned(9);
    mirror.prepend([rows(3, 4)], 'oldest');
    mirror.append(rows(10));
    expect(show(mirror)).toBe('3 4 10');
  });

  it.each<[string, readonly MirrorPiece[], string]>([
    ['all of it', [rows(3, 4), rows(5, 6)], '1 2 3 4 5 6 7 8'],
    ['a part and the rest', [gap(2, 5), rows(5, 6)], '1 2 (3-4) 5 6 7 8'],
    ['nothing, when nothing matched', [rows()], '1 2 7 8'],
    ['what is lost of it', [gap(2, 5, true), rows(6)], '1 2 [3-4] 6 7 8'],
  ])('fills a gap: %s', (_name, pieces, expected) => {
    const mirror = mirrorOf([rows(1, 2), gap(2, 7), rows(7)]);
    const line = mirror.entryAt(2);
    if (line?.type !== 'gap') throw new Error('no gap');
    mirror.append(rows(8));
    expect(mirror.replaceGap(line, pieces, 'oldest')).toBe(true);
    expect(show(mirror)).toBe(expected);
    expect(mirror.replaceGap(line, pieces, 'oldest')).toBe(false);
    mirror.append(rows(9));
    expect(show(mirror)).toBe(`${expected} 9`);
  });

  it('fills a gap at the end', () => {
    const mirror = mirrorOf([rows(1), gap(1, 4)]);
    const line = mirror.entryAt(1);
    if (line?.type !== 'gap') throw new Error('no gap');
    mirror.replaceGap(line, [rows(2, 3)], 'oldest');
    mirror.append(rows(4));
    expect(show(mirror)).toBe('1 2 3 4');
  });

  it('is refused for a gap that was dropped', () => {
    const mirror = createRowMirror({ rows: 1, bytes: 1e9 });
    mirror.append(gap(0, 5));
    const line = mirror.entryAt(0);
    mirror.append(rows(5, 6));
    expect(line?.type === 'gap' && mirror.replaceGap(line, [rows(1)], 'oldest')).toBe(false);
    expect(show(mirror)).toBe('5 6');
  });

  it('pushes out the newest when asked to, and then goes on from there', () => {
    const mirror = createRowMirror({ rows: 2000, bytes: 1e9 });
    mirror.append(rows(...range(1001, 2900)));
    mirror.prepend([rows(...range(501, 1000))], 'newest');
    expect(mirror.firstSeq).toBe(501);
    expect(mirror.length).toBeLessThanOrEqual(2000);
    const { lastSeq } = mirror;
    expect(mirror.entryAt(mirror.length - 1)).toMatchObject({ row: { seq: lastSeq } });
    mirror.append(rows(...range(lastSeq + 1, lastSeq + 10)));
    expect(mirror.entryAt(mirror.length - 1)).toMatchObject({ row: { seq: lastSeq + 10 } });
  });
});

describe('finding lines', () => {
  const mirror = mirrorOf([rows(10, 20, 30), gap(39, 50), rows(60), gap(60, 71, true), rows(90, 91)]);
  // Lines: 0=10 1=20 2=30 3=(40-49) 4=60 5=[61-70] 6=90 7=91

  it.each([
    [1, 0],
    [10, 0],
    [14, 0],
    [15, 0],
    [16, 1],
    [20, 1],
    [30, 2],
    [34, 2],
    [36, 3],
    [40, 3],
    [49, 3],
    [52, 3],
    [56, 4],
    [60, 4],
    [61, 5],
    [70, 5],
    [79, 5],
    [81, 6],
    [90, 6],
    [91, 7],
    [999, 7],
  ])('seq %d is at or nearest to line %d', (seq, line) => {
    expect(mirror.indexOfSeq(seq)).toBe(line);
  });

  it.each([
    [0, 0],
    [100, 0],
    [199, 0],
    [200, 1],
    [599, 2],
    [600, 4],
    [899, 4],
    [900, 6],
    [1e9, 7],
  ])('at %d µs the last row is at line %d', (t, line) => {
    expect(mirror.indexOfTime(t)).toBe(line);
  });

  it('has no line to find when empty, and only the gap when there is nothing else', () => {
    const empty = createRowMirror(ROOMY);
    expect([empty.indexOfSeq(1), empty.indexOfTime(1)]).toEqual([-1, -1]);
    empty.append(gap(5, 9));
    expect([empty.indexOfSeq(1), empty.indexOfSeq(99), empty.indexOfTime(1)]).toEqual([0, 0, 0]);
  });

  it('stays right after the oldest were dropped', () => {
    const bounded = createRowMirror({ rows: 3000, bytes: 1e9 });
    for (let first = 1; first < 20_000; first += 500) bounded.append(rows(...range(first, first + 499)));
    for (const seq of [bounded.firstSeq ?? 0, 19_000, 20_000]) {
      expect(bounded.entryAt(bounded.indexOfSeq(seq))).toMatchObject({ row: { seq } });
      expect(bounded.entryAt(bounded.indexOfTime(seq * 10 + 5))).toMatchObject({ row: { seq } });
    }
    expect(bounded.indexOfSeq(1)).toBe(0);
  });
});
