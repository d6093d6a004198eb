import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AtlogRecord } from '../../model/atlog.ts';
import { formatAtlog } from '../../model/atlog.ts';
import { createAtFramer } from './createAtFramer.ts';
import { transactionsOf } from './engine/engine.testkit.ts';
import { rowText } from './engine/rowLine.ts';
import { captures, fromLatin1 } from './framer.testkit.ts';
import { parseCaptureText } from './parseCaptureText.ts';
import { RUNS } from './randomDialogues.testkit.ts';
import { recordsToRows } from './recordsToRows.ts';

const read = (text: string) => {
  const result = parseCaptureText(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

describe('parseCaptureText', () => {
  it('reads an .atlog and what its head says', () => {
    const text = `# family: a76xx\n# verdict: tcp.private-address\n# also: tcp.connect-failed\n# also: at.cmee-off (bare)\n# not: pdp.no-apn\n\n0.000 TX AT\\r\n0.100 RX \\r\\nOK\\r\\n\n`;
    expect(read(text)).toMatchObject({
      timed: true,
      family: 'a76xx',
      expectations: {
        verdict: 'tcp.private-address',
        also: ['tcp.connect-failed', 'at.cmee-off'],
        not: ['pdp.no-apn'],
      },
      records: [
        { t: 0, dir: 'tx' },
        { t: 100_000, dir: 'rx' },
      ],
    });
  });

  it('reads text from a terminal, with a head or without', () => {
    expect(read('AT\nOK')).toMatchObject({ timed: false, family: null, expectations: null });
    expect(read('# family: esp-at\nAT\nOK')).toMatchObject({ timed: false, family: 'esp-at' });
    expect(read('# family: toaster\nAT\nOK').family).toBeNull();
    expect(read('\uFEFF# family: rak3172\r\n12:00:01 AT\r\n12:00:02 OK\r\n')).toMatchObject({
      timed: true,
      family: 'rak3172',
    });
  });

  it('names the line of an .atlog that cannot be read', () => {
    expect(parseCaptureText('# x\n0.1 TX AT\\r\n0.2 XX OK\n')).toMatchObject({
      ok: false,
      error: { code: 'bad-line', details: { line: 3 } },
    });
  });

  it.each(['', '\n\n', '# family: sim7600\n', '   '])('says that %j is empty', (text) => {
    expect(parseCaptureText(text)).toMatchObject({ ok: false, error: { code: 'empty' } });
  });

  it('takes any text without throwing, and gives bytes in time order', () => {
    const line = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('AT+CSQ', '> ', 'OK', '12:00:01 ->', 'TX: 41 54', '+CMQTTRXPAYLOAD: 0,9999999', '<CR>', '```'),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const result = parseCaptureText(lines.join('\n'));
        const records = result.ok ? result.value.records : [];
        for (const [i, { t }] of records.entries()) expect(t).toBeGreaterThanOrEqual(records[i - 1]?.t ?? 0);
      }),
      RUNS,
    );
  });
});

/** What a person concludes from a dialogue. */
const gist = (recorded: readonly AtlogRecord[]): readonly unknown[] =>
  transactionsOf(recordsToRows(recorded)).map(({ command, result, outcome }) => [command, result, outcome?.code]);

interface Spoken {
  readonly seconds: number;
  readonly dir: 'tx' | 'rx';
  readonly text: string;
  readonly wire: string;
}

/** What a host writes, and the lines of the modem as a terminal shows them, without echoes. */
function spoken(recorded: readonly AtlogRecord[]): readonly Spoken[] {
  const framer = createAtFramer();
  return recorded.flatMap((record) => {
    const rows = framer.feed(record.dir, record.t, record.bytes);
    const lines = record.dir === 'tx' ? [record] : rows.filter(({ dir, kind }) => dir === 'rx' && kind !== 'echo');
    return lines.map(({ t, dir, bytes }) => ({ seconds: t / 1e6, dir, text: rowText(bytes), wire: fromLatin1(bytes) }));
  });
}
const clock = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(11, 23);

const SHAPES: readonly (readonly [name: string, write: (line: Spoken) => string])[] = [
  ['plain lines', ({ text }) => text],
  ['TX and RX', ({ dir, text }) => `${dir.toUpperCase()}: ${text}`],
  ['arrows and a clock', ({ dir, text, seconds }) => `[${clock(seconds)}] ${dir === 'tx' ? '->' : '<-'} ${text}`],
  ['the Arduino monitor', ({ text, seconds }) => `${clock(seconds)} -> ${text}`],
  ['signs', ({ dir, text }) => `${dir === 'tx' ? '>' : '<'} ${text}`],
];
const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');

/** Captures whose point is in bytes that a line of text cannot show: missing or doubled line ends, noise, cut answers. */
const BYTES_MATTER = /^(?:uart|at\.no-terminator|at\.smart-quotes|prompt|mqtt\.length)\./;

describe('a capture copied from a terminal says what the capture says', () => {
  const told = captures.filter(({ name }) => !BYTES_MATTER.test(name));
  for (const [shape, write] of SHAPES) {
    it.each(told.map(({ name, records }) => ({ name, records })))(`${shape}: $name`, ({ records }) => {
      const text = spoken(records).filter((line) => line.text !== '');
      expect(gist(read(text.map(write).join('\n')).records)).toEqual(gist(records));
    });
  }

  it.each(captures.map(({ name, records }) => ({ name, records })))('in hex, byte for byte: $name', ({ records }) => {
    const dump = records.map(({ dir, bytes }) => `${dir.toUpperCase()}: ${hex(bytes)}`);
    const { records: back } = read(dump.join('\n'));
    expect(back.map(({ dir, bytes }) => [dir, hex(bytes)])).toEqual(records.map(({ dir, bytes }) => [dir, hex(bytes)]));
  });

  it('an .atlog written again is the same', () => {
    for (const { records } of captures) expect(read(formatAtlog(records)).records).toEqual(records);
  });

  it('whole, as a terminal that only receives prints it', () => {
    for (const { name, records } of told) {
      const received = records.filter(({ dir }) => dir === 'rx').map(({ bytes }) => fromLatin1(bytes));
      const commands = transactionsOf(recordsToRows(records)).filter(({ echoSeq }) => echoSeq !== null);
      const found = gist(read(received.join('')).records).map((entry) => JSON.stringify(entry));
      for (const { command, result, outcome } of commands) {
        expect(found, name).toContain(JSON.stringify([command, result, outcome?.code]));
      }
    }
  });
});
