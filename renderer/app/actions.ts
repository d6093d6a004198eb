import { assertNever } from '#shared/base/assertNever.ts';
import type { Shortcut } from './keys.ts';
import { isOpen } from './layout.ts';
import { PANES, type PaneId } from './paneRegistry.ts';
import type { Services } from './services.ts';

/** The pane `step` places on from the one the keyboard is in, going round. */
export function paneBeside(active: PaneId, step: 1 | -1): PaneId {
  const next = PANES[(PANES.indexOf(active) + step + PANES.length) % PANES.length];
  return next ?? active;
}

export function focusPane(services: Services, pane: PaneId): void {
  services.view.getState().setActivePane(pane);
  services.panes.get(pane)?.focus();
}

export function toggleFold(services: Services, part: 'inspector' | 'timeline'): void {
  const { settings, patchLayout } = services.settings.getState();
  patchLayout(part, !isOpen(settings.layout, part));
}

/** Puts a user's mark into the log, now. */
export const mark = (services: Services, text: string): void => void services.rpc.call('log.mark', { text });

/** Does what a shortcut says; clear, search and pause mean the pane the keyboard is in. */
export function runShortcut(services: Services, shortcut: Shortcut): void {
  const view = services.view.getState();
  const pane = services.panes.get(view.activePane);
  switch (shortcut.do) {
    case 'palette':
      view.setPaletteOpen(!view.paletteOpen);
      break;
    case 'next-pane':
      focusPane(services, paneBeside(view.activePane, 1));
      break;
    case 'previous-pane':
      focusPane(services, paneBeside(view.activePane, -1));
      break;
    case 'clear':
      pane?.clear();
      break;
    case 'search':
      pane?.focusSearch();
      break;
    case 'pause':
      pane?.togglePause();
      break;
    case 'mark':
      mark(services, 'mark');
      break;
    case 'toggle-inspector':
      toggleFold(services, 'inspector');
      break;
    case 'toggle-timeline':
      toggleFold(services, 'timeline');
      break;
    default:
      assertNever(shortcut, 'shortcut');
  }
}
