import { useSyncExternalStore } from 'react';
import type { RowView, RowViewState } from './rowViewTypes.ts';

/** Draws the component again once per frame in which the view's rows or state changed. Read rows from `view.lines`. */
export const useRowView = (view: RowView): RowViewState => useSyncExternalStore(view.subscribe, view.getState);
