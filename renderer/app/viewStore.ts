import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PaneId } from './paneRegistry.ts';

/** What is open in the window right now; gone when it closes (what should last is in the settings' layout). */
export interface ViewSlice {
  readonly paletteOpen: boolean;
  readonly portPickerOpen: boolean;
  readonly brokerPanelOpen: boolean;
  /** The capture in the explanation's field; null: it is closed. */
  readonly explainText: string | null;
  /** The pane the keyboard was in last. */
  readonly activePane: PaneId;
  setPaletteOpen(open: boolean): void;
  setPortPickerOpen(open: boolean): void;
  setBrokerPanelOpen(open: boolean): void;
  setExplainText(text: string | null): void;
  setActivePane(pane: PaneId): void;
}
export type ViewStore = StoreApi<ViewSlice>;

export const createViewStore = (): ViewStore =>
  createStore<ViewSlice>((set) => ({
    paletteOpen: false,
    portPickerOpen: false,
    brokerPanelOpen: false,
    explainText: null,
    activePane: 'at',
    setPaletteOpen: (paletteOpen) => set({ paletteOpen }),
    setPortPickerOpen: (portPickerOpen) => set({ portPickerOpen }),
    setBrokerPanelOpen: (brokerPanelOpen) => set({ brokerPanelOpen }),
    setExplainText: (explainText) => set({ explainText }),
    setActivePane: (activePane) => set({ activePane }),
  }));
