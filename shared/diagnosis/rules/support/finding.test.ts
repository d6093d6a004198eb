import { expect, test } from 'vitest';
import { captureFromText, exchanges } from '../../capture.testkit.ts';
import { finding, findingFrom, seen, seenCommand, seenResult } from './finding.ts';

const RULE = { id: 'at.cmee-off', layer: 'at' } as const;
const PARTS = { severity: 'note', title: 'a', detail: 'b', advice: 'c' } as const;

test('puts its rows in order, each once, and takes the time of the first', () => {
  const at = (seq: number) => ({ seq, t: seq * 10, text: `row ${seq}` });
  expect(finding(RULE, { ...PARTS, evidence: [at(7), at(3), at(7), at(5)] })).toEqual({
    rule: 'at.cmee-off',
    layer: 'at',
    ...PARTS,
    rows: [3, 5, 7],
    t: 30,
    evidence: [
      { seq: 3, text: 'row 3' },
      { seq: 5, text: 'row 5' },
      { seq: 7, text: 'row 7' },
    ],
  });
});

test('keeps a bounded number of rows and words', () => {
  const many = Array.from({ length: 100 }, (_, i) => seen({ seq: i, t: i, text: 'x'.repeat(1000) }));
  const found = findingFrom(RULE, many, PARTS);
  expect(found?.rows).toHaveLength(12);
  expect(Math.max(...(found?.evidence.map(({ text }) => text.length) ?? []))).toBeLessThanOrEqual(120);
  expect(findingFrom(RULE, [], PARTS)).toBeNull();
});

test('shows a command and its result', () => {
  const log = exchanges(['AT+CPIN?', '+CME ERROR: 10'], ['AT+CSQ', 'OK'], ['AT']);
  const [cpin, csq, at] = captureFromText(log).transactions;
  if (cpin === undefined || csq === undefined || at === undefined) throw new Error('three commands');
  expect(seenCommand(cpin)).toMatchObject({ seq: 1, t: 0, text: 'AT+CPIN?' });
  expect(seenResult(cpin)).toMatchObject({ seq: 2, t: 10_000, text: 'SIM not inserted' });
  expect(seenResult(csq).text).toBe('OK');
  expect(seenResult(at)).toEqual(seenCommand(at));
});
