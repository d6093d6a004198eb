import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1Bytes, latin1Text } from '../../../base/latin1.ts';
import { createHttpResponseReader, MAX_BODY } from './httpResponse.ts';

const OK = 'HTTP/1.1 200 OK\r\n';

/** How reading in pieces of `size` ends: state, status and body. */
const readIn = (text: string, size: number, method = 'GET', closed = false): readonly unknown[] => {
  const reader = createHttpResponseReader(method);
  let state = 'more';
  const bytes = latin1Bytes(text);
  for (let at = 0; at < bytes.length; at += size) state = reader.feed(bytes.subarray(at, at + size));
  if (closed) state = reader.end();
  const { response } = reader;
  return response === null ? [state] : [state, response.status, latin1Text(response.body)];
};

describe('a response of HTTP/1.1 (RFC 9112)', () => {
  it.each([
    ['a length', `${OK}Content-Length: 5\r\n\r\nhello`, 'GET', false, ['done', 200, 'hello']],
    ['more than its length', `${OK}content-length:5\r\n\r\nhello and more`, 'GET', false, ['done', 200, 'hello']],
    ['no body', `${OK}Content-Length: 0\r\n\r\n`, 'GET', false, ['done', 200, '']],
    ['less than its length', `${OK}Content-Length: 5\r\n\r\nhel`, 'GET', true, ['cut']],
    [
      'chunks',
      `${OK}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=1\r\n0123456789\r\n0\r\n\r\n`,
      'GET',
      false,
      ['done', 200, 'abc0123456789'],
    ],
    [
      'chunks with a trailer',
      `${OK}Transfer-Encoding: gzip, chunked\r\n\r\n1\r\nx\r\n0\r\nA: b\r\n\r\n`,
      'GET',
      false,
      ['done', 200, 'x'],
    ],
    ['chunks without their line end', `${OK}Transfer-Encoding: chunked\r\n\r\n1\r\nxx\r\n`, 'GET', false, ['not-http']],
    ['chunks without a size', `${OK}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 'GET', false, ['not-http']],
    ['chunks cut off', `${OK}Transfer-Encoding: chunked\r\n\r\n5\r\nab`, 'GET', true, ['cut']],
    ['an endless chunk size', `${OK}Transfer-Encoding: chunked\r\n\r\n${'0'.repeat(2000)}`, 'GET', false, ['not-http']],
    ['the end of the connection', `${OK}\r\nuntil the end`, 'GET', true, ['done', 200, 'until the end']],
    ['line feeds alone', 'HTTP/1.0 404 Not Found\nContent-Length: 2\n\nno', 'GET', false, ['done', 404, 'no']],
    ['no reason', 'HTTP/1.1 204\r\n\r\n', 'GET', false, ['done', 204, '']],
    ['HEAD', `${OK}Content-Length: 500\r\n\r\n`, 'HEAD', false, ['done', 200, '']],
    ['304', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n', 'GET', false, ['done', 304, '']],
    [
      '100 before it',
      `HTTP/1.1 100 Continue\r\n\r\n${OK}Content-Length: 1\r\n\r\nx`,
      'POST',
      false,
      ['done', 200, 'x'],
    ],
    ['MQTT', '\x20\x02\x00\x00', 'GET', false, ['not-http']],
    ['TLS', '\x15\x03\x01\x00\x02\x02\x28', 'GET', false, ['not-http']],
    ['another version', 'HTTP/2 200\r\n\r\n', 'GET', false, ['not-http']],
    ['no number', 'HTTP/1.1 abc\r\n\r\n', 'GET', false, ['not-http']],
    ['a length that is none', `${OK}Content-Length: -1\r\n\r\n`, 'GET', false, ['not-http']],
    ['an endless head', `${OK}${'X: y\r\n'.repeat(3000)}`, 'GET', false, ['not-http']],
    ['nothing', '', 'GET', true, ['cut']],
  ] as const)('with %s', (_name, text, method, closed, expected) => {
    for (const size of [1, 3, 7, 100_000]) expect(readIn(text, size, method, closed)).toEqual(expected);
  });

  it('keeps the head as it came', () => {
    const reader = createHttpResponseReader('GET');
    reader.feed(latin1Bytes(`${OK}Content-Length: 0\r\n\r\n`));
    expect(latin1Text(reader.response?.head ?? new Uint8Array(0))).toBe(`${OK}Content-Length: 0\r\n\r\n`);
  });

  it('keeps a megabyte and no more', () => {
    const reader = createHttpResponseReader('GET');
    reader.feed(latin1Bytes(`${OK}\r\n`));
    const piece = new Uint8Array(65_536);
    for (let i = 0; i < MAX_BODY / piece.length; i += 1) expect(reader.feed(piece)).toBe('more');
    expect(reader.feed(piece)).toBe('too-large');
    expect(reader.end()).toBe('cut');
  });

  it('survives any bytes, in any pieces', () => {
    const word = fc.constantFrom(
      'HTTP/1.1 200 OK',
      '\r\n',
      '\n',
      'Content-Length: 3',
      'Transfer-Encoding: chunked',
      '3',
      'abc',
      '0',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(word, fc.string({ maxLength: 4 })), { maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        (words, size) => {
          const text = words.join('');
          expect(readIn(text, size, 'GET', true)).toEqual(readIn(text, 100_000, 'GET', true));
        },
      ),
      { numRuns: 300 },
    );
  });
});
