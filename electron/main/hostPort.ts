import {
  type BrowserWindow,
  type IpcMain,
  type IpcMainEvent,
  MessageChannelMain,
  type WebContents,
  type WebFrameMain,
} from 'electron';
import { PORT_GIVEN, PORT_WANTED } from '#shared/rpc/portHandover.ts';
import { createMessagePortMainWire } from '#shared/rpc/portWire.ts';
import type { Wire } from '#shared/rpc/wire.ts';

export interface HostPortOptions {
  readonly ipcMain: IpcMain;
  /** The origin of our page. */
  readonly pageOrigin: string;
  /** The window a page may be in; undefined for contents that are none of ours. */
  windowOf(contents: WebContents): BrowserWindow | undefined;
  /** Serves the bench on the other end of the port; the answer ends that. */
  serve(wire: Wire): () => void;
}

/**
 * Hands every page of ours that asks one end of a new message channel. Who asks is checked: our window, its main frame,
 * our origin. A page that asks again (after a reload) gets a new port and loses the old one, so there is one per window.
 */
export function offerPorts({ ipcMain, pageOrigin, windowOf, serve }: HostPortOptions): void {
  const ends = new WeakMap<BrowserWindow, () => void>();
  ipcMain.on(PORT_WANTED, (event) => {
    const window = windowOf(event.sender);
    const frame = ownFrame(event, pageOrigin);
    if (window === undefined || frame === undefined) return;
    ends.get(window)?.();
    const { port1, port2 } = new MessageChannelMain();
    ends.set(window, serve(createMessagePortMainWire(port1)));
    frame.postMessage(PORT_GIVEN, null, [port2]);
  });
}

/** The frame that asked, when it is the main frame and shows our page. */
function ownFrame({ sender, senderFrame }: IpcMainEvent, pageOrigin: string): WebFrameMain | undefined {
  if (senderFrame === null || senderFrame !== sender.mainFrame) return undefined;
  return senderFrame.origin === pageOrigin ? senderFrame : undefined;
}
