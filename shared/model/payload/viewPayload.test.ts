import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../base/utf8.ts';
import { MAX_VIEW_BYTES } from './payloadStart.ts';
import { PAYLOAD_VIEWS, viewPayload } from './viewPayload.ts';

const bytes = (...parts: (string | number)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...encodeUtf8(part)] : [part])));

describe('viewPayload', () => {
  it.each([
    ['plain text', bytes('21.5 °C'), '21.5 °C'],
    ['nothing', bytes(), ''],
    ['wrong bytes among right ones', bytes('t=', 0xff, 0xc3, '5'), 't=\\xFF\\xC35'],
    ['control characters', bytes('a', 0x00, 0x1b, '[1m', 0x7f), 'a\\x00\\x1B[1m\\x7F'],
    ['line ends and tabs', bytes('a\r\nb\tc\nd\re'), 'a\nb\tc\nd\\re'],
  ])('text: %s', (_name, payload, text) => {
    expect(viewPayload(payload, 'text')).toEqual({ view: 'text', text, truncatedAt: null });
  });

  it('json: lays out and keeps the spelling of numbers', () => {
    expect(viewPayload(bytes('{"t":21.50,"id":9007199254740993}'), 'json')).toEqual({
      view: 'json',
      text: '{\n  "t": 21.50,\n  "id": 9007199254740993\n}',
      problem: '',
      truncatedAt: null,
    });
  });

  it.each([
    ['a comma too many', bytes('[1,]'), '[\n  1,\n  ]', 'line 1, column 4'],
    ['no JSON at all', bytes('OK'), 'OK', 'a value was expected'],
    ['bytes that are no text', bytes('{"t":', 0xff, '}'), '{"t":\\xFF}', 'not UTF-8'],
    ['nothing', bytes(), '', 'the text ends'],
  ])('json: shows %s with the problem', (_name, payload, text, words) => {
    expect(viewPayload(payload, 'json')).toMatchObject({ text, problem: expect.stringContaining(words) });
  });

  it('hex: dumps rows', () => {
    expect(viewPayload(bytes('Hi'), 'hex')).toEqual({
      view: 'hex',
      rows: [{ offset: 0, hex: '48 69', ascii: 'Hi' }],
      truncatedAt: null,
    });
  });

  it.each(PAYLOAD_VIEWS.filter((view) => view !== 'cbor' && view !== 'msgpack'))(
    '%s: is bounded for a huge payload',
    (view) => {
      const huge = encodeUtf8(`[${'12345,'.repeat(200_000)}0]`);
      const shown = viewPayload(huge, view);
      expect(shown.truncatedAt).toBeGreaterThan(0);
      expect(shown.truncatedAt).toBeLessThanOrEqual(MAX_VIEW_BYTES);
      expect('rows' in shown ? shown.rows.length : shown.text.length).toBeLessThan(300_000);
    },
  );

  it('json: takes no mistake from its own cut', () => {
    for (const unit of ['"a\\u00e9",', 'false,', '-1.5e+10,', '{"a":1},']) {
      for (let pad = 0; pad < unit.length; pad += 1) {
        const shown = viewPayload(encodeUtf8(`[${' '.repeat(pad)}${unit.repeat(12_000)}0]`), 'json');
        expect(shown).toMatchObject({ problem: '', truncatedAt: expect.any(Number) });
      }
    }
  });

  it('json: bounds what grows by indentation', () => {
    const shown = viewPayload(encodeUtf8('['.repeat(MAX_VIEW_BYTES)), 'json');
    expect(shown).toMatchObject({ truncatedAt: expect.any(Number) });
    expect(shown.view === 'json' && shown.text.length).toBeLessThan(300_000);
  });

  it('cuts between characters', () => {
    for (const char of ['é', '€', '👩']) {
      for (let pad = 0; pad < 4; pad += 1) {
        const shown = viewPayload(encodeUtf8('x'.repeat(pad) + char.repeat(70_000)), 'text');
        expect(shown.view === 'text' && shown.text).not.toContain('\\x');
        expect(MAX_VIEW_BYTES - (shown.truncatedAt ?? 0)).toBeLessThan(4);
      }
    }
  });

  it.each([
    ['cbor', bytes(0x9a, 0, 3, 0, 0)],
    ['msgpack', bytes(0xdd, 0, 3, 0, 0)],
  ] as const)('%s: is bounded for a huge payload, and its cut is no mistake', (view, head) => {
    const huge = new Uint8Array(200_000).fill(1);
    huge.set(head);
    const shown = viewPayload(huge, view);
    expect(shown).toMatchObject({ problem: '' });
    expect(shown.truncatedAt).toBeGreaterThan(50_000);
    huge[9] = view === 'cbor' ? 0x1c : 0xc1;
    expect(viewPayload(huge, view)).toMatchObject({ problem: expect.stringContaining('The payload is no ') });
  });

  it.each([
    ['cbor', bytes(0xa1, 0x61, 't', 0xf9, 0x4d, 0x60), '{\n  "t": 21.5\n}', ''],
    ['msgpack', bytes(0x81, 0xa1, 't', 0xca, 0x41, 0xac, 0, 0), '{\n  "t": 21.5\n}', ''],
    ['cbor', bytes(), '', 'The payload is empty: CBOR has at least one byte.'],
    ['cbor', bytes(0x82, 1), '[\n  1,\n  \n]', 'The payload is no CBOR: the payload ends 1 byte too early (byte 2).'],
    ['msgpack', bytes(0xc1), '', 'The payload is no MessagePack: the byte c1, which MessagePack never uses (byte 1).'],
    ['msgpack', bytes(7, 'x'), '7', 'After the first MessagePack value 1 more bytes follow: is it another format?'],
  ] as const)('%s of %o', (view, payload, text, problem) => {
    expect(viewPayload(payload, view)).toEqual({ view, text, problem, truncatedAt: null });
  });

  it('base64', () => {
    expect(viewPayload(bytes(0xfb, 0xff, 'a'), 'base64')).toMatchObject({ text: '+/9h' });
  });
});
