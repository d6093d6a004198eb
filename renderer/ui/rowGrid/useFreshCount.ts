import { useRef } from 'react';
import type { GridSource } from './gridSource.ts';

/** How many lines came since the view stopped following. */
export function useFreshCount(source: GridSource, follow: boolean): number {
  const end = source.origin + source.length;
  const seen = useRef(end);
  if (follow) seen.current = end;
  return Math.max(0, end - seen.current);
}
