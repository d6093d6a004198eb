import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { findElectron } from './electronRuntime.ts';
import { ensureFreshBuild } from './freshBuild.ts';

// npm start: the bench in its window, or in the browser where there can be no window. Arguments are passed on; the ones
// below are those of `modemscope serve` alone, so who gives one wants the browser.
const SERVE_ONLY = /^--(listen|broker|ws|serial|baud|no-open|json|browser|help)\b/;

const root = resolve(import.meta.dirname, '..');
// The first run shall show something alive: without a port of one's own the simulated board runs.
const OWN_BOARD = '--no-simulate';
const given = process.argv.slice(2);
const simulates = !given.some((argument) => /^--(serial|simulate|no-simulate|help)\b/.test(argument));
const args = [...given.filter((argument) => argument !== OWN_BOARD), ...(simulates ? ['--simulate'] : [])];

/** Runs a program to its end; 127 when it could not be started at all. */
function run(program: string, programArgs: readonly string[]): Promise<number> {
  return new Promise((done) => {
    const child = spawn(program, programArgs, { cwd: root, stdio: 'inherit' });
    // Ctrl+C reaches the child by itself, which then ends in order; this process waits for it.
    process.on('SIGINT', () => {});
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.on('error', () => done(127));
    child.on('exit', (code) => done(code ?? 1));
  });
}

const inBrowser = (): Promise<number> =>
  run(process.execPath, [
    join(root, 'out/main/cli.js'),
    'serve',
    ...args.filter((argument) => argument !== '--browser'),
  ]);

async function start(): Promise<number> {
  ensureFreshBuild(root);
  if (args.some((argument) => SERVE_ONLY.test(argument))) return inBrowser();
  const runtime = await findElectron(root);
  const why = runtime.found ? undefined : runtime.why;
  if (runtime.found) {
    const code = await run(runtime.program, [root, ...args]);
    // 127: its system libraries are missing. Anything else is its own affair.
    if (code !== 127) return code;
  }
  process.stderr.write(
    `No Electron window here: ${why ?? 'the Electron runtime does not start on this system'}. Opening the bench in the browser instead.\n`,
  );
  return inBrowser();
}

try {
  process.exitCode = await start();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
