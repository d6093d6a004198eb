import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Lane } from '#shared/model/row.ts';
import type { PaneId } from './paneRegistry.ts';

/** The row the user looks at. The other panes scroll to its time; the inspector shows it. */
export interface SelectedRow {
  readonly pane: PaneId;
  readonly seq: number;
  /** Microseconds since the session began. */
  readonly t: number;
  readonly lane: Lane;
}

export interface SelectionSlice {
  readonly selected: SelectedRow | null;
  select(row: SelectedRow): void;
  clear(): void;
}
export type SelectionStore = StoreApi<SelectionSlice>;

export const createSelectionStore = (): SelectionStore =>
  createStore<SelectionSlice>((set) => ({
    selected: null,
    select: (selected) => set({ selected }),
    clear: () => set({ selected: null }),
  }));
