import { type RefObject, useLayoutEffect, useReducer, useRef } from 'react';
import { firstAtTail, followAfterScroll, ROW_HEIGHT, type RowRange, scrollTopFor, visibleRange } from './gridMath.ts';
import type { GridSource } from './gridSource.ts';

export interface GridScroll {
  readonly viewport: RefObject<HTMLDivElement | null>;
  readonly range: RowRange;
  /** Pixels. */
  readonly height: number;
  onScroll(): void;
  /** The wheel turned; lets go at once, before the first scrolled pixel could be taken back by a new row. */
  onWheel(deltaY: number): void;
  /** Brings row `index` into sight, if it is not. */
  reveal(index: number): void;
}

/**
 * Which rows are in sight, of rows of one height. Written for this and not taken from a library because with one height it
 * is arithmetic, while a general virtualiser walks all rows whenever their number changes, which here is every frame.
 */
export function useGridScroll(
  source: GridSource,
  follow: boolean,
  onFollowChange: (follow: boolean) => void,
): GridScroll {
  const viewport = useRef<HTMLDivElement>(null);
  // The topmost row, counted from the source's beginning: a cut at the head does not change which row that is.
  const topRow = useRef(0);
  const lastTop = useRef(0);
  const height = useRef(0);
  const lastDropped = useRef(source.dropped);
  const lastReset = useRef(source.reset);
  const [, redraw] = useReducer((n: number) => n + 1, 0);

  useLayoutEffect(() => {
    const element = viewport.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      height.current = element.clientHeight;
      redraw();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // Runs after every draw: the number of rows, the cut at the head or the height may have changed.
  useLayoutEffect(() => {
    const element = viewport.current;
    if (element === null) return;
    const cut = source.reset === lastReset.current ? source.dropped - lastDropped.current : 0;
    lastDropped.current = source.dropped;
    lastReset.current = source.reset;
    if (follow) element.scrollTop = element.scrollHeight;
    else if (cut > 0) element.scrollTop -= cut * ROW_HEIGHT;
    else return;
    lastTop.current = element.scrollTop;
    topRow.current = source.dropped + Math.floor(element.scrollTop / ROW_HEIGHT);
  });

  const first = follow
    ? firstAtTail(height.current, source.count)
    : Math.max(0, Math.min(source.count, topRow.current - source.dropped));

  return {
    viewport,
    range: visibleRange(first, height.current, source.count),
    height: height.current,
    onScroll() {
      const element = viewport.current;
      if (element === null) return;
      const top = element.scrollTop;
      const next = followAfterScroll(follow, top, lastTop.current, element.scrollHeight - element.clientHeight);
      lastTop.current = top;
      const row = lastDropped.current + Math.floor(top / ROW_HEIGHT);
      const moved = row !== topRow.current;
      topRow.current = row;
      if (next !== follow) onFollowChange(next);
      else if (moved && !follow) redraw();
    },
    onWheel(deltaY) {
      if (deltaY < 0 && follow && (viewport.current?.scrollTop ?? 0) > 0) onFollowChange(false);
    },
    reveal(index) {
      const element = viewport.current;
      if (element === null) return;
      const top = scrollTopFor(index, element.scrollTop, element.clientHeight);
      if (top === null) return;
      element.scrollTop = top;
      lastTop.current = element.scrollTop;
      topRow.current = source.dropped + Math.floor(element.scrollTop / ROW_HEIGHT);
      redraw();
    },
  };
}
