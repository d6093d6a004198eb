import { useRef } from 'react';
import type { GridSource } from './gridSource.ts';

/** How many rows came since the view stopped following. */
export function useFreshCount(source: GridSource, follow: boolean): number {
  const seen = useRef({ reset: source.reset, end: 0 });
  const end = source.dropped + source.count;
  if (follow || seen.current.reset !== source.reset) seen.current = { reset: source.reset, end };
  return end - seen.current.end;
}
