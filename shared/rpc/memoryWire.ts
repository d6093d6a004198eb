import type { Wire, WireMessage } from './wire.ts';
import { createWireEnd, type WireEnd } from './wireEnd.ts';

/**
 * Two ends of a wire inside one process, for tests and for a bench in the same thread. Messages arrive in a later microtask
 * as copies, so code that shares an object across the wire fails here as it would on a real one.
 */
export function createMemoryWirePair(): readonly [Wire, Wire] {
  const left = createWireEnd();
  const right = createWireEnd();
  return [wireTo(left, right), wireTo(right, left)];
}

function wireTo(own: WireEnd, other: WireEnd): Wire {
  return {
    send(message) {
      if (own.closed) return false;
      const copy = copyMessage(message);
      if (copy === undefined) return false;
      soon(() => other.deliver(copy));
      return true;
    },
    onMessage: own.onMessage,
    onClose: own.onClose,
    close() {
      if (own.shut()) soon(() => other.shut());
    },
  };
}

const soon = (task: () => void): void => void Promise.resolve().then(task);

/** The head as JSON would carry it; undefined when it cannot. */
function copyMessage(message: WireMessage): WireMessage | undefined {
  try {
    const head: unknown = JSON.parse(JSON.stringify(message.head));
    return message.body === undefined ? { head } : { head, body: new Uint8Array(message.body) };
  } catch {
    return undefined;
  }
}
