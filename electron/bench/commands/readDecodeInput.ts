import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { err, ok, type Result } from '#shared/base/result.ts';
import { isUtf8 } from '#shared/base/utf8.ts';
import { parseByteText } from '#shared/protocol/mqtt/paste/parseByteText.ts';
import { decodeText, hasUtf16Mark, readSource, type UnreadableSource } from './readSource.ts';

export interface DecodeInput {
  /** What to call it in a report. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type UnreadableInput = UnreadableSource | 'not-hex' | 'empty';

/**
 * The bytes the arguments name: `-` for standard input, a file, else hex as it was written. File and input may be binary or
 * hold hex as text. A file goes before hex that happens to be its name.
 */
export async function readDecodeInput(
  args: readonly string[],
  input: Readable,
): Promise<Result<DecodeInput, UnreadableInput>> {
  const text = args.join(' ');
  if (text !== '-' && !(args.length === 1 && existsSync(text))) return readArgument(text);
  const source = await readSource(text, input);
  if (!source.ok) return source;
  const { name, bytes } = source.value;
  if (bytes.length === 0) return err('empty', `${name} is empty.`);
  if (!isText(bytes)) return ok({ name, bytes });
  const parsed = parseByteText(decodeText(bytes));
  if (parsed.ok) return ok({ name, bytes: parsed.value });
  return err('not-hex', `${name} holds text that is no hex. ${parsed.error.message}`);
}

function readArgument(text: string): Result<DecodeInput, UnreadableInput> {
  const parsed = parseByteText(text);
  if (parsed.ok) return ok({ name: 'the given bytes', bytes: parsed.value });
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return err('not-hex', `"${shown}" is neither a file here nor hex. ${parsed.error.message}`);
}

/** MQTT has zeros in nearly every length; text has no control characters but tabs and line ends. UTF-16 has its mark. */
function isText(bytes: Uint8Array): boolean {
  if (hasUtf16Mark(bytes)) return true;
  return bytes.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13) && isUtf8(bytes);
}
