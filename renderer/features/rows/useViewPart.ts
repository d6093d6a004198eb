import { useSyncExternalStore } from 'react';
import type { RowView, RowViewState } from '#renderer/stream/rowViewTypes.ts';

/** One plain value of a view's state: draws again when that changes and not with every row. */
export const useViewPart = <T extends string | number | boolean | undefined>(
  view: RowView,
  part: (state: RowViewState) => T,
): T => useSyncExternalStore(view.subscribe, () => part(view.getState()));
