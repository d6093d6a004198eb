/** Height of every row, in CSS pixels; the same as `--row`. */
export const ROW_HEIGHT = 22;
/** Rows drawn beyond each edge, so that a quick scroll does not show blanks. */
export const OVERSCAN = 6;

export interface RowRange {
  readonly start: number;
  readonly end: number;
}

/** The rows to draw when row `first` is the topmost in a viewport `height` pixels high. */
export function visibleRange(first: number, height: number, count: number): RowRange {
  const rows = Math.ceil(height / ROW_HEIGHT) + 1;
  const start = Math.max(0, Math.min(first, count) - OVERSCAN);
  return { start, end: Math.min(count, first + rows + OVERSCAN) };
}

/** The topmost row when the newest row stands at the bottom edge. */
export const firstAtTail = (height: number, count: number): number =>
  Math.max(0, count - Math.ceil(height / ROW_HEIGHT));

/** How many whole rows a page is; one row stays in sight. */
export const pageRows = (height: number): number => Math.max(1, Math.floor(height / ROW_HEIGHT) - 1);

/**
 * Whether the view goes along with the newest row after a scroll. It lets go when scrolled up, takes hold when scrolled
 * down to the end, and otherwise stays as it was. All in pixels; `max` is the largest scroll position.
 */
export function followAfterScroll(following: boolean, top: number, lastTop: number, max: number): boolean {
  if (top < lastTop) return following && top >= max - 1;
  if (top > lastTop) return following || top >= max - ROW_HEIGHT / 2;
  return following;
}

/** Where to scroll so that `index` is in sight, or null when it is already. `center` when it is far away. */
export function scrollTopFor(index: number, top: number, height: number): number | null {
  const rowTop = index * ROW_HEIGHT;
  if (rowTop >= top && rowTop + ROW_HEIGHT <= top + height) return null;
  if (rowTop < top && rowTop >= top - ROW_HEIGHT) return rowTop;
  const rowBottom = rowTop + ROW_HEIGHT;
  if (rowBottom > top + height && rowBottom <= top + height + ROW_HEIGHT) return rowBottom - height;
  return Math.max(0, rowTop - Math.floor((height - ROW_HEIGHT) / 2));
}

export type GridKeyAction =
  | { readonly do: 'select'; readonly index: number }
  | { readonly do: 'inspect' }
  | { readonly do: 'clear' };

/** What a key does in a list of `count` rows where `active` (or -1) is selected; null when it is not the list's. */
export function gridKeyAction(key: string, active: number, count: number, page: number): GridKeyAction | null {
  if (key === 'Escape') return { do: 'clear' };
  if (count === 0) return null;
  const clamp = (index: number): GridKeyAction => ({ do: 'select', index: Math.max(0, Math.min(count - 1, index)) });
  switch (key) {
    case 'ArrowDown':
      return active < 0 ? clamp(count - 1) : clamp(active + 1);
    case 'ArrowUp':
      return active < 0 ? clamp(count - 1) : clamp(active - 1);
    case 'PageDown':
      return active < 0 ? clamp(count - 1) : clamp(active + page);
    case 'PageUp':
      return active < 0 ? clamp(count - 1 - page) : clamp(active - page);
    case 'Home':
      return clamp(0);
    case 'End':
      return clamp(count - 1);
    case 'Enter':
      return active < 0 ? null : { do: 'inspect' };
    default:
      return null;
  }
}
