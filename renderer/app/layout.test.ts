import { expect, test } from 'vitest';
import type { Settings } from '#shared/contract/settings.ts';
import { isOpen, savedSizes, sizesToSave } from './layout.ts';

const panels = ['at', 'mqtt', 'console'];
const fallback = [36, 36, 28];
const usual = { at: 36, mqtt: 36, console: 28 };

test('what is saved comes back', () => {
  const saved = sizesToSave({ console: 20.001, at: 50, mqtt: 29.999 }, panels);
  expect(saved).toEqual([50, 30, 20]);
  expect(savedSizes({ panes: saved }, 'panes', panels, fallback)).toEqual({ at: 50, mqtt: 30, console: 20 });
});

test.each<{ name: string; layout: Settings['layout'] }>([
  { name: 'nothing', layout: {} },
  { name: 'a text', layout: { panes: 'wide' } },
  { name: 'too few', layout: { panes: [50, 50] } },
  { name: 'not a whole', layout: { panes: [30, 30, 30] } },
  { name: 'a panel of no width', layout: { panes: [0, 50, 50] } },
])('$name saved: the usual sizes', ({ layout }) => {
  expect(savedSizes(layout, 'panes', panels, fallback)).toEqual(usual);
});

test('parts are open until folded away', () => {
  expect(isOpen({}, 'inspector')).toBe(true);
  expect(isOpen({ inspector: false }, 'inspector')).toBe(false);
});
