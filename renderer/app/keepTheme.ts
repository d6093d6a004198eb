import type { SettingsStore } from './settingsStore.ts';

/**
 * Names the chosen theme on the page's root, from now on. Beside React and not in an effect: a child that reads colours in
 * its own effect would read them before its parent's effect has run.
 */
export function keepTheme(settings: SettingsStore, root: HTMLElement): () => void {
  const apply = (): void => {
    root.dataset.theme = settings.getState().settings.theme;
  };
  apply();
  return settings.subscribe(apply);
}
