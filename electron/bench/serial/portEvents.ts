import { createEmitter } from '#shared/base/emitter.ts';
import type { SerialPortHandle } from './serialBackend.ts';

/** The events of an open port: silent after close(), lost at most once, and nothing after that. */
export interface PortEvents extends Pick<SerialPortHandle, 'onData' | 'onLost'> {
  data(bytes: Uint8Array): void;
  lost(reason: string): void;
  /** The port is being closed: no listener is called from now on. False when it was over already. */
  finish(): boolean;
  readonly over: boolean;
}

export function createPortEvents(): PortEvents {
  const data = createEmitter<Uint8Array>();
  const lost = createEmitter<string>();
  let over = false;
  return {
    onData: (listener) => data.on(listener),
    onLost: (listener) => lost.on(listener),
    data(bytes) {
      if (!over) data.emit(bytes);
    },
    lost(reason) {
      if (over) return;
      over = true;
      lost.emit(reason);
    },
    finish() {
      const first = !over;
      over = true;
      return first;
    },
    get over() {
      return over;
    },
  };
}
