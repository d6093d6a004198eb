import { useState } from 'react';
import type { GroupProps } from 'react-resizable-panels';
import { savedSizes, sizesToSave } from './layout.ts';
import { useServices } from './services.ts';

/** Sizes of a panel group as the user left them. `panels` and `fallback` (percent) in the order of the panels. */
export function useSavedSizes(
  key: string,
  panels: readonly string[],
  fallback: readonly number[],
): Pick<GroupProps, 'defaultLayout' | 'onLayoutChanged'> {
  const { settings } = useServices();
  const [defaultLayout] = useState(() => ({
    ...savedSizes(settings.getState().settings.layout, key, panels, fallback),
  }));
  return {
    defaultLayout,
    onLayoutChanged(layout, { isUserInteraction }) {
      if (isUserInteraction) settings.getState().patchLayout(key, sizesToSave(layout, panels));
    },
  };
}
