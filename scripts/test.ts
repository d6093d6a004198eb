import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureTools } from './ensureTools.ts';
import { addUp, closingLine } from './testTotals.ts';

// npm test: everything a fresh machine can run. Stops at the first step that fails.
const STEPS = ['check', 'build', 'test:integration', 'test:e2e'];

const root = resolve(import.meta.dirname, '..');
const reportDir = join(root, 'test-results', 'vitest');
// On Windows npm is a script that only a shell can start.
const npm = { shell: process.platform === 'win32', cwd: root, stdio: 'inherit' } as const;

function runSteps(): string | undefined {
  try {
    ensureTools();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 'looking for the tools';
  }
  const env = { ...process.env, VITEST_REPORT_DIR: reportDir };
  return STEPS.find((step) => spawnSync('npm', ['run', '--silent', step], { ...npm, env }).status !== 0);
}

rmSync(reportDir, { recursive: true, force: true });
mkdirSync(reportDir, { recursive: true });
const failedStep = runSteps();
if (failedStep !== undefined) process.stderr.write(`\nFailed: ${failedStep}\n`);

const reports = readdirSync(reportDir).map((name) => readFileSync(join(reportDir, name), 'utf8'));
const totals = addUp(reports, failedStep === undefined ? 0 : 1);
process.stdout.write(`\n${closingLine(totals)}\n`);
process.exitCode = failedStep === undefined && totals.failed === 0 && totals.passed > 0 ? 0 : 1;
