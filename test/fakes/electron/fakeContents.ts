import { EventEmitter } from 'node:events';
import type { HandlerDetails, WebPreferences, WindowOpenHandlerResponse } from 'electron';
import type { FakeMessagePortMain } from './fakeChannel.ts';
import { type FakePage, openFakePage } from './fakePage.ts';

/** One frame of a page, as the main process sees it. */
export class FakeFrame {
  readonly origin: string;
  /** Where the main process's messages to this frame go. */
  page: FakePage | undefined;

  constructor(origin: string) {
    this.origin = origin;
  }

  postMessage(channel: string, message: unknown, transfer: readonly FakeMessagePortMain[] = []): void {
    this.page?.deliver(
      channel,
      structuredClone(message),
      transfer.map((port) => port.handOver()),
    );
  }
}

/** What of `electron` the contents of a window need. */
export interface ContentsHost {
  /** An IPC message by a frame. */
  send(contents: FakeContents, frame: FakeFrame | null, channel: string, args: readonly unknown[]): void;
  /** Fetches a page; rejects when it cannot be loaded. */
  load(url: string): Promise<unknown>;
}

export class FakeContents extends EventEmitter {
  readonly preferences: WebPreferences;
  readonly #host: ContentsHost;
  mainFrame = new FakeFrame('about:blank');
  reloads = 0;
  windowOpenHandler: ((details: HandlerDetails) => WindowOpenHandlerResponse) | undefined;

  constructor(preferences: WebPreferences, host: ContentsHost) {
    super();
    this.preferences = preferences;
    this.#host = host;
  }

  setWindowOpenHandler(handler: (details: HandlerDetails) => WindowOpenHandlerResponse): void {
    this.windowOpenHandler = handler;
  }

  reload(): void {
    this.reloads += 1;
  }

  async loadURL(url: string): Promise<void> {
    await this.#host.load(url);
    const { protocol, host, origin } = new URL(url);
    const frame = new FakeFrame(origin === 'null' ? `${protocol}//${host}` : origin);
    this.mainFrame = frame;
    frame.page = openFakePage({
      origin: frame.origin,
      preload: this.preferences.preload ?? '',
      send: (channel, args) => this.#host.send(this, frame, channel, args),
    });
    this.emit('did-finish-load');
  }

  /** A page that asks to go somewhere; whether it may. */
  mayNavigate(
    event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect',
    url: string,
    isMainFrame = true,
  ): boolean {
    let may = true;
    const preventDefault = (): void => {
      may = false;
    };
    this.emit(event, { url, isMainFrame, preventDefault });
    return may;
  }
}
