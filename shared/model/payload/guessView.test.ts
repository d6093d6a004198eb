import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../base/utf8.ts';
import { guessView } from './guessView.ts';
import type { PayloadViewName } from './viewPayload.ts';

const bytes = (...parts: (string | number)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...encodeUtf8(part)] : [part])));

describe('guessView', () => {
  it.each<[string, Uint8Array, PayloadViewName]>([
    ['an object', bytes(' {"t":21.5}'), 'json'],
    ['an array', bytes('[1,2]'), 'json'],
    ['a number: more use as text', bytes('21.5'), 'text'],
    ['a broken object', bytes('{"t":21.5'), 'text'],
    ['words', bytes('ON\r\n'), 'text'],
    ['nothing', bytes(), 'text'],
    ['text with a NUL', bytes('abc', 0, 0), 'hex'],
    ['two bytes: a number', bytes(0x01, 0xff), 'numbers'],
    ['a float32', bytes(0, 0, 0xac, 0x41), 'numbers'],
    ['a CBOR map', bytes(0xa1, 0x61, 't', 0x18, 0xff), 'cbor'],
    ['a CBOR array', bytes(0x83, 0x18, 0xff, 0x18, 0xfe, 1), 'cbor'],
    ['a MessagePack map', bytes(0x82, 0xa1, 't', 0x15, 0xa1, 'h', 0xcc, 0xff), 'msgpack'],
    ['a MessagePack array', bytes(0x93, 0xcc, 0xff, 1, 2), 'msgpack'],
    ['a MessagePack map with more behind it', bytes(0x81, 0xa1, 't', 0xcc, 0xff, 0), 'hex'],
    ['an escape sequence', bytes(0x1b, '[0;1m'), 'hex'],
    ['bytes', bytes(0x01, 0xff, 2), 'hex'],
    ['Latin-1', bytes('21 ', 0xb0, 'C'), 'hex'],
    ['a huge object', bytes(`{"a":[${'1,'.repeat(60_000)}1]}`), 'json'],
  ])('%s', (_name, payload, view) => {
    expect(guessView(payload)).toBe(view);
  });
});
