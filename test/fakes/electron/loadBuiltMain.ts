import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { FakeElectron } from './createElectron.ts';

// The built program says `import … from 'electron'`. A loader hook of Node answers that with a module made from the
// stand-in of the run that asks: each load of the program is marked by ?run=N and gets a stand-in of its own.
const runs: FakeElectron[] = [];
const shelf = globalThis as { electronStandIns?: readonly FakeElectron[] };
let hooked = false;

function hook(): void {
  if (hooked) return;
  hooked = true;
  shelf.electronStandIns = runs;
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier !== 'electron') return next(specifier, context);
      const run = new URL(context.parentURL ?? 'file:///').searchParams.get('run');
      return { url: `stand-in:electron?run=${run}`, format: 'module', shortCircuit: true };
    },
    load(url, context, next) {
      const run = /^stand-in:electron\?run=(\d+)$/.exec(url)?.[1];
      if (run === undefined) return next(url, context);
      const names = Object.keys(runs[Number(run)]?.module ?? {});
      const source = `const { module } = globalThis.electronStandIns[${run}];\n${names
        .map((name) => `export const ${name} = module.${name};\n`)
        .join('')}`;
      return { format: 'module', source, shortCircuit: true };
    },
  });
}

/** Loads `out/main/index.js` as Electron would, with the stand-in in Electron's place. */
export async function loadBuiltMain(file: string, electron: FakeElectron): Promise<void> {
  hook();
  const run = runs.push(electron) - 1;
  // The test runner would load the file its own way; Node's own import is reached through a file it does not touch.
  const native: { nativeImport(url: string): Promise<unknown> } = createRequire(import.meta.url)('./nativeImport.cjs');
  await native.nativeImport(`${pathToFileURL(file).href}?run=${run}`);
}
