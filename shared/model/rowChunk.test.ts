import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIRS, KINDS_BY_LANE, LANES, type Row } from './row.ts';
import { dirCode, kindCode, laneCode, rowAt, rowBytes } from './rowChunk.ts';
import { anyRow, chunkOf, latin1, mqttRow, noteRow, serialRow } from './rows.testkit.ts';

describe('the columns of a chunk', () => {
  it('gives each row back as it was', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 60 }), (rows) => {
        const chunk = chunkOf(rows, 100);
        expect(chunk.count).toBe(rows.length);
        expect(rows.map((_, i) => rowAt(chunk, i))).toEqual(rows.map((row, i) => ({ ...row, seq: 100 + i })));
      }),
      { seed: 1 },
    );
  });

  it('hands out bytes without copying them', () => {
    const chunk = chunkOf([serialRow('AT\r'), serialRow(''), serialRow('\r\nOK\r\n')]);
    expect(rowBytes(chunk, 0)).toEqual(latin1('AT\r'));
    expect(rowBytes(chunk, 1)).toHaveLength(0);
    expect(rowBytes(chunk, 2)).toEqual(latin1('\r\nOK\r\n'));
    expect(rowBytes(chunk, 2).buffer).toBe(chunk.bytes.buffer);
  });

  it.each([-1, 2, 0.5 + 2, Number.NaN])('has no row %d of two', (i) => {
    const chunk = chunkOf([serialRow('a'), serialRow('b')]);
    expect(() => rowAt(chunk, i)).toThrow(RangeError);
  });

  it('takes a protocol level it does not know as not known', () => {
    const chunk = chunkOf([mqttRow([0x10])]);
    chunk.detail[0] = 77;
    expect(rowAt(chunk, 0)).toMatchObject({ lane: 'mqtt', level: 0 });
  });

  it('numbers lanes, directions and kinds as their lists do', () => {
    expect(LANES.map(laneCode)).toEqual(LANES.map((_, code) => code));
    expect(DIRS.map(dirCode)).toEqual(DIRS.map((_, code) => code));
    for (const lane of LANES) {
      expect(KINDS_BY_LANE[lane].map((kind) => kindCode(lane, kind))).toEqual(KINDS_BY_LANE[lane].map((_, i) => i));
    }
  });

  it('refuses a kind of another lane', () => {
    expect(() => kindCode('note', 'packet')).toThrow('No kind packet in lane note');
    const wrong = { ...noteRow('x'), kind: 'packet' } as unknown as Row;
    expect(() => chunkOf([wrong])).toThrow('No kind packet in lane note');
  });
});
