import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, session, type WebContents } from 'electron';
import { type Bench, createBench } from '#bench/createBench.ts';
import type { ProgramPaths } from '#bench/host/programPaths.ts';
import { createShutdown, endWithProcess } from '#bench/host/shutdown.ts';
import { startBroker } from '#bench/host/startBroker.ts';
import { startConsole } from '#bench/host/startConsole.ts';
import { createNodeDeps } from '#bench/nodeDeps.ts';
import { serveWire } from '#shared/rpc/serveWire.ts';
import { APP_ORIGIN, serveApp } from './appProtocol.ts';
import { createWindow } from './createWindow.ts';
import { offerPorts } from './hostPort.ts';
import { menuTemplate } from './menu.ts';
import { confineContents, confineSession } from './security.ts';

export interface AppOptions {
  readonly paths: ProgramPaths;
  /** Absolute path. */
  readonly dataDir: string;
  readonly preload: string;
  /** Run the simulated board on a simulated modem. */
  readonly simulate: boolean;
  /** Address of the development server that serves the window; undefined for the built one. */
  readonly devServer: string | undefined;
}

const report = (error: unknown): void => console.error('A fault in the bench:', error);

/** The life of the desktop program: one bench in this process, one window on it. */
export function runApp({ paths, dataDir, preload, devServer, simulate }: AppOptions): void {
  const page = devServer === undefined ? undefined : new URL(devServer);
  const pageUrl = page?.href ?? `${APP_ORIGIN}/`;
  const pageOrigin = page?.origin ?? APP_ORIGIN;
  const open: { bench?: Bench; window?: BrowserWindow | undefined } = {};

  const exit = (code: number): void => app.exit(code);
  const shutdown = createShutdown({ close: async () => open.bench?.close(), exit, report });
  endWithProcess(process, { shutdown, exit, report });

  const showWindow = (): void => {
    if (open.window !== undefined) {
      if (open.window.isMinimized()) open.window.restore();
      open.window.focus();
      return;
    }
    const window = createWindow({ pageUrl, preload, stateFile: join(dataDir, 'window.json') });
    window.on('closed', () => {
      open.window = undefined;
    });
    open.window = window;
  };

  const windowOf = (contents: WebContents): BrowserWindow | undefined => {
    const window = BrowserWindow.fromWebContents(contents);
    return window !== null && window === open.window ? window : undefined;
  };

  const start = async (): Promise<void> => {
    confineSession(session.defaultSession, pageOrigin, { remoteContent: devServer !== undefined });
    if (devServer === undefined) await serveApp(session.defaultSession, paths.rendererDir);
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, { development: !app.isPackaged })));
    const bench = await createBench(createNodeDeps({ host: 'electron', dataDir, paths }));
    open.bench = bench;
    const { commands, streams, onEvent } = bench;
    offerPorts({
      ipcMain,
      pageOrigin,
      windowOf,
      serve: (wire) => serveWire({ wire, commands, streams, onEvent, report }),
    });
    // Not before there is a port to hand out: a window asks for it once.
    app.on('second-instance', showWindow);
    app.on('activate', showWindow);
    showWindow();
    const broker = await startBroker(commands);
    if (broker.ok) await startConsole(commands);
    if (simulate) await commands['simulator.start']({ profile: 'sim7600' });
  };

  confineContents(app, pageUrl);
  app.on('window-all-closed', () => {
    // On macOS a program lives on without windows; so does the bench, and goes on capturing.
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    event.preventDefault(); // the bench closes first; shutdown ends the process
    shutdown(0);
  });
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      report(error);
      dialog.showErrorBox('ModemScope cannot start', error instanceof Error ? error.message : String(error));
      shutdown(1);
    });
}
