import { createEmitter } from '#shared/base/emitter.ts';
import type { Wire, WireMessage } from '#shared/rpc/wire.ts';
import { createWireEnd } from '#shared/rpc/wireEnd.ts';

/** One end of a wire whose other end is the test. Messages pass as they are, also what is no JSON. */
export interface FakeWire {
  readonly wire: Wire;
  /** The heads that were sent. */
  readonly sent: readonly unknown[];
  readonly closed: boolean;
  deliver(head: unknown, body?: Uint8Array): void;
  /** The other side goes away. */
  hangUp(): void;
  /** Bytes the other side has not taken; a smaller number than before drains. */
  setBacklog(bytes: number): void;
  /** From now on messages for which this is false are refused. */
  accept(test: (message: WireMessage) => boolean): void;
}

export function createFakeWire(): FakeWire {
  const end = createWireEnd();
  const drains = createEmitter<void>();
  const sent: unknown[] = [];
  let backlogBytes = 0;
  let accepts = (_message: WireMessage): boolean => true;
  return {
    wire: {
      send(message) {
        if (end.closed || !accepts(message)) return false;
        sent.push(message.head);
        return true;
      },
      onMessage: end.onMessage,
      onClose: end.onClose,
      close: () => void end.shut(),
      backlog: {
        get bytes() {
          return backlogBytes;
        },
        onDrain: (listener) => drains.on(listener),
      },
    },
    sent,
    get closed() {
      return end.closed;
    },
    deliver: (head, body) => end.deliver(body === undefined ? { head } : { head, body }),
    hangUp: () => void end.shut(),
    setBacklog(bytes) {
      const drained = bytes < backlogBytes;
      backlogBytes = bytes;
      if (drained) drains.emit();
    },
    accept(test) {
      accepts = test;
    },
  };
}
