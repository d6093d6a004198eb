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
  /** Brings line `index` into sight, if it is not. */
  reveal(index: number): void;
}

/** What stands at the viewport's upper edge: a line by its seq, and how many of its pixels are above the edge. */
interface Anchor {
  readonly seq: number;
  readonly offset: number;
}

/**
 * Which lines are in sight, of lines of one height. Written for this and not taken from a library because with one height
 * it is arithmetic, while a general virtualiser walks all lines whenever their number changes, which here is every frame.
 */
export function useGridScroll(
  source: GridSource,
  follow: boolean,
  onFollowChange: (follow: boolean) => void,
): GridScroll {
  const viewport = useRef<HTMLDivElement>(null);
  const anchor = useRef<Anchor | null>(null);
  const lastTop = useRef(0);
  const height = useRef(0);
  const [, redraw] = useReducer((n: number) => n + 1, 0);

  const anchorAt = (top: number): void => {
    const index = Math.min(source.length - 1, Math.floor(top / ROW_HEIGHT));
    anchor.current = index < 0 ? null : { seq: source.seqAt(index), offset: top - index * ROW_HEIGHT };
    lastTop.current = top;
  };
  const anchoredTop = (): number => {
    if (anchor.current === null || source.length === 0) return 0;
    return Math.max(0, source.indexOfSeq(anchor.current.seq)) * ROW_HEIGHT + anchor.current.offset;
  };

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

  // Runs after every draw, before it is seen: lines may have come at the end, gone at the head or come in between.
  useLayoutEffect(() => {
    const element = viewport.current;
    if (element === null) return;
    // Reckoned and not asked of the element: asking would lay the page out once for every list and frame.
    const end = Math.max(0, source.length * ROW_HEIGHT - height.current);
    const wanted = follow ? end : Math.min(end, anchoredTop());
    if (Math.abs(lastTop.current - wanted) >= 1) {
      element.scrollTop = wanted;
      lastTop.current = wanted;
    }
    if (follow) anchorAt(wanted);
  });

  const first = follow ? firstAtTail(height.current, source.length) : Math.floor(anchoredTop() / ROW_HEIGHT);

  return {
    viewport,
    range: visibleRange(first, height.current, source.length),
    height: height.current,
    onScroll() {
      const element = viewport.current;
      if (element === null) return;
      const top = element.scrollTop;
      const next = followAfterScroll(follow, top, lastTop.current, element.scrollHeight - element.clientHeight);
      const moved = Math.floor(top / ROW_HEIGHT) !== Math.floor(lastTop.current / ROW_HEIGHT);
      anchorAt(top);
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
      anchorAt(element.scrollTop);
      redraw();
    },
  };
}
