import { z } from 'zod';

/** The part of a vitest JSON report that is added up. */
const report = z.object({ numPassedTests: z.int(), numFailedTests: z.int(), numFailedTestSuites: z.int() });

export interface Totals {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Adds up the reports of several runs. A file that did not even load has failed without a failed test; so has a step that
 * is no test run: each counts as one.
 */
export function addUp(reports: readonly string[], failedSteps: number): Totals {
  const parsed = reports.map((text) => report.parse(JSON.parse(text)));
  const passed = parsed.reduce((sum, { numPassedTests }) => sum + numPassedTests, 0);
  const failedTests = parsed.reduce((sum, { numFailedTests }) => sum + numFailedTests, 0);
  const failedSuites = parsed.reduce((sum, { numFailedTestSuites }) => sum + numFailedTestSuites, 0);
  const failed = failedTests > 0 ? failedTests : Math.max(failedSuites, failedSteps);
  return { passed, failed };
}

export const closingLine = ({ passed, failed }: Totals): string => `${passed} passed, ${failed} failed`;
