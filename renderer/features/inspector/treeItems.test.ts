import { describe, expect, it, test } from 'vitest';
import { hex } from '#shared/protocol/mqtt/mqttBytes.testkit.ts';
import { decodePacket } from '#shared/protocol/mqtt/tree/decodePacket.ts';
import { itemAt, openAtFirst, treeItems, treeMove, visibleItems } from './treeItems.ts';

/** PUBLISH plant, QoS 1, id 7, payload `21`. */
const { fields } = decodePacket(hex('32 0b 0005 706c616e74 0007 3231'), { level: 4 });
const items = treeItems(fields);
const open = new Set(openAtFirst(fields));
const visible = visibleItems(items, open);
const named = (name: string): string => items.find((item) => item.name === name)?.id ?? '';

test('what is in groups is in sight at first, flags and what a field is made of are not', () => {
  const names = visible.map((item) => item.name);
  expect(names).toEqual(expect.arrayContaining(['Fixed header', 'Topic name', 'Packet identifier']));
  expect(names).not.toContain('QoS (bits 2–1)');
  expect(items.map((item) => item.name)).toContain('QoS (bits 2–1)');
  expect(items.length).toBeGreaterThan(visible.length);
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
});

test('closing a group hides all that is in it', () => {
  const closed = visibleItems(items, new Set());
  expect(closed.map(({ level }) => level)).toEqual(closed.map(() => 1));
});

test('a byte is of the deepest line in sight', () => {
  expect(itemAt(visible, 3)?.name).toBe('Topic name');
  expect(itemAt(visible, 0)?.id).not.toContain('b');
  expect(itemAt(visibleItems(items, new Set()), 3)?.level).toBe(1);
  expect(itemAt(visible, 99)).toBeNull();
});

test('notes colour the node they are about', () => {
  const wrong = decodePacket(hex('38 04 0001 61 78'), { level: 4 });
  expect(treeItems(wrong.fields).some(({ severity }) => severity === 'error')).toBe(true);
});

describe('keys', () => {
  const topic = named('Topic name');
  const group = named('Variable header');
  it.each([
    ['ArrowDown', topic, { to: named('Packet identifier') }],
    ['ArrowUp', topic, { to: group }],
    ['ArrowLeft', topic, { to: group }],
    ['ArrowRight', topic, { open: topic }],
    ['ArrowRight', group, { to: topic }],
    ['ArrowLeft', group, { close: group }],
    ['ArrowLeft', visible[0]?.id ?? '', { close: visible[0]?.id }],
    ['ArrowUp', visible[0]?.id ?? '', null],
    ['ArrowDown', visible.at(-1)?.id ?? '', null],
    ['ArrowRight', visible.at(-1)?.id ?? '', null],
    ['Home', topic, { to: visible[0]?.id }],
    ['End', topic, { to: visible.at(-1)?.id }],
    ['ArrowDown', 'gone', { to: visible[0]?.id }],
  ] as const)('%s at %s', (key, at, move) => {
    expect(treeMove(key, visible, at, open)).toEqual(move);
  });
});
