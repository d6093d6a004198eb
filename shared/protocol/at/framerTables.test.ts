import { describe, expect, it } from 'vitest';
import { createAnswerTables } from './answerTables.ts';
import { FRAMER_TABLES } from './framerTables.ts';

const tables = createAnswerTables(FRAMER_TABLES);

describe('the tables', () => {
  it.each([
    ['finals', FRAMER_TABLES.finals.map(({ text }) => text)],
    ['unsolicitedTexts', FRAMER_TABLES.unsolicitedTexts.map(({ text }) => text)],
    ['unsolicitedNames', FRAMER_TABLES.unsolicitedNames.map(({ name }) => name)],
    ['sharedNames', FRAMER_TABLES.sharedNames.map(({ name }) => name)],
    ['late', FRAMER_TABLES.late.map(({ name }) => name)],
    ['prompts', FRAMER_TABLES.prompts.map(({ name }) => name)],
    ['transparent', FRAMER_TABLES.transparent.map(({ name }) => name)],
  ])('%s names nothing twice', (_, names) => {
    expect(names).toEqual([...new Set(names)]);
  });

  it('has names only where the framer reads them: a mark and capitals, no colon', () => {
    const { unsolicitedNames, late, prompts, counted, glued } = FRAMER_TABLES;
    for (const { name } of [...unsolicitedNames, ...late, ...prompts, ...counted, ...glued]) {
      expect(name).toMatch(/^\+[A-Z][A-Z_ ]*$/);
    }
  });

  it('finds whole lines and beginnings', () => {
    expect(tables.finalOf('OK')?.text).toBe('OK');
    expect(tables.finalOf('OKAY')).toBeUndefined();
    expect(tables.finalOf('+CME ERROR: 10')?.text).toBe('+CME ERROR:');
    expect(tables.finalOf('CONNECT FAIL')?.text).toBe('CONNECT FAIL');
    expect(tables.finalOf('CONNECT 115200')?.text).toBe('CONNECT ');
    expect(tables.unsolicitedTextOf('*ATREADY: 1')?.boot).toBe(true);
    expect(tables.isLateText('0, CONNECT FAIL')).toBe(true);
    expect(tables.isLateText('CONNECTED')).toBe(false);
  });

  it.each([
    ['+CMQTTRXPAYLOAD', '+CMQTTRXPAYLOAD: 0,9', 9],
    ['+CMQTTRXPAYLOAD', '+CMQTTRXPAYLOAD: 0', 0],
    ['+CIPRXGET', '+CIPRXGET: 2,0,4,12', 4],
    ['+CIPRXGET', '+CIPRXGET: 3,0,4,12', 8],
    ['+CIPRXGET', '+CIPRXGET: 4,0,12', 0],
    ['+CIPRXGET', '+CIPRXGET: 1,0', 0],
    ['+CCHRECV', '+CCHRECV: LEN,12,0', 0],
    ['+CCHRECV', '+CCHRECV: DATA,0,12', 12],
    ['+HTTPREAD', '+HTTPREAD: LEN,12', 0],
    ['+HTTPREAD', '+HTTPREAD: 12', 12],
    ['+HTTPACTION', '+HTTPACTION: 0,200,12', 0],
    ['+IPD', '+IPD99999999999', 0],
  ])('%s in %j is followed by %i characters', (name, line, length) => {
    expect(tables.dataLength(name, line)).toBe(length);
  });
});
