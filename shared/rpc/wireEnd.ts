import { createEmitter } from '../base/emitter.ts';
import type { Wire, WireMessage } from './wire.ts';

/** What every wire needs beside its transport: the listeners, and a close that is told exactly once. */
export interface WireEnd extends Pick<Wire, 'onMessage' | 'onClose'> {
  readonly closed: boolean;
  /** Hands a message to the listeners; nothing arrives after the close. */
  deliver(message: WireMessage): void;
  /** Marks the end; false when it was marked before. Tells the close listeners. */
  shut(): boolean;
}

export function createWireEnd(): WireEnd {
  const messages = createEmitter<WireMessage>();
  const closes = createEmitter<void>();
  let closed = false;
  return {
    get closed() {
      return closed;
    },
    onMessage: (listener) => messages.on(listener),
    onClose(listener) {
      if (!closed) return closes.on(listener);
      let wanted = true;
      void Promise.resolve().then(() => wanted && listener());
      return () => {
        wanted = false;
      };
    },
    deliver(message) {
      if (!closed) messages.emit(message);
    },
    shut() {
      if (closed) return false;
      closed = true;
      closes.emit();
      return true;
    },
  };
}
