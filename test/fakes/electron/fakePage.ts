import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import type { MessagePort } from 'node:worker_threads';

interface PageMessage {
  readonly data: unknown;
  readonly origin: string;
  readonly source: unknown;
  readonly ports: readonly MessagePort[];
}

/** A page with a preload in a world of its own: they share the window's messages and nothing else. */
export interface FakePage {
  /** What the preload left in the page's world. */
  readonly exposed: Readonly<Record<string, unknown>>;
  /** window.postMessage by the page itself, or by a frame or window elsewhere (`source`). */
  postMessage(data: unknown, source?: unknown): void;
  /** Messages that reached the page's world, its own included. */
  readonly received: readonly PageMessage[];
  /** The main process's message to this page, as ipcRenderer hears it. */
  deliver(channel: string, message: unknown, ports: readonly MessagePort[]): void;
}

interface PageOptions {
  readonly origin: string;
  readonly preload: string;
  /** ipcRenderer.send. */
  send(channel: string, args: readonly unknown[]): void;
}

/** Loads the built preload the way a sandboxed page does: one file, no Node, only `electron`'s renderer half. */
export function openFakePage({ origin, preload, send }: PageOptions): FakePage {
  const ipc = new EventEmitter();
  const exposed: Record<string, unknown> = {};
  const received: PageMessage[] = [];
  const preloadListeners: ((event: PageMessage) => void)[] = [];

  const window = {
    location: { origin },
    addEventListener(type: string, listener: (event: PageMessage) => void): void {
      if (type === 'message') preloadListeners.push(listener);
    },
    postMessage(data: unknown, targetOrigin: string, ports: readonly MessagePort[] = []): void {
      if (targetOrigin === origin || targetOrigin === '*') dispatch({ data, origin, source: window, ports });
    },
  };
  const dispatch = (event: PageMessage): void => {
    setImmediate(() => {
      received.push(event);
      for (const listener of preloadListeners) listener(event);
    });
  };
  const electron = {
    contextBridge: {
      exposeInMainWorld(name: string, value: unknown): void {
        exposed[name] = structuredClone(value);
      },
    },
    ipcRenderer: {
      on: (channel: string, listener: (...args: unknown[]) => void): unknown => ipc.on(channel, listener),
      send: (channel: string, ...args: unknown[]): void => send(channel, args),
    },
  };
  const require = (name: string): unknown => {
    if (name === 'electron') return electron;
    throw new Error(`A sandboxed preload cannot load ${name}`);
  };
  const module = { exports: {} };
  runInNewContext(readFileSync(preload, 'utf8'), { window, require, module, exports: module.exports });

  return {
    exposed,
    received,
    postMessage: (data, source = window) => dispatch({ data, origin, source, ports: [] }),
    deliver: (channel, message, ports) => void ipc.emit(channel, { ports }, message),
  };
}
