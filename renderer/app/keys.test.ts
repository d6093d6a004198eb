import { expect, test } from 'vitest';
import { type KeyPress, shortcutKeys, shortcutOf } from './keys.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test.each([
  [press('k', { ctrlKey: true }), 'palette'],
  [press('K', { metaKey: true }), 'palette'],
  [press('l', { ctrlKey: true }), 'clear'],
  [press('f', { ctrlKey: true }), 'search'],
  [press('.', { ctrlKey: true }), 'pause'],
  [press('m', { ctrlKey: true }), 'mark'],
  [press('i', { ctrlKey: true }), 'toggle-inspector'],
  [press('j', { ctrlKey: true }), 'toggle-timeline'],
  [press('F6'), 'next-pane'],
  [press('F6', { shiftKey: true }), 'previous-pane'],
  [press('/'), 'search'],
])('%o is a shortcut', (key, expected) => {
  expect(shortcutOf(key, false)?.do).toBe(expected);
});

test.each([
  press('k'),
  press('k', { ctrlKey: true, altKey: true }),
  press('i', { ctrlKey: true, shiftKey: true }),
  press('z', { ctrlKey: true }),
  press('/', { ctrlKey: true }),
])('%o is none', (key) => {
  expect(shortcutOf(key, false)).toBeNull();
});

test('a slash in a text field is a slash, a command key works there too', () => {
  expect(shortcutOf(press('/'), true)).toBeNull();
  expect(shortcutOf(press('k', { ctrlKey: true }), true)?.do).toBe('palette');
});

test('keys are named as on the keyboard', () => {
  expect(shortcutKeys('palette', false)).toBe('Ctrl K');
  expect(shortcutKeys('palette', true)).toBe('⌘ K');
});
