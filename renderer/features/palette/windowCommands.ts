import { focusPane, runShortcut } from '#renderer/app/actions.ts';
import { type Shortcut, shortcutKeys } from '#renderer/app/keys.ts';
import { PANE_NAMES, PANES } from '#renderer/app/paneRegistry.ts';
import type { Services } from '#renderer/app/services.ts';
import { act, type PaletteCommand } from './paletteCommand.ts';

export function paneCommands(services: Services): PaletteCommand[] {
  const active = PANE_NAMES[services.view.getState().activePane];
  const shortcut = (name: Shortcut['do'], title: string, group: PaletteCommand['group'] = 'Pane'): PaletteCommand => ({
    id: name,
    group,
    title,
    keys: shortcutKeys(name),
    run: act(() => runShortcut(services, { do: name })),
  });
  return [
    ...PANES.map(
      (pane): PaletteCommand => ({
        id: `focus ${pane}`,
        group: 'Pane',
        title: `Go to ${PANE_NAMES[pane]}`,
        run: act(() => focusPane(services, pane)),
      }),
    ),
    shortcut('next-pane', 'Go to the next pane'),
    shortcut('search', `Search in ${active}`),
    shortcut('pause', `Pause or resume ${active}`),
    shortcut('clear', `Clear ${active}`),
    shortcut('mark', 'Mark this moment', 'Log'),
    shortcut('toggle-inspector', 'Show or fold the inspector', 'View'),
    shortcut('toggle-timeline', 'Show or fold the timeline', 'View'),
  ];
}

export function viewCommands(services: Services): PaletteCommand[] {
  const { patch } = services.settings.getState();
  return [
    {
      id: 'explain',
      group: 'Log',
      title: 'Explain a capture: paste or drop a log …',
      run: act(() => services.view.getState().setExplainText('')),
    },
    ...(['system', 'light', 'dark'] as const).map(
      (theme): PaletteCommand => ({
        id: `theme ${theme}`,
        group: 'View',
        title: theme === 'system' ? 'Theme: as the system' : `Theme: ${theme}`,
        run: act(() => patch({ theme })),
      }),
    ),
    ...(
      [
        ['wall', 'Times: time of day'],
        ['elapsed', 'Times: since the session began'],
        ['delta', 'Times: since the row before'],
      ] as const
    ).map(
      ([timeMode, title]): PaletteCommand => ({
        id: `time ${timeMode}`,
        group: 'View',
        title,
        run: act(() => patch({ timeMode })),
      }),
    ),
  ];
}
