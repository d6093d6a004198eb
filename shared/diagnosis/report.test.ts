import { describe, expect, it } from 'vitest';
import { captureFromText } from './capture.testkit.ts';
import { type ReportOptions, renderReport } from './report.ts';
import { type Capture, type Diagnosis, type Finding, RUNGS, type RungState } from './types.ts';

const LOG = String.raw`
  0.000 TX AT+CEREG?\r
  0.006 RX \r\n+CEREG: 0,1\r\n\r\nOK\r\n
  1.000 TX AT+CFOO=1\r
  1.012 RX \r\nERROR\r\n
  2.000 RX \r\n+CEREG: 0\r\n`.replace(/^\s+/gm, '');

const finding = (change: Partial<Finding>): Finding => ({
  ...{ rule: 'at.unknown-command', layer: 'at', severity: 'fault', rows: [4], t: 1_000_000 },
  ...{ title: 'The modem does not know this command', detail: 'AT+CFOO is not in the dictionary.' },
  ...{ advice: 'Look it up.', evidence: [{ seq: 4, text: 'AT+CFOO=1' }] },
  ...change,
});
const ladder = (states: readonly RungState[]): Diagnosis['ladder'] =>
  RUNGS.map((rung, index) => ({ rung, state: states[index] ?? 'unknown', text: '', seq: null }));

function diagnosis(findings: readonly Finding[]): Diagnosis {
  const [cause] = findings;
  const ok = {
    rule: 'ok',
    layer: 'registration',
    title: 'No fault found: registered.',
    advice: '',
    finding: null,
  } as const;
  const verdict = cause === undefined ? ok : { ...cause, finding: cause };
  return { family: 'sim7600', verdict, ladder: ladder(['ok', 'failed', 'trying', 'skipped']), findings };
}
const options: ReportOptions = { source: 'board.atlog', familyBy: 'as given', width: 72, colours: false };
const capture = (timed = true): Capture => captureFromText(LOG, { timed });

describe('renderReport', () => {
  it('tells the verdict first, then the ladder, the other findings and the dialogue', () => {
    const others = [
      finding({
        rule: 'pdp.failed',
        layer: 'pdp',
        title: 'No data',
        consequenceOf: 'at.unknown-command',
        evidence: [],
      }),
      finding({ rule: 'at.cmee-off', severity: 'note', title: 'Errors without words', detail: '', advice: '' }),
    ];
    expect(renderReport(capture(), diagnosis([finding({}), ...others]), options)).toBe(
      [
        'board.atlog · SIM7600 (as given) · 6 rows over 2.00 s',
        '',
        '✗ The modem does not know this command',
        '  at.unknown-command',
        '  AT+CFOO is not in the dictionary.',
        '      1.000  AT+CFOO=1',
        '  → Look it up.',
        '',
        'UART ✓  AT ✗  SIM …  Registered –  PDP ·  TCP ·  TLS ·  CONNECT ·',
        'PUBLISH ·',
        '',
        'Also found',
        '✗ No data',
        '  fault · pdp.failed – follows from at.unknown-command',
        '  AT+CFOO is not in the dictionary.',
        '  → Look it up.',
        '· Errors without words',
        '  note · at.cmee-off',
        '      1.000  AT+CFOO=1',
        '',
        'The dialogue',
        '✓     0.000  AT+CEREG?  registered, home network',
        '✗     1.000  AT+CFOO=1  unknown command; ERROR: refused, without a',
        '                        reason: with AT+CMEE=2 the modem says why',
        '←     2.000  +CEREG: 0  not registered, not searching',
        '',
      ].join('\n'),
    );
  });

  it('says what works when there is no fault', () => {
    const text = renderReport(capture(), diagnosis([]), options);
    expect(text).toContain('\n\n✓ No fault found: registered.\n\nUART ✓');
    expect(text).not.toContain('Also found');
  });

  it('counts rows where times mean nothing', () => {
    const text = renderReport(capture(false), diagnosis([finding({})]), options);
    expect(text).toContain('6 rows, without times');
    expect(text).toContain('\n      row 4  AT+CFOO=1\n');
    expect(text).toContain('\n✗     row 4  AT+CFOO=1');
  });

  it.each([40, 60, 80, 200])('keeps to %i columns, and to 110 at most', (width) => {
    const long = finding({
      title: 'a long title '.repeat(20),
      detail: 'x'.repeat(300),
      advice: 'many words '.repeat(40),
    });
    const text = renderReport(capture(), diagnosis([long, long]), { ...options, width, source: 'f' });
    for (const line of text.split('\n').slice(1)) expect(line.length).toBeLessThanOrEqual(Math.min(width, 110));
  });

  it('colours nothing but the same words', () => {
    const found = diagnosis([finding({}), finding({ severity: 'warning' }), finding({ severity: 'note' })]);
    const coloured = renderReport(capture(), found, { ...options, colours: true });
    expect(coloured).toContain('\x1b[31m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of
    expect(coloured.replaceAll(/\x1b\[\d+m/g, '')).toBe(renderReport(capture(), found, options));
  });

  it('leaves out the middle of a very long dialogue', () => {
    const log = Array.from({ length: 500 }, (_, i) => `${i}.0 TX AT+CFOO=${i}\\r\n${i}.1 RX \\r\\nOK\\r\\n`).join('\n');
    const text = renderReport(captureFromText(log), diagnosis([]), options);
    expect(text).toContain('AT+CFOO=199');
    expect(text).toContain('… 100 more; --json has them all');
    expect(text).not.toContain('AT+CFOO=250');
    expect(text).toContain('AT+CFOO=499');
  });

  it('has something to say about nothing', () => {
    const text = renderReport(captureFromText(''), diagnosis([]), options);
    expect(text).toContain('0 rows over 0 µs');
    expect(text).not.toContain('The dialogue');
  });
});
