import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { GridCell } from '#renderer/ui/rowGrid/gridSource.ts';
import { SERIAL_KINDS, type SerialRow } from '#shared/model/row.ts';
import { type AtRowContext, atRow } from './atRow.tsx';

const row = (text: string, change: Partial<SerialRow> = {}): SerialRow => ({
  lane: 'serial',
  seq: 1,
  t: 0,
  tLast: 0,
  link: 1,
  dir: 'rx',
  kind: 'info',
  partial: false,
  bytes: Uint8Array.from(text, (c) => c.charCodeAt(0)),
  text: '',
  ...change,
});
const wide: AtRowContext = { time: '00:01.000', port: 'ttyUSB2', kindWord: true, lead: true };
const contents = (context: AtRowContext, given: SerialRow): unknown[] =>
  atRow(given, context).cells.map((cell) =>
    typeof cell === 'object' && cell !== null && 'content' in cell ? (cell as GridCell).content : cell,
  );

test.each([
  { name: 'all columns', context: wide, count: 6 },
  { name: 'one port', context: { ...wide, port: null }, count: 5 },
  { name: 'a narrow pane', context: { ...wide, port: null, kindWord: false, lead: false }, count: 3 },
])('$name: one cell a column', ({ context, count }) => {
  expect(atRow(row('OK\r\n', { kind: 'final' }), context).cells).toHaveLength(count);
});

test('the line end before the text stands in its own column', () => {
  const [time, port, arrow, kind, lead] = contents(wide, row('\r\n+CSQ: 21,99\r\n'));
  expect([time, port, arrow, kind, lead]).toEqual(['00:01.000', 'ttyUSB2', '←', 'info', ['\\r\\n']]);
});

test('data that is no text keeps all its bytes in the text', () => {
  expect(contents(wide, row('\r\n\xff', { kind: 'garbage' }))[4]).toEqual([]);
});

test.each(SERIAL_KINDS)('a row of kind %s has a word', (kind) => {
  expect(contents(wide, row('x', { kind }))[3]).toMatch(/^\w+$/);
});

test('the direction is said in words', () => {
  const arrow = atRow(row('AT\r', { dir: 'tx', kind: 'command' }), wide).cells[2];
  expect(arrow).toMatchObject({ content: '→', label: 'to the modem' });
});

const text = (given: SerialRow): ReactNode => contents(wide, given).at(-1) as ReactNode;

test('what the bench did to a row is said with it', () => {
  const words = 'injected: sent by the bench, not by the MCU';
  const shown = renderToStaticMarkup(text(row('AT\r', { kind: 'command', text: words })));
  expect(shown).toContain(`title="${words}"`);
  expect(shown).toContain(`>${words}</span>`);
  expect(renderToStaticMarkup(text(row('AT\r')))).not.toContain('title=');
});
