import { assertNever } from '../../base/assertNever.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { encodeUtf8 } from '../../base/utf8.ts';
import type { PayloadEncoding } from '../../contract/console.ts';
import { parseBase64 } from './parseBase64.ts';
import { parseHex } from './parseHex.ts';
import { describeJsonProblem, scanJson } from './scanJson.ts';

/** The bytes a publish form's text stands for. JSON is checked and then sent exactly as typed. */
export function encodePayload(text: string, encoding: PayloadEncoding): Result<Uint8Array, 'bad-payload'> {
  switch (encoding) {
    case 'text':
      return encodeText(text);
    case 'json':
      return encodeJson(text);
    case 'hex':
      return asPayload(parseHex(text));
    case 'base64':
      return asPayload(parseBase64(text));
    default:
      return assertNever(encoding, 'payload encoding');
  }
}

function encodeText(text: string): Result<Uint8Array, 'bad-payload'> {
  if (text.isWellFormed()) return ok(encodeUtf8(text));
  return err('bad-payload', 'The text holds half a character (a lone surrogate), which has no UTF-8 form: delete it.');
}

function encodeJson(text: string): Result<Uint8Array, 'bad-payload'> {
  if (text.trim() === '') {
    return err('bad-payload', 'There is no JSON yet. To send an empty payload, choose Text.');
  }
  const problem = scanJson(text, () => true);
  return problem === null ? encodeText(text) : err('bad-payload', describeJsonProblem(text, problem));
}

const asPayload = (result: Result<Uint8Array>): Result<Uint8Array, 'bad-payload'> =>
  result.ok ? result : err('bad-payload', result.error.message);
