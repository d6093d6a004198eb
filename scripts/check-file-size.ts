import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

// A file nobody can hold in the head is a design fault: warn at 250 lines, fail at 400. Tests and fixtures are exempt.
const WARN = 250;
const FAIL = 400;

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => /\.(ts|tsx|css)$/.test(path) && !/\.test\.tsx?$|^test\/|\.testkit\.ts$/.test(path));

let failed = false;
for (const path of files) {
  const lines = readFileSync(path, 'utf8').split('\n').length;
  if (lines > FAIL) {
    console.error(`${path}: ${lines} lines, more than ${FAIL}: split it by subject.`);
    failed = true;
  } else if (lines > WARN) {
    console.warn(`${path}: ${lines} lines, more than ${WARN}.`);
  }
}
process.exit(failed ? 1 : 0);
