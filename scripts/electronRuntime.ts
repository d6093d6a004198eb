import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The download is some 120 MB, once. Without a network it fails by itself within seconds. */
const DOWNLOAD_LIMIT_MS = 300_000;
const SILENT_MS = 2000;

export type Runtime =
  | { readonly found: true; readonly program: string }
  | { readonly found: false; readonly why: string };

/** Why a window cannot be opened here, whatever is installed; undefined when it can. */
export function noWindowBecause(
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
  userId: number | undefined,
): string | undefined {
  if (platform !== 'linux') return undefined;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no screen to open a window on';
  if (userId === 0) return 'Electron keeps its sandbox and so does not run as root';
  return undefined;
}

/** Finds the Electron runtime, downloading it when it is not there yet. */
export async function findElectron(root: string): Promise<Runtime> {
  const why = noWindowBecause(process.platform, process.env, process.getuid?.());
  if (why !== undefined) return { found: false, why };
  const folder = join(root, 'node_modules', 'electron');
  const program = installedProgram(folder) ?? (await download(folder));
  return program === undefined
    ? { found: false, why: 'the Electron runtime is not installed and could not be downloaded' }
    : { found: true, program };
}

/** The package notes the program's place in path.txt after its download. */
function installedProgram(folder: string): string | undefined {
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return undefined;
  const program = join(
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'),
    readFileSync(note, 'utf8').trim(),
  );
  return existsSync(program) ? program : undefined;
}

function download(folder: string): Promise<string | undefined> {
  const script = join(folder, 'install.js');
  if (!existsSync(script)) return Promise.resolve(undefined);
  return new Promise((done) => {
    const child = spawn(process.execPath, [script], { stdio: 'ignore', timeout: DOWNLOAD_LIMIT_MS });
    const patience = setTimeout(() => process.stderr.write('Fetching the Electron runtime, once …\n'), SILENT_MS);
    child.on('error', () => {}); // ends in a close without a code, like a failed download
    child.on('close', (code) => {
      clearTimeout(patience);
      done(code === 0 ? installedProgram(folder) : undefined);
    });
  });
}
