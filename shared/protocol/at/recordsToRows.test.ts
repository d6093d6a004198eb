import { describe, expect, it } from 'vitest';
import { records } from './framer.testkit.ts';
import { recordsToRows } from './recordsToRows.ts';

const RECORDS = records('0.000 TX AT\\r\n0.004 RX AT\\r\\r\\nOK\\r\\n\n0.100 TX AT+C');

describe('recordsToRows', () => {
  it('places rows one after the other, what is unfinished at the end included', () => {
    expect(recordsToRows(RECORDS).map(({ seq, link, kind, t, partial }) => [seq, link, kind, t, partial])).toEqual([
      [1, 1, 'command', 0, false],
      [2, 1, 'echo', 4000, false],
      [3, 1, 'final', 4000, false],
      [4, 1, 'command', 100_000, true],
    ]);
  });

  it('begins where it is told, on the link it is told', () => {
    expect(recordsToRows(RECORDS, { link: 7, firstSeq: 40 }).map(({ seq, link }) => [seq, link])).toEqual([
      [40, 7],
      [41, 7],
      [42, 7],
      [43, 7],
    ]);
  });

  it('takes a console as text', () => {
    expect(recordsToRows(RECORDS, { content: 'text' }).every(({ kind }) => kind === 'text')).toBe(true);
  });
});
