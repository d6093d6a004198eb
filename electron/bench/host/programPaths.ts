import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The places of the program's own files. */
export interface ProgramPaths {
  /** The built window. */
  readonly rendererDir: string;
  /** Samples, udev rules, icons. */
  readonly resourcesDir: string;
  readonly version: string;
}

/**
 * @param root The folder that holds package.json and `out/`: the project, or the archive of a packaged program.
 * @param resourcesDir Where a packaged program keeps its resources, beside the archive.
 */
export function programPaths(root: string, resourcesDir = join(root, 'resources')): ProgramPaths {
  return { rendererDir: join(root, 'out', 'renderer'), resourcesDir, version: readVersion(join(root, 'package.json')) };
}

function readVersion(file: string): string {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const version = typeof content === 'object' && content !== null && 'version' in content ? content.version : undefined;
  return typeof version === 'string' ? version : '0.0.0';
}

/** The captures that ship with the program, absolute paths, in the order of their names. */
export function sampleCaptures(resourcesDir: string): readonly string[] {
  const folder = join(resourcesDir, 'samples');
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.atlog'))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return []; // a program without its samples still works
  }
}
