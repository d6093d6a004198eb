import { readFileSync, writeFileSync } from 'node:fs';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { fitToScreens, MIN_SIZE, parseWindowState } from './windowState.ts';

export interface WindowOptions {
  readonly pageUrl: string;
  /** Absolute path of the built preload. */
  readonly preload: string;
  /** Absolute path of the file that remembers place and size. */
  readonly stateFile: string;
}

/** Opens the window where it was last and shows it once there is something to see. */
export function createWindow({ pageUrl, preload, stateFile }: WindowOptions): BrowserWindow {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  const state = fitToScreens(
    readState(stateFile),
    [primary, ...others].map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    show: false,
    title: 'ModemScope',
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#15181c' : '#ffffff',
    // Sandbox, isolation and the absence of Node are Electron's defaults; they are named so that nobody relies on that.
    // The spelling checker would fetch its dictionaries from the internet.
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  });
  window.once('ready-to-show', () => {
    if (state.maximized) window.maximize();
    window.show();
  });
  window.on('close', () =>
    writeState(stateFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() }),
  );
  reloadAfterCrash(window);
  window.loadURL(pageUrl).catch(() => {}); // a page that does not load shows that by itself
  return window;
}

/** A page that crashes at once again after it was reloaded is left alone. */
const CRASH_LOOP_MS = 10_000;

/** The bench lives in this process and goes on capturing when the page's process dies; a new page finds it all. */
function reloadAfterCrash(window: BrowserWindow): void {
  let last = -CRASH_LOOP_MS;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    const now = performance.now();
    if (reason === 'clean-exit' || now - last < CRASH_LOOP_MS) return;
    last = now;
    window.webContents.reload();
  });
}

function readState(file: string): ReturnType<typeof parseWindowState> {
  try {
    return parseWindowState(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // the first start
  }
}

function writeState(file: string, state: ReturnType<typeof fitToScreens>): void {
  try {
    writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
  } catch {
    // A window that opens in the middle next time is not worth keeping the user from closing this one.
  }
}
