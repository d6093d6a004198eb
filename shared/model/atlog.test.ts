import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Atlog, type AtlogRecord, formatAtlog, parseAtlog } from './atlog.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

function parsed(text: string): Atlog {
  const result = parseAtlog(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('parseAtlog', () => {
  const lines: readonly (readonly [string, string, AtlogRecord])[] = [
    ['a command', '0.000 TX AT+CSQ\\r', { t: 0, dir: 'tx', bytes: bytes('AT+CSQ\r') }],
    ['an answer', '9.804 RX \\r\\n+CSQ: 22,99\\r\\n', { t: 9_804_000, dir: 'rx', bytes: bytes('\r\n+CSQ: 22,99\r\n') }],
    ['microseconds', '3600.000001 RX >', { t: 3_600_000_001, dir: 'rx', bytes: bytes('>') }],
    ['whole seconds', '7 TX +++', { t: 7_000_000, dir: 'tx', bytes: bytes('+++') }],
    ['hex escapes of either case', '1.0 RX \\xF8\\x00\\xc0', { t: 1_000_000, dir: 'rx', bytes: bytes('\xf8\0\xc0') }],
    ['a backslash, a quote, a tab', '0.1 TX \\\\x41\\"\\t', { t: 100_000, dir: 'tx', bytes: bytes('\\x41"\t') }],
    ['a raw tab and raw quotes', '0.1 TX a\t"b"', { t: 100_000, dir: 'tx', bytes: bytes('a\t"b"') }],
    ['UTF-8 text', '0.1 TX 21 °C', { t: 100_000, dir: 'tx', bytes: bytes('21 \xc2\xb0C') }],
    ['spaces that belong to the bytes', '0.1 RX  > ', { t: 100_000, dir: 'rx', bytes: bytes(' > ') }],
    ['no bytes', '0.1 RX', { t: 100_000, dir: 'rx', bytes: bytes('') }],
    ['small letters and wide columns', '  0.250   rx \\r\\nOK', { t: 250_000, dir: 'rx', bytes: bytes('\r\nOK') }],
  ];
  it.each(lines)('reads %s', (_, line, record) => {
    expect(parsed(line).records).toEqual([record]);
  });

  it('reads a file of any line ends, with comments anywhere, blank lines and a byte order mark', () => {
    const file = parsed('\uFEFF# family: sim7600\r\n\r\n0.000 TX AT\\r\r\n#\r\n#  two spaces\n0.004 RX \\r\\nOK\\r\\n');
    expect(file.comments).toEqual(['family: sim7600', '', ' two spaces']);
    expect(file.records.map(({ t }) => t)).toEqual([0, 4000]);
  });

  it.each([
    ['no direction', '0.000 AT\\r'],
    ['an unknown direction', '0.000 XX AT\\r'],
    ['a negative time', '-1.0 TX AT\\r'],
    ['a time that is none', '0.0.1 TX AT\\r'],
    ['a time beyond all clocks', '99999999999 TX AT\\r'],
    ['text', 'AT+CSQ'],
    ['half a hex escape', '0.000 TX \\x4'],
    ['no hex digits', '0.000 TX \\xZZ'],
    ['an unknown escape', '0.000 TX \\q'],
    ['a backslash at the end', '0.000 TX AT\\'],
  ])('names the line with %s', (_, line) => {
    const result = parseAtlog(`# head\n0.000 TX AT\\r\n\n${line}\n`);
    expect(result).toMatchObject({ ok: false, error: { code: 'bad-line', details: { line: 4 } } });
  });
});

describe('formatAtlog', () => {
  it('writes comments, then records, escaped where they must be', () => {
    const records: AtlogRecord[] = [
      { t: 0, dir: 'tx', bytes: bytes('AT\r\n') },
      { t: 4_000, dir: 'rx', bytes: bytes(' \\\t\xf8 \x7f ') },
      { t: 1_000_001, dir: 'rx', bytes: bytes('') },
    ];
    expect(formatAtlog(records, ['first\nsecond', ''])).toBe(
      [
        '# first',
        '# second',
        '#',
        '0.000 TX AT\\r\\n',
        '0.004 RX \\x20\\\\\\t\\xf8 \\x7f\\x20',
        '1.000001 RX ',
        '',
      ].join('\n'),
    );
  });

  it('gives back through parseAtlog what it was given', () => {
    const record = fc.record<AtlogRecord>({
      t: fc.integer({ min: 0, max: 5_000_000_000_000 }),
      dir: fc.constantFrom('tx', 'rx'),
      bytes: fc.uint8Array({ maxLength: 64 }),
    });
    const comment = fc.stringMatching(/^[ -~]*$/).map((text) => text.trimEnd());
    fc.assert(
      fc.property(fc.array(record), fc.array(comment), (records, comments) => {
        expect(parsed(formatAtlog(records, comments))).toEqual({ records, comments });
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('never throws on any text', () => {
    const pieces = ['0.1', '9', '.', ' ', 'TX', 'RX', '\\', 'x', '4', '\n', '\r', '#', '\u{1f600}', '\ud800', '\0'];
    const fragments = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fragments, (text) => {
        expect(typeof parseAtlog(text).ok).toBe('boolean');
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
