import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
};

export interface StaticFile {
  readonly mediaType: string;
  readonly cacheControl: string;
  /** Reads the file; rejects when it is gone since the folder was listed. */
  read(): Promise<Uint8Array>;
}

export interface StaticFiles {
  /** The file for a decoded URL path that begins with `/`; `/` is `/index.html`. */
  find(path: string): StaticFile | undefined;
  readonly size: number;
}

/**
 * Lists a folder once. Only what was listed is ever served: a path is looked up among names, never joined to the folder,
 * so no spelling of it leads anywhere else. Symbolic links are left out.
 */
export async function listStaticFiles(folder: string): Promise<StaticFiles> {
  const files = new Map<string, StaticFile>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    files.set(path, {
      mediaType: MEDIA_TYPES[extname(entry.name).toLowerCase()] ?? 'application/octet-stream',
      // The build puts a hash of the content into the names of everything under assets/.
      cacheControl: path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache',
      read: () => readFile(file),
    });
  }
  return { find: (path) => files.get(path === '/' ? '/index.html' : path), size: files.size };
}

/** The decoded path of a request target (`/a%20b?x=1`), or undefined when it is no such thing. */
export function requestPath(target: string): string | undefined {
  if (!target.startsWith('/')) return undefined;
  const end = target.search(/[?#]/);
  try {
    const path = decodeURIComponent(end === -1 ? target : target.slice(0, end));
    return path.includes('\0') ? undefined : path;
  } catch {
    return undefined;
  }
}
