import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import { defaultDataDir } from '#bench/host/dataDir.ts';
import { programPaths } from '#bench/host/programPaths.ts';
import { registerAppScheme } from './appProtocol.ts';
import { dataArgument } from './dataArgument.ts';
import { runApp } from './runApp.ts';

// Two folders up from out/main; in a packaged program that is the archive, and resources lie beside it.
const root = resolve(import.meta.dirname, '..', '..');
const paths = programPaths(root, app.isPackaged ? join(process.resourcesPath, 'resources') : undefined);

// Chromium's profile goes into a folder of its own, beside the bench's settings and sessions. The single-instance lock
// goes by this folder, so a second bench is possible with a second folder.
const dataDir = dataArgument(process.argv) ?? defaultDataDir(process.platform, process.env, homedir());
mkdirSync(dataDir, { recursive: true, mode: 0o700 });
app.setPath('userData', dataDir);
app.setPath('sessionData', join(dataDir, 'window'));

registerAppScheme();
app.enableSandbox(); // every page, whatever its window asked for
if (app.requestSingleInstanceLock()) {
  runApp({
    paths,
    dataDir,
    preload: join(root, 'out', 'preload', 'index.cjs'),
    simulate: process.argv.includes('--simulate'),
    // A packaged program never looks at the environment for its page.
    devServer: app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL,
  });
} else {
  app.quit(); // the running one comes to the front
}
