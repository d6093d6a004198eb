import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One of each of the three builds, and both programs of the first. */
const OUTPUTS = ['out/main/index.js', 'out/main/cli.js', 'out/preload/index.cjs', 'out/renderer/index.html'];
const SOURCES = [
  '{electron,shared,renderer}/**/*.*',
  'package-lock.json',
  'electron.vite.config.ts',
  'tsconfig.base.json',
];
const TESTS = ['**/*.test.*', '**/*.testkit.*'];

/**
 * Whether the build is missing or older than what it was made from.
 * @param modified Time of change of a path under the root, undefined when there is no such file.
 */
export function isStale(
  sources: readonly string[],
  outputs: readonly string[],
  modified: (path: string) => number | undefined,
): boolean {
  const built = outputs.map(modified);
  if (built.includes(undefined)) return true;
  const oldest = Math.min(...built.map((time) => time ?? 0));
  return sources.some((path) => (modified(path) ?? 0) > oldest);
}

/** Builds the program when that is due. Throws when the build fails; its own words are on standard error by then. */
export function ensureFreshBuild(root: string): void {
  const modified = (path: string): number | undefined => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs;
  const sources = globSync(SOURCES, { cwd: root, exclude: TESTS });
  if (!isStale(sources, OUTPUTS, modified)) return;
  process.stderr.write('Building …\n');
  const cli = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const built = spawnSync(process.execPath, [cli, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (built.status !== 0) throw new Error('The build failed; its words are above. "npm run build" shows all of them.');
}
