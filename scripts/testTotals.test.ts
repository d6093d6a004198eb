import { expect, test } from 'vitest';
import { addUp, closingLine } from './testTotals.ts';

const run = (numPassedTests: number, numFailedTests = 0, numFailedTestSuites = numFailedTests): string =>
  JSON.stringify({ numPassedTests, numFailedTests, numFailedTestSuites, success: numFailedTests === 0 });

test.each([
  ['two good runs', [run(40), run(2)], 0, '42 passed, 0 failed'],
  ['a failed test', [run(40), run(1, 1)], 1, '41 passed, 1 failed'],
  ['a file that does not load', [run(40), run(1, 0, 1)], 1, '41 passed, 1 failed'],
  ['a step that is no test run', [], 1, '0 passed, 1 failed'],
  ['tests passed and a later step failed', [run(40)], 1, '40 passed, 1 failed'],
])('%s', (_what, reports, failedSteps, line) => expect(closingLine(addUp(reports, failedSteps))).toBe(line));

test.each(['', '{}', '{"numPassedTests":"1"}'])('a report that is none (%j) is an error, not a zero', (text) => {
  expect(() => addUp([text], 0)).toThrow();
});
