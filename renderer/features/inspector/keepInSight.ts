/**
 * Scrolls an element into sight within its own column. Where the columns stand below each other and scroll as one, only what
 * has the keyboard is followed: the other would pull the page away from it.
 */
export function keepInSight(element: Element | null | undefined, hasKeyboard: boolean): void {
  const column = element?.closest('[data-column]');
  if (element == null || column == null) return;
  const scrollsAlone = getComputedStyle(column).overflowY === 'auto';
  if (scrollsAlone || hasKeyboard) element.scrollIntoView({ block: 'nearest' });
}
