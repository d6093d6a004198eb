/** What the window's own key presses do; keys inside lists and fields are theirs. */
export type Shortcut =
  | { readonly do: 'palette' }
  | { readonly do: 'next-pane' }
  | { readonly do: 'previous-pane' }
  | { readonly do: 'clear' }
  | { readonly do: 'search' }
  | { readonly do: 'pause' }
  | { readonly do: 'mark' }
  | { readonly do: 'toggle-inspector' }
  | { readonly do: 'toggle-timeline' };

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** The shortcut a key press is; null when it is none. `typing`: the focus is in a text field. */
export function shortcutOf(press: KeyPress, typing: boolean): Shortcut | null {
  const command = (press.ctrlKey || press.metaKey) && !press.altKey;
  const key = press.key.toLowerCase();
  if (press.key === 'F6') return { do: press.shiftKey ? 'previous-pane' : 'next-pane' };
  if (command && !press.shiftKey) {
    if (key === 'k') return { do: 'palette' };
    if (key === 'l') return { do: 'clear' };
    if (key === 'f') return { do: 'search' };
    if (key === 'm') return { do: 'mark' };
    if (key === 'i') return { do: 'toggle-inspector' };
    if (key === 'j') return { do: 'toggle-timeline' };
    if (key === '.') return { do: 'pause' };
  }
  if (!typing && !command && !press.altKey && press.key === '/') return { do: 'search' };
  return null;
}

/** Names of the keys as caps, for tooltips and the palette. */
export const SHORTCUT_KEYS: Readonly<Record<Shortcut['do'], string>> = {
  palette: 'Ctrl K',
  'next-pane': 'F6',
  'previous-pane': 'Shift F6',
  clear: 'Ctrl L',
  search: '/',
  pause: 'Ctrl .',
  mark: 'Ctrl M',
  'toggle-inspector': 'Ctrl I',
  'toggle-timeline': 'Ctrl J',
};

/** The keys as this keyboard names them. */
export const shortcutKeys = (name: Shortcut['do'], mac = isMac()): string =>
  mac ? SHORTCUT_KEYS[name].replace('Ctrl', '⌘') : SHORTCUT_KEYS[name];

const isMac = (): boolean => typeof navigator !== 'undefined' && /Mac/i.test(navigator.userAgent);
