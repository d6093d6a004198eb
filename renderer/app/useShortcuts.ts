import { useEffect } from 'react';
import { runShortcut } from './actions.ts';
import { shortcutOf } from './keys.ts';
import { useServices } from './services.ts';

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

/** Listens for the window's shortcuts while the window is there. */
export function useShortcuts(): void {
  const services = useServices();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const shortcut = event.defaultPrevented ? null : shortcutOf(event, isField(event.target));
      if (shortcut === null) return;
      // A dialog is open: only the palette's own key still counts.
      if (services.view.getState().paletteOpen && shortcut.do !== 'palette') return;
      event.preventDefault();
      runShortcut(services, shortcut);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [services]);
}
