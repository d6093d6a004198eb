import { expect, test } from 'vitest';
import { explainReport } from './explainReport.ts';

test('pasted text is explained', () => {
  expect(explainReport('AT+CPIN?\n+CME ERROR: SIM not inserted\n')).toContain('sim.not-inserted');
});

test.each([
  ['', 'appears here'],
  [' \n ', 'appears here'],
  ['x'.repeat(2_000_001), 'modemscope explain'],
])('what cannot be explained says so', (text, words) => {
  expect(explainReport(text)).toContain(words);
});
