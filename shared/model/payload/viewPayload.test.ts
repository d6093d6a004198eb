import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../base/utf8.ts';
import { guessView, MAX_VIEW_BYTES, type PayloadViewName, viewPayload } from './viewPayload.ts';

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

  it.each<[PayloadViewName]>([['text'], ['json'], ['hex']])('%s: is bounded for a huge payload', (view) => {
    const huge = encodeUtf8(`[${'12345,'.repeat(200_000)}0]`);
    const shown = viewPayload(huge, view);
    expect(shown.truncatedAt).toBeGreaterThan(0);
    expect(shown.truncatedAt).toBeLessThanOrEqual(MAX_VIEW_BYTES);
    expect(shown.view === 'hex' ? shown.rows.length : shown.text.length).toBeLessThan(300_000);
  });

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
});

describe('guessView', () => {
  it.each<[string, Uint8Array, PayloadViewName]>([
    ['an object', bytes(' {"t":21.5}'), 'json'],
    ['an array', bytes('[1,2]'), 'json'],
    ['a number: more use as text', bytes('21.5'), 'text'],
    ['a broken object', bytes('{"t":21.5'), 'text'],
    ['words', bytes('ON\r\n'), 'text'],
    ['nothing', bytes(), 'text'],
    ['text with a NUL', bytes('a', 0), 'hex'],
    ['an escape sequence', bytes(0x1b, '[0m'), 'hex'],
    ['bytes', bytes(0x01, 0xff), 'hex'],
    ['Latin-1', bytes('21 ', 0xb0, 'C'), 'hex'],
    ['a huge object', bytes(`{"a":[${'1,'.repeat(60_000)}1]}`), 'json'],
  ])('%s', (_name, payload, view) => {
    expect(guessView(payload)).toBe(view);
  });
});
