import type { Wire, WireMessage } from './wire.ts';
import { createWireEnd } from './wireEnd.ts';

interface PortMessage {
  readonly type?: string;
  readonly data?: unknown;
}

interface PostingPort {
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}

/** What the wire uses of a DOM `MessagePort`; Node's own MessagePort fits too. */
export interface DomPort extends PostingPort {
  addEventListener(type: 'message', listener: (event: PortMessage) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
}

/** What the wire uses of Electron's `MessagePortMain`. */
export interface MainPort extends PostingPort {
  on(event: 'message', listener: (event: PortMessage) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
}

/** The page's end of a message channel. */
export function createMessagePortWire(port: DomPort): Wire {
  return createPortWire(port, (onData, onGone) => {
    port.addEventListener('message', (event) => onData(event.data));
    port.addEventListener('close', onGone);
  });
}

/** The main process's end of a message channel. */
export function createMessagePortMainWire(port: MainPort): Wire {
  return createPortWire(port, (onData, onGone) => {
    port.on('message', (event) => onData(event.data));
    port.on('close', onGone);
  });
}

/** A port does not tell its peer reliably that it was closed, so the wire says so itself. */
const BYE = { bye: true } as const;

function createPortWire(
  port: PostingPort,
  listen: (onData: (data: unknown) => void, onGone: () => void) => void,
): Wire {
  const end = createWireEnd();
  const post = (envelope: unknown): boolean => {
    try {
      port.postMessage(envelope);
      return true;
    } catch {
      return false; // not cloneable, or the port is gone
    }
  };
  const shut = (): void => {
    if (end.shut()) port.close();
  };
  const close = (): void => {
    if (!end.closed) post(BYE);
    shut();
  };

  listen((data) => {
    const envelope = readEnvelope(data);
    if (envelope === 'bye') shut();
    else if (envelope === undefined) close();
    else end.deliver(envelope);
  }, shut);
  port.start();

  return {
    send: (message) => !end.closed && post(writeEnvelope(message)),
    onMessage: end.onMessage,
    onClose: end.onClose,
    close,
  };
}

/** A clone takes the whole buffer behind a view along, so a part of a larger buffer is copied out first. */
function writeEnvelope({ head, body }: WireMessage): WireMessage {
  if (body === undefined) return { head };
  return { head, body: body.byteLength === body.buffer.byteLength ? body : new Uint8Array(body) };
}

function readEnvelope(data: unknown): WireMessage | 'bye' | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  if ('bye' in data) return 'bye';
  if (!('head' in data)) return undefined;
  if (!('body' in data) || data.body === undefined) return { head: data.head };
  return data.body instanceof Uint8Array ? { head: data.head, body: data.body } : undefined;
}
