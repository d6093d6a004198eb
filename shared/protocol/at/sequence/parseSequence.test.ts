import { expect, test } from 'vitest';
import { sequenceContract } from '../../../contract/sequence.ts';
import { parseSequence } from './parseSequence.ts';

test('steps as one types them', () => {
  const parsed = parseSequence(
    '# publish once\nAT\n\nAT+CMQTTTOPIC=0,1\n> plant/7/temp\nwait 20 +CMQTTPUB: 0,0\nwait +CREG: 1\npause 1.5\n',
  );
  expect(parsed).toEqual({
    ok: true,
    value: [
      { send: 'line', text: 'AT', expect: { what: 'final', ok: true }, timeoutMs: 120_000 },
      { send: 'line', text: 'AT+CMQTTTOPIC=0,12', expect: { what: 'prompt' }, timeoutMs: 10_000 },
      { send: 'data', text: 'plant/7/temp', expect: { what: 'final', ok: true }, timeoutMs: 120_000 },
      { send: 'wait', text: '', expect: { what: 'line', begins: '+CMQTTPUB: 0,0' }, timeoutMs: 20_000 },
      { send: 'wait', text: '', expect: { what: 'line', begins: '+CREG: 1' }, timeoutMs: 120_000 },
      { send: 'wait', text: '', expect: { what: 'nothing' }, timeoutMs: 1500 },
    ],
  });
  if (parsed.ok) {
    expect(sequenceContract['sequence.run'].input.safeParse({ link: 1, steps: parsed.value }).success).toBe(true);
  }
});

test.each([
  ['', 'no step'],
  ['# only words', 'no step'],
  ['> data', 'Line 1: data follows no command'],
  ['AT\nhello', 'Line 2: "hello" is no step'],
  ['AT+CSQ\n> data', 'Line 1: "AT+CSQ" does not ask for data'],
  ['pause soon', 'Line 1: "pause soon" is no step'],
])('%j is refused with words', (text, words) => {
  expect(parseSequence(text)).toMatchObject({ ok: false, error: { message: expect.stringContaining(words) } });
});

test('a wait is bounded', () => {
  expect(parseSequence('pause 99999')).toMatchObject({ ok: true, value: [{ timeoutMs: 600_000 }] });
});
