import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { err, ok, type Result } from '#shared/base/result.ts';
import { decodeUtf8 } from '#shared/base/utf8.ts';

export interface CaptureSource {
  /** What to call it in a report. */
  readonly name: string;
  readonly text: string;
}

export type UnreadableCapture = 'no-file' | 'not-readable' | 'too-large' | 'session-file';

/** A day of AT traffic is far below this. */
const MAX_BYTES = 64 * 1024 * 1024;
const SQLITE = 'SQLite format 3\0';

/** The text of a file, or of standard input for `-`. */
export async function readCaptureSource(
  file: string,
  input: Readable,
): Promise<Result<CaptureSource, UnreadableCapture>> {
  const name = file === '-' ? 'standard input' : basename(file);
  try {
    const bytes = file === '-' ? await readAll(input) : await readFile(file);
    if (bytes === null) {
      return err('too-large', `${name} has more than 64 MiB. Cut out the part around the failure and explain that.`);
    }
    if (bytes.subarray(0, SQLITE.length).equals(Buffer.from(SQLITE))) {
      return err(
        'session-file',
        `${name} is a recorded session. Session files cannot be explained yet: give an .atlog capture, or text copied from a terminal.`,
      );
    }
    return ok({ name, text: decodeText(bytes) });
  } catch (error) {
    return unreadable(name, error);
  }
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

/** UTF-8, or UTF-16 as PowerShell and Notepad write it (with a byte order mark). */
function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return decodeUtf8(bytes);
}

function unreadable(name: string, error: unknown): Result<never, UnreadableCapture> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return err('no-file', `There is no file ${name} here. Check the name, or give - to read standard input.`);
    case 'EISDIR':
      return err('not-readable', `${name} is a folder. Give a capture file.`);
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
