import { expect, test } from 'vitest';
import { createBaudWatch } from './baudWatch.ts';

const WRONG = Uint8Array.from({ length: 128 }, (_, i) => [0x00, 0x80, 0xe0, 0xf8, 0x1e][i % 5] ?? 0);
const TEXT = Uint8Array.from(Buffer.from('\r\n+CREG: 0,1\r\n\r\nOK\r\n'.repeat(30)));

test('tells of a wrong speed once, and again only after text has come', () => {
  const told: string[] = [];
  const watch = createBaudWatch((hint) => told.push(hint));
  for (let i = 0; i < 20; i += 1) watch.add(WRONG);
  expect(told).toHaveLength(1);
  expect(watch.judgement().verdict).toBe('wrong-baud');
  watch.add(TEXT);
  expect(watch.judgement().verdict).toBe('text');
  for (let i = 0; i < 20; i += 1) watch.add(WRONG);
  expect(told).toHaveLength(2);
});

test('judges the newest bytes only, in whatever pieces they come', () => {
  const whole = createBaudWatch(() => undefined);
  whole.add(WRONG);
  whole.add(TEXT);
  const pieces = createBaudWatch(() => undefined);
  for (const byte of [...WRONG, ...TEXT]) pieces.add(Uint8Array.of(byte));
  expect(pieces.judgement()).toEqual(whole.judgement());
  expect(whole.judgement().verdict).toBe('text');
});

test('knows nothing at first, and after the speed was changed', () => {
  const watch = createBaudWatch(() => undefined);
  expect(watch.judgement().verdict).toBe('unknown');
  watch.add(WRONG);
  watch.clear();
  expect(watch.judgement()).toMatchObject({ verdict: 'unknown', confidence: 0 });
});
