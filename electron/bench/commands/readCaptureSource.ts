import type { Readable } from 'node:stream';
import { err, ok, type Result } from '#shared/base/result.ts';
import { decodeText, readSource, type UnreadableSource } from './readSource.ts';

export interface CaptureSource {
  /** What to call it in a report. */
  readonly name: string;
  readonly text: string;
}

export type UnreadableCapture = UnreadableSource | 'session-file';

const SQLITE = 'SQLite format 3\0';

/** The text of a file, or of standard input for `-`. */
export async function readCaptureSource(
  file: string,
  input: Readable,
): Promise<Result<CaptureSource, UnreadableCapture>> {
  const source = await readSource(file, input);
  if (!source.ok) return source;
  const { name, bytes } = source.value;
  if (bytes.subarray(0, SQLITE.length).equals(Buffer.from(SQLITE))) {
    return err(
      'session-file',
      `${name} is a recorded session. Session files cannot be explained yet: give an .atlog capture, or text copied from a terminal.`,
    );
  }
  return ok({ name, text: decodeText(bytes) });
}
