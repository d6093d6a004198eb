import { err, ok, type Result } from '../base/result.ts';
import { decodeUtf8, encodeUtf8, isUtf8, utf8Length } from '../base/utf8.ts';
import type { WireMessage } from './wire.ts';

/**
 * One wire message as one WebSocket message. Without a body: a text frame with the head as JSON. With a body: a binary
 * frame of the head's length (u32, big-endian), the head as UTF-8 JSON, and the body.
 */
export type Frame = string | Uint8Array<ArrayBuffer>;

/** The largest frame a view may send, and the largest it takes from the bench, in bytes. */
export const MAX_FRAME_TO_BENCH = 1_572_864;
export const MAX_FRAME_TO_VIEW = 8_388_608;

const LENGTH_BYTES = 4;

/** `not-json`: the head has no JSON form. `too-large`: the frame would be larger than `maxBytes`. */
export function encodeFrame({ head, body }: WireMessage, maxBytes: number): Result<Frame, 'not-json' | 'too-large'> {
  const json = toJson(head);
  if (json === undefined) return err('not-json', 'The message has no JSON form.');
  if (body === undefined) return fits(json, maxBytes) ? ok(json) : tooLarge(maxBytes);
  if (json.length + body.length > maxBytes) return tooLarge(maxBytes);
  const headBytes = encodeUtf8(json);
  const length = LENGTH_BYTES + headBytes.length + body.length;
  if (length > maxBytes) return tooLarge(maxBytes);
  const frame = new Uint8Array(length);
  new DataView(frame.buffer).setUint32(0, headBytes.length);
  frame.set(headBytes, LENGTH_BYTES);
  frame.set(body, LENGTH_BYTES + headBytes.length);
  return ok(frame);
}

/** Never throws, whatever the bytes. The body is a view on the frame's bytes. */
export function decodeFrame(
  frame: string | Uint8Array,
  maxBytes: number,
): Result<WireMessage, 'malformed' | 'too-large'> {
  if (typeof frame === 'string') {
    if (!fits(frame, maxBytes)) return tooLarge(maxBytes);
    const head = fromJson(frame);
    return head === undefined ? err('malformed', 'The text frame is not JSON.') : ok({ head: head.value });
  }
  if (frame.length > maxBytes) return tooLarge(maxBytes);
  if (frame.length < LENGTH_BYTES) return err('malformed', 'The binary frame is shorter than its length field.');
  const bodyStart = LENGTH_BYTES + new DataView(frame.buffer, frame.byteOffset).getUint32(0);
  if (bodyStart > frame.length) return err('malformed', 'The head of the binary frame is longer than the frame.');
  const headBytes = frame.subarray(LENGTH_BYTES, bodyStart);
  const head = isUtf8(headBytes) ? fromJson(decodeUtf8(headBytes)) : undefined;
  if (head === undefined) return err('malformed', 'The head of the binary frame is not UTF-8 JSON.');
  return ok({ head: head.value, body: frame.subarray(bodyStart) });
}

const tooLarge = (maxBytes: number) => err('too-large', `The message is larger than ${maxBytes} bytes.`);

/** Whether the text takes at most `maxBytes` in UTF-8: one to three bytes per UTF-16 unit, so most need no counting. */
function fits(text: string, maxBytes: number): boolean {
  if (text.length > maxBytes) return false;
  return text.length * 3 <= maxBytes || utf8Length(text) <= maxBytes;
}

function toJson(head: unknown): string | undefined {
  try {
    return JSON.stringify(head);
  } catch {
    return undefined; // a cycle, a BigInt, nested too deep
  }
}

function fromJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
