import { defineConfig } from 'vitest/config';

// Where `npm test` wants the results of its runs, to add them up.
const reportDir = process.env.VITEST_REPORT_DIR;

// `unit`: beside the source, no ports, no files, no real time. `integration`: real ports, sockets, processes.
// `e2e`: the built program in a browser. An empty suite is an error (no passWithNoTests).
export default defineConfig({
  test: {
    reporters: reportDir ? ['default', ['json', { outputFile: `${reportDir}/${process.pid}.json` }]] : ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          // Property tests are CPU-bound and the machine may be shared: the limit only bounds a hang.
          testTimeout: 60_000,
          include: [
            'shared/**/*.test.ts',
            'electron/**/*.test.ts',
            'renderer/**/*.test.{ts,tsx}',
            'scripts/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts', 'test/contract/**/*.test.ts'],
          globalSetup: ['test/globalBuild.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/globalBuild.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
