import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name ?? '', { light: light ?? '', dark: dark ?? '' }] as const,
  ),
);

/** Relative luminance (WCAG 2.2). */
function luminance(color: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const TEXTS = ['text-1', 'text-2', 'text-3'];
const MEANINGS = [
  'tx',
  'rx',
  'command',
  'echo',
  'info',
  'final-ok',
  'final-error',
  'urc',
  'prompt',
  'payload',
  'late',
  'log-text',
  'garbage',
  'packet',
  'own',
  'malformed',
];
const STATES = ['ok', 'warning', 'error', 'accent'];
const PANELS = ['surface-1', 'surface-2', 'surface-3', 'surface-raised', 'surface-field'];
const ROWS = ['surface-1', 'row-hover', 'row-selected', 'row-related'];

const pairs = [
  ...TEXTS.flatMap((text) => [...PANELS, ...ROWS, 'accent-soft'].map((ground) => ({ text, ground }))),
  ...MEANINGS.flatMap((text) => ROWS.map((ground) => ({ text, ground }))),
  ...STATES.flatMap((text) => ['surface-1', 'surface-2', 'surface-raised'].map((ground) => ({ text, ground }))),
  ...['ok', 'warning', 'error', 'accent'].map((text) => ({ text, ground: `${text}-soft` })),
  ...['ok', 'warning', 'error', 'info'].map((tone) => ({ text: 'text-1', ground: `${tone}-soft` })),
  { text: 'on-accent', ground: 'accent' },
  { text: 'on-accent', ground: 'accent-strong' },
];

test('what is faint can still be made out', () => {
  const faint = tokens.get('faint');
  const ground = tokens.get('surface-1');
  if (faint === undefined || ground === undefined) throw new Error('No token faint or surface-1');
  expect(contrast(faint.light, ground.light)).toBeGreaterThanOrEqual(3);
  expect(contrast(faint.dark, ground.dark)).toBeGreaterThanOrEqual(3);
});

test.each(pairs)('$text is readable on $ground, light and dark', ({ text, ground }) => {
  const [front, back] = [tokens.get(text), tokens.get(ground)];
  if (front === undefined || back === undefined) throw new Error(`No token ${text} or ${ground}`);
  expect(contrast(front.light, back.light)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(front.dark, back.dark)).toBeGreaterThanOrEqual(4.5);
});
