import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { err, ok, type Result } from '#shared/base/result.ts';
import { decodeUtf8 } from '#shared/base/utf8.ts';

export interface Source {
  /** What to call it in a report. */
  readonly name: string;
  readonly bytes: Buffer;
}

export type UnreadableSource = 'no-file' | 'not-readable' | 'too-large';

/** A day of AT traffic is far below this. */
const MAX_BYTES = 64 * 1024 * 1024;

/** The bytes of a file, or of standard input for `-`. */
export async function readSource(file: string, input: Readable): Promise<Result<Source, UnreadableSource>> {
  const name = file === '-' ? 'standard input' : basename(file);
  try {
    const bytes = file === '-' ? await readAll(input) : await readFile(file);
    if (bytes === null) {
      return err('too-large', `${name} has more than 64 MiB. Cut out the part around the failure and give that.`);
    }
    return ok({ name, bytes });
  } catch (error) {
    return unreadable(name, error);
  }
}

/** The byte order mark of UTF-16, little or big end first. */
export const hasUtf16Mark = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);

/** Text in UTF-8, or in UTF-16 as PowerShell and Notepad write it (with a byte order mark). */
export function decodeText(bytes: Uint8Array): string {
  if (!hasUtf16Mark(bytes)) return decodeUtf8(bytes);
  return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
}

async function readFile(file: string): Promise<Buffer | null> {
  const handle = await open(file);
  try {
    // Not the size first: of a pipe or a device nobody knows it.
    return await readAll(handle.createReadStream({ autoClose: false }));
  } finally {
    await handle.close();
  }
}

/** null: more than may be. */
async function readAll(input: Readable): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    length += bytes.length;
    if (length > MAX_BYTES) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function unreadable(name: string, error: unknown): Result<never, UnreadableSource> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return err('no-file', `There is no file ${name} here. Check the name, or give - to read standard input.`);
    case 'EISDIR':
      return err('not-readable', `${name} is a folder. Give a file.`);
    case 'EACCES':
    case 'EPERM':
      return err('not-readable', `${name} may not be read by you. Check its permissions.`);
    default:
      return err(
        'not-readable',
        `${name} could not be read (${error instanceof Error ? error.message : String(error)}).`,
      );
  }
}
