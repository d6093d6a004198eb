import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Settings, SettingsPatch } from '#shared/contract/settings.ts';
import type { RpcClient } from '#shared/rpc/rpcClient.ts';
import { askWhenReady } from './askWhenReady.ts';
import { structuralShare } from './structuralShare.ts';

type LayoutValue = Settings['layout'][string];

export interface SettingsSlice {
  readonly settings: Settings;
  /** False until the bench has sent what it remembers. */
  readonly loaded: boolean;
  /** Takes effect at once; the bench is told a moment later, with what else came in between. */
  patch(change: SettingsPatch): void;
  patchLayout(key: string, value: LayoutValue): void;
}
export type SettingsStore = StoreApi<SettingsSlice>;

/** How long changes are gathered before they are sent, in milliseconds. */
export const SETTINGS_DELAY_MS = 400;

/** What holds until the bench answers. */
export const INITIAL_SETTINGS: Settings = {
  theme: 'system',
  timeMode: 'elapsed',
  ports: {},
  lastPort: '',
  pairs: [],
  tcpPorts: [],
  broker: null,
  console: null,
  proxies: [],
  bridge: null,
  subscriptions: [],
  publish: null,
  atHistory: [],
  publishHistory: [],
  published: [],
  savedMessages: [],
  rewriteRules: [],
  savedCommands: [],
  layout: {},
};

/** Calls back after `ms`; the answer cancels. Handed in so that tests own the time. */
export type Delay = (ms: number, callback: () => void) => () => void;

export interface SettingsBinding {
  readonly store: SettingsStore;
  /** Sends what is waiting now (the window closes). */
  flush(): void;
  dispose(): void;
}

/** The settings as the window uses them, kept the same as the bench's. */
export function createSettingsStore(rpc: RpcClient, delay: Delay): SettingsBinding {
  let pending: SettingsPatch = {};
  let cancel: (() => void) | null = null;

  const flush = (): void => {
    cancel?.();
    cancel = null;
    if (Object.keys(pending).length === 0 || rpc.state !== 'ready') return;
    const change = pending;
    pending = {};
    void rpc.call('settings.set', change).then((answer) => {
      if (!answer.ok && answer.error.code === 'closed') pending = { ...change, ...pending };
    });
  };
  const store: SettingsStore = createStore<SettingsSlice>((set, get) => ({
    settings: INITIAL_SETTINGS,
    loaded: false,
    patch(change) {
      pending = { ...pending, ...change };
      set((old) => ({ settings: { ...old.settings, ...change } }));
      cancel ??= delay(SETTINGS_DELAY_MS, flush);
    },
    patchLayout(key, value) {
      const { layout } = get().settings;
      if (layout[key] !== value) get().patch({ layout: { ...layout, [key]: value } });
    },
  }));
  // What the user changed here and the bench has not been told yet is newer than what the bench says.
  const take = (settings: Settings): void => {
    store.setState((old) => ({
      settings: structuralShare(old.settings, { ...settings, ...pending }),
      loaded: true,
    }));
  };
  const ask = async (): Promise<void> => {
    const answer = await rpc.call('settings.get', {});
    if (answer.ok) take(answer.value);
    flush();
  };

  const stops = [rpc.on('settings.changed', take), askWhenReady(rpc, ask)];

  return {
    store,
    flush,
    dispose() {
      flush();
      for (const stop of stops) stop();
    },
  };
}
