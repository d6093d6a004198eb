import type { Settings } from '#shared/contract/settings.ts';

type SavedLayout = Settings['layout'];

/** Percentages by panel, as the panel group wants them. */
export type PanelSizes = Readonly<Record<string, number>>;

/** The saved sizes of these panels, or `fallback` when none fit them. Percent of the group, summing up to 100. */
export function savedSizes(
  layout: SavedLayout,
  key: string,
  panels: readonly string[],
  fallback: readonly number[],
): PanelSizes {
  const saved = layout[key];
  const isFit =
    Array.isArray(saved) &&
    saved.length === panels.length &&
    saved.every((size) => size > 1) &&
    Math.abs(saved.reduce((sum, size) => sum + size, 0) - 100) < 1;
  const sizes = isFit ? saved : fallback;
  return Object.fromEntries(panels.map((panel, i) => [panel, sizes[i] ?? 0]));
}

/** The sizes as they are saved, in the order of the panels. */
export const sizesToSave = (sizes: PanelSizes, panels: readonly string[]): number[] =>
  panels.map((panel) => Math.round((sizes[panel] ?? 0) * 100) / 100);

/** Whether a part of the window that folds away is open. */
export const isOpen = (layout: SavedLayout, part: 'inspector' | 'timeline'): boolean => layout[part] !== false;
