import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFrame, encodeFrame } from './frameCodec.ts';
import type { WireMessage } from './wire.ts';

const LIMIT = 1024;
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];
/** A binary frame with any length field before any head. */
const binary = (length: number, head: readonly number[], body: readonly number[] = []): Uint8Array =>
  bytes(length >>> 24, length >>> 16, length >>> 8, length, ...head, ...body);

function roundTrip(message: WireMessage): WireMessage {
  const frame = encodeFrame(message, LIMIT * LIMIT);
  if (!frame.ok) throw new Error(frame.error.message);
  const decoded = decodeFrame(frame.value, LIMIT * LIMIT);
  if (!decoded.ok) throw new Error(decoded.error.message);
  return decoded.value;
}

describe('frame codec', () => {
  test('a message without a body is its JSON', () => {
    expect(encodeFrame({ head: { m: 'credit', id: 3, n: 1 } }, LIMIT)).toEqual({
      ok: true,
      value: '{"m":"credit","id":3,"n":1}',
    });
  });

  test('a message with a body is length, head, body', () => {
    const frame = encodeFrame({ head: 'Ω', body: bytes(0, 255) }, LIMIT);
    expect(frame).toEqual({ ok: true, value: bytes(0, 0, 0, 4, 0x22, 0xce, 0xa9, 0x22, 0, 255) });
  });

  test('any head and any body survive', () => {
    fc.assert(
      fc.property(fc.json(), fc.option(fc.uint8Array(), { nil: undefined }), (json, body) => {
        const head: unknown = JSON.parse(json);
        const back = roundTrip(body === undefined ? { head } : { head, body });
        expect(JSON.stringify(back.head)).toBe(JSON.stringify(head));
        expect(back.body).toEqual(body);
      }),
      { seed: 20260, numRuns: 300 },
    );
  });

  test.each([
    ['no JSON', 'AT+CSQ'],
    ['empty text', ''],
    ['text after JSON', '{} {}'],
    ['an empty binary frame', bytes()],
    ['half a length field', bytes(0, 0, 0)],
    ['a length beyond the frame', binary(5, utf8('null'))],
    ['the largest length', binary(0xff_ff_ff_ff, utf8('null'))],
    ['a head of no bytes', binary(0, [], [1, 2])],
    ['a head that is no JSON', binary(2, utf8('{]'))],
    ['a head cut inside', binary(3, utf8('null'))],
    ['a head that is no UTF-8', binary(3, [0x22, 0xff, 0x22])],
    ['an overlong form in the head', binary(4, [0x22, 0xc0, 0xaf, 0x22])],
    ['a surrogate in the head', binary(5, [0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['a byte order mark before the head', binary(7, [0xef, 0xbb, 0xbf, ...utf8('null')])],
  ])('a frame of another form is malformed: %s', (_name, frame) => {
    const decoded = decodeFrame(frame, LIMIT);
    expect(decoded.ok ? decoded.value : decoded.error.code).toBe('malformed');
  });

  test('arbitrary bytes never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (frame) => {
        const decoded = decodeFrame(frame, LIMIT);
        if (!decoded.ok) return;
        const headLength = new DataView(frame.buffer, frame.byteOffset).getUint32(0);
        expect(decoded.value.body?.length).toBe(frame.length - 4 - headLength);
      }),
      { seed: 20261, numRuns: 2000 },
    );
  });

  test('a head nested a hundred thousand deep is taken or refused, not thrown over', () => {
    const depth = 100_000;
    const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const decoded = decodeFrame(deep, deep.length);
    const again = decoded.ok ? encodeFrame(decoded.value, deep.length) : decoded;
    expect(again.ok || again.error.code).toSatisfy((outcome) =>
      [true, 'not-json', 'malformed'].includes(outcome as never),
    );
  });

  test.each([
    ['a BigInt', { n: 1n }],
    ['a function', () => {}],
    ['nothing', undefined],
  ])('a head without a JSON form is refused: %s', (_name, head) => {
    const frame = encodeFrame({ head }, LIMIT);
    expect(frame.ok || frame.error.code).toBe('not-json');
  });

  test('a cycle is refused', () => {
    const head: { self?: unknown } = {};
    head.self = head;
    const frame = encodeFrame({ head }, LIMIT);
    expect(frame.ok || frame.error.code).toBe('not-json');
  });

  // Quotes take two bytes, the length field four; Ω takes two bytes in UTF-8, € three.
  test.each([
    ['text at the limit', { head: 'x'.repeat(LIMIT - 2) }, true],
    ['text over it', { head: 'x'.repeat(LIMIT - 1) }, 'too-large'],
    ['two-byte characters at the limit', { head: 'Ω'.repeat((LIMIT - 2) / 2) }, true],
    ['two-byte characters over it', { head: 'Ω'.repeat(LIMIT / 2) }, 'too-large'],
    ['three-byte characters over it, fewer than bytes', { head: '€'.repeat(LIMIT / 2) }, 'too-large'],
    ['a body at the limit', { head: 0, body: new Uint8Array(LIMIT - 5) }, true],
    ['a body over it', { head: 0, body: new Uint8Array(LIMIT - 4) }, 'too-large'],
    ['a body over it by its head alone', { head: 'Ω'.repeat(LIMIT / 2), body: new Uint8Array(1) }, 'too-large'],
  ])('the limit counts bytes: %s', (_name, message: WireMessage, outcome) => {
    const frame = encodeFrame(message, LIMIT);
    expect(frame.ok || frame.error.code).toBe(outcome);
    const unlimited = encodeFrame(message, LIMIT * LIMIT);
    const decoded = unlimited.ok ? decodeFrame(unlimited.value, LIMIT) : unlimited;
    expect(decoded.ok || decoded.error.code).toBe(outcome);
  });

  test('a frame inside a larger buffer is read from its own start', () => {
    const frame = binary(2, utf8('[]'), [7, 8]);
    const larger = new Uint8Array(64).fill(0xff);
    larger.set(frame, 9);
    const decoded = decodeFrame(larger.subarray(9, 9 + frame.length), LIMIT);
    expect(decoded).toEqual({ ok: true, value: { head: [], body: bytes(7, 8) } });
  });
});
