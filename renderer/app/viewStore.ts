import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SerialLink } from '#shared/contract/serial.ts';
import type { PaneId } from './paneRegistry.ts';

/** What is open in the window right now; gone when it closes (what should last is in the settings' layout). */
export interface ViewSlice {
  readonly paletteOpen: boolean;
  readonly portPickerOpen: boolean;
  /** The way to listen the picker offers. */
  readonly listenMode: SerialLink['mode'];
  /** The link whose panel is open; null: none. */
  readonly linkPanel: number | null;
  readonly brokerPanelOpen: boolean;
  /** The part of “Proxy and bridge” in sight; null: it is closed. */
  readonly relayPart: 'proxy' | 'bridge' | null;
  /** The capture in the explanation's field; null: it is closed. */
  readonly explainText: string | null;
  /** The pane the keyboard was in last. */
  readonly activePane: PaneId;
  setPaletteOpen(open: boolean): void;
  setPortPickerOpen(open: boolean): void;
  setListenMode(mode: SerialLink['mode']): void;
  setLinkPanel(link: number | null): void;
  setBrokerPanelOpen(open: boolean): void;
  setRelayPart(part: ViewSlice['relayPart']): void;
  setExplainText(text: string | null): void;
  setActivePane(pane: PaneId): void;
}
export type ViewStore = StoreApi<ViewSlice>;

export const createViewStore = (): ViewStore =>
  createStore<ViewSlice>((set) => ({
    paletteOpen: false,
    portPickerOpen: false,
    listenMode: 'direct',
    linkPanel: null,
    brokerPanelOpen: false,
    relayPart: null,
    explainText: null,
    activePane: 'at',
    setPaletteOpen: (paletteOpen) => set({ paletteOpen }),
    setPortPickerOpen: (portPickerOpen) => set({ portPickerOpen }),
    setListenMode: (listenMode) => set({ listenMode }),
    setLinkPanel: (linkPanel) => set({ linkPanel }),
    setBrokerPanelOpen: (brokerPanelOpen) => set({ brokerPanelOpen }),
    setRelayPart: (relayPart) => set({ relayPart }),
    setExplainText: (explainText) => set({ explainText }),
    setActivePane: (activePane) => set({ activePane }),
  }));
