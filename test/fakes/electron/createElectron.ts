import { EventEmitter } from 'node:events';
import type { CustomScheme, Display, MenuItemConstructorOptions, Rectangle } from 'electron';
import { FakeMessageChannelMain } from './fakeChannel.ts';
import type { ContentsHost, FakeContents, FakeFrame } from './fakeContents.ts';
import { FakeSession } from './fakeSession.ts';
import { FakeWindow } from './fakeWindow.ts';

interface FakeOptions {
  readonly packaged?: boolean;
  /** False: another instance holds the lock. */
  readonly lock?: boolean;
  readonly screens?: readonly Rectangle[];
}

/**
 * A stand-in for the `electron` module: keeps what the program tells Electron and plays the events Electron would send.
 * It holds no judgement of its own; the tests look at what is kept.
 */
export function createElectron({ packaged = false, lock = true, screens }: FakeOptions = {}) {
  const windows: FakeWindow[] = [];
  const session = new FakeSession();
  const ipcMain = new EventEmitter();
  const told = {
    schemes: [] as CustomScheme[],
    paths: {} as Record<string, string>,
    sandboxEnabled: false,
    lockAsked: false,
    quits: 0,
    exits: [] as number[],
    opened: [] as string[],
    errorBoxes: [] as string[],
    menu: [] as MenuItemConstructorOptions[],
  };

  const host: ContentsHost = {
    send: (sender, senderFrame, channel, args) => {
      setImmediate(() => ipcMain.emit(channel, { sender, senderFrame }, ...args));
    },
    load: async (url) => {
      const response = url.startsWith('http:') ? new Response('') : await session.load(url);
      if (!response.ok) throw new Error(`ERR_FAILED ${url}`);
    },
  };

  let becomeReady = (): void => {};
  const ready = new Promise<void>((done) => {
    becomeReady = done;
  });
  let isReady = false;
  const beforeReady = (what: string): void => {
    if (isReady) throw new Error(`${what} has to be called before the app is ready`);
  };

  const app = Object.assign(new EventEmitter(), {
    isPackaged: packaged,
    setPath: (name: string, path: string): void => {
      told.paths[name] = path;
    },
    requestSingleInstanceLock: (): boolean => {
      told.lockAsked = true;
      return lock;
    },
    enableSandbox: (): void => {
      beforeReady('enableSandbox');
      told.sandboxEnabled = true;
    },
    whenReady: (): Promise<void> => ready,
    /** Closes nothing by itself: the tests close windows one by one. */
    quit: (): void => {
      told.quits += 1;
      setImmediate(() => {
        let prevented = false;
        const preventDefault = (): void => {
          prevented = true;
        };
        app.emit('will-quit', { preventDefault });
        if (!prevented) told.exits.push(0);
      });
    },
    exit: (code = 0): void => void told.exits.push(code),
  });

  class BrowserWindow extends FakeWindow {
    constructor(options: ConstructorParameters<typeof FakeWindow>[0]) {
      super(options, host);
      if (!isReady) throw new Error('Cannot create BrowserWindow before app is ready');
      windows.push(this);
      app.emit('web-contents-created', {}, this.webContents);
    }
    static fromWebContents(contents: FakeContents): FakeWindow | null {
      return windows.find((window) => window.webContents === contents) ?? null;
    }
  }

  const displays = (screens ?? [{ x: 0, y: 0, width: 1920, height: 1040 }]).map(
    (workArea, id) => ({ id, workArea }) as Display,
  );

  return {
    /** What the built program imports. */
    module: {
      app,
      BrowserWindow,
      ipcMain,
      MessageChannelMain: FakeMessageChannelMain,
      session: { defaultSession: session },
      protocol: {
        registerSchemesAsPrivileged: (schemes: CustomScheme[]): void => {
          beforeReady('registerSchemesAsPrivileged');
          told.schemes.push(...schemes);
        },
      },
      shell: { openExternal: async (url: string): Promise<void> => void told.opened.push(url) },
      Menu: {
        buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
        setApplicationMenu: (menu: MenuItemConstructorOptions[]): void => {
          told.menu = menu;
        },
      },
      dialog: { showErrorBox: (title: string, text: string): void => void told.errorBoxes.push(`${title}: ${text}`) },
      screen: { getPrimaryDisplay: () => displays[0], getAllDisplays: () => displays },
      nativeTheme: { shouldUseDarkColors: false },
    },
    told,
    windows,
    session,
    app,
    /** A message by any frame, as a compromised page could send it. */
    sendFrom: (contents: FakeContents, frame: FakeFrame | null, channel: string): void =>
      host.send(contents, frame, channel, []),
    start(): void {
      isReady = true;
      becomeReady();
    },
    /** What a click on the close button does. */
    closeWindow(window: FakeWindow): void {
      window.emit('close', { preventDefault: () => {} });
      windows.splice(windows.indexOf(window), 1);
      window.emit('closed');
      if (windows.length === 0) app.emit('window-all-closed');
    },
  };
}

export type FakeElectron = ReturnType<typeof createElectron>;
