import { expect, test } from 'vitest';
import type { Row } from '#shared/model/row.ts';
import { createRowWindow } from './rowWindow.ts';

const base = { t: 0, tLast: 0, link: 1, text: '', bytes: new Uint8Array([65]) };
const serial = (seq: number): Row => ({ ...base, seq, lane: 'serial', dir: 'rx', kind: 'info', partial: false });
const packet = (seq: number): Row => ({ ...base, seq, lane: 'mqtt', dir: 'rx', kind: 'packet', level: 4 });

test('rows come back in the order of the log', () => {
  const window = createRowWindow();
  for (const row of [serial(1), packet(2), serial(3)]) window.add(row);
  expect(window.rows().map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

test('a busy lane is bounded and does not push out a quiet one', () => {
  const window = createRowWindow();
  window.add(serial(1));
  for (let seq = 2; seq < 20_000; seq += 1) window.add(packet(seq));
  const held = window.rows();
  expect(held[0]?.seq).toBe(1);
  expect(held.length).toBeLessThanOrEqual(1 + 2500);
  expect(held.at(-1)?.seq).toBe(19_999);
});

test('bytes are its own and bounded', () => {
  const window = createRowWindow();
  const bytes = new Uint8Array(100_000).fill(7);
  window.add({ ...serial(1), bytes } as Row);
  bytes.fill(0);
  const [row] = window.rows();
  expect(row?.bytes.length).toBe(4096);
  expect(row?.bytes[0]).toBe(7);
});

test('clearing forgets all', () => {
  const window = createRowWindow();
  window.add(serial(1));
  window.clear();
  expect(window.rows()).toEqual([]);
  expect(window.hasSerial).toBe(false);
});
