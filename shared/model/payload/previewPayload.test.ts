import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../base/utf8.ts';
import { PREVIEW_BYTES, PREVIEW_CHARS, previewPayload } from './previewPayload.ts';

const preview = (payload: Uint8Array): string => previewPayload(payload.subarray(0, PREVIEW_BYTES), payload.length);

describe('previewPayload', () => {
  it.each([
    ['nothing', new Uint8Array(), ''],
    ['a number', encodeUtf8('21.50'), '21.50'],
    ['JSON over lines', encodeUtf8('{\r\n  "t": 21.5\n}\n'), '{ "t": 21.5 } '],
    ['control characters', encodeUtf8('a\0b\x1b[1m'), 'a·b·[1m'],
    ['a direction override', encodeUtf8('abc\u202Edef'), 'abc·def'],
    ['bytes that are no text', Uint8Array.of(0x01, 0xff, 0x41), '··A'],
    ['characters of several bytes', encodeUtf8('21 °C 温度 👩'), '21 °C 温度 👩'],
    ['what just fits', encodeUtf8('x'.repeat(PREVIEW_CHARS)), 'x'.repeat(PREVIEW_CHARS)],
    ['one more than fits', encodeUtf8('x'.repeat(PREVIEW_CHARS + 1)), `${'x'.repeat(PREVIEW_CHARS - 1)}…`],
    ['much more than is kept', encodeUtf8('x'.repeat(10_000)), `${'x'.repeat(PREVIEW_CHARS - 1)}…`],
    ['blanks that shrink below the limit but hide a rest', encodeUtf8(' '.repeat(1000)), ' …'],
  ])('%s', (_name, payload, expected) => {
    expect(preview(payload)).toBe(expected);
  });

  it('never shows half a character at its end', () => {
    for (const char of ['é', '€', '👩']) {
      for (let pad = 0; pad < 4; pad += 1) {
        const shown = preview(encodeUtf8('x'.repeat(pad) + char.repeat(200)));
        expect(shown).toMatch(new RegExp(`^x{${pad}}(?:${char})+…$`, 'u'));
        expect(shown.length).toBeLessThanOrEqual(PREVIEW_CHARS);
      }
    }
  });
});
