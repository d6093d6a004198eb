import { expect, test } from 'vitest';
import { explainText } from './explainText.ts';

const LOG = ['# family: a76xx', '0.000 TX AT+CPIN?\\r', '0.010 RX \\r\\n+CME ERROR: SIM not inserted\\r\\n'].join('\n');

test('a capture is judged, its family taken from its head', () => {
  const explained = explainText(LOG, 'auto');
  expect(explained).toMatchObject({
    ok: true,
    value: {
      diagnosis: { family: 'a76xx', verdict: { rule: 'sim.not-inserted' } },
      familyBy: 'as its head says',
      capture: { timed: true },
    },
  });
});

test('a given family wins', () => {
  expect(explainText(LOG, 'sim7600')).toMatchObject({ ok: true, value: { diagnosis: { family: 'sim7600' } } });
});

test('pasted text has no times', () => {
  const explained = explainText('AT+CPIN?\n+CME ERROR: SIM not inserted\n', 'auto');
  expect(explained).toMatchObject({
    ok: true,
    value: { diagnosis: { verdict: { rule: 'sim.not-inserted' } }, capture: { timed: false } },
  });
});

test('nothing is told to be nothing', () => {
  expect(explainText('  \n', 'auto')).toMatchObject({ ok: false, error: { code: 'empty' } });
});
