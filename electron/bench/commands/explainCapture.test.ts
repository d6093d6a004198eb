import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAtlog } from '#shared/model/atlog.ts';
import { damaged, RUNS } from '#shared/protocol/at/randomDialogues.testkit.ts';
import { explainCapture } from './explainCapture.ts';

const options = { family: 'auto', json: false, width: 80, colours: false } as const;
const report = (text: string, more: Partial<Parameters<typeof explainCapture>[1]> = {}): string => {
  const result = explainCapture({ name: 'board.log', text }, { ...options, ...more });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const CSQ = 'AT+CSQ\n+CSQ: 22,99\nOK\n';

describe('explainCapture', () => {
  it.each([
    [CSQ, 'auto', 'board.log · SIM7600 (assumed; it can be set by hand) · 3 rows, without times'],
    [CSQ, 'a76xx', 'board.log · A76xx (as given) · 3 rows, without times'],
    [`# family: a76xx\n${CSQ}`, 'auto', 'board.log · A76xx (as its head says) · 3 rows, without times'],
    [`# family: a76xx\n${CSQ}`, 'sim7600', 'board.log · SIM7600 (as given) · 3 rows, without times'],
    [`*ATREADY: 1\n${CSQ}`, 'auto', 'board.log · A76xx (told from *ATREADY: 1) · 4 rows, without times'],
    [`RDY\n${CSQ}`, 'auto', 'board.log · SIM7600 (guessed from RDY) · 4 rows, without times'],
  ] as const)('says how it knows the family: %j as %s', (text, family, heading) => {
    expect(report(text, { family }).split('\n')[0]).toBe(heading);
  });

  it('prints one JSON document', () => {
    const document: unknown = JSON.parse(
      report('0.0 TX AT+CSQ\\r\n0.1 RX \\r\\n+CSQ: 22,99\\r\\n\\r\\nOK\\r\\n', { json: true }),
    );
    expect(document).toMatchObject({
      family: 'sim7600',
      timed: true,
      verdict: { rule: 'ok' },
      transactions: [{ command: 'AT+CSQ', result: 'OK', t: 0, duration: 0.1, lines: ['+CSQ: 22,99'] }],
    });
  });

  it('explains captures with bytes changed, lost and doubled, as an .atlog and as text', () => {
    fc.assert(
      fc.property(damaged, fc.boolean(), fc.boolean(), (recorded, json, pasted) => {
        const log = formatAtlog(recorded);
        const text = pasted ? log.replaceAll(/^\S+ (?:TX|RX) |\\r|\\n/gm, '') : log;
        const result = explainCapture({ name: 'x', text }, { ...options, json });
        // Nothing may be left of a text, never of an .atlog.
        expect(result.ok || (pasted && result.error.code === 'empty')).toBe(true);
      }),
      { ...RUNS, numRuns: 150 },
    );
  });

  it.each([
    ['', 'empty'],
    ['0.0 TX AT\\r\nnonsense\n', 'bad-line'],
  ])('refuses %j: %s', (text, code) => {
    expect(explainCapture({ name: 'x', text }, options)).toMatchObject({ ok: false, error: { code } });
  });
});
