import { latin1Bytes } from '../../base/latin1.ts';

/** What leaves the modem, before faults and the line. */
export interface UartOut {
  /** Text of one character a byte. */
  text(text: string): void;
  bytes(bytes: Uint8Array): void;
}

export interface UartOutPorts {
  /** A turn later, never within the call. */
  readonly soon: (callback: () => void) => void;
  readonly toHost: (bytes: Uint8Array) => void;
}

/** Gathers what is said in one turn and hands it over at its end, in order: a host sees chunks, not single writes. */
export function createUartOut({ soon, toHost }: UartOutPorts): UartOut {
  let queue: Uint8Array[] = [];

  const flush = (): void => {
    const due = queue;
    queue = [];
    const all = new Uint8Array(due.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const bytes of due) {
      all.set(bytes, at);
      at += bytes.length;
    }
    toHost(all);
  };
  const put = (bytes: Uint8Array): void => {
    if (bytes.length === 0) return;
    queue.push(bytes);
    if (queue.length === 1) soon(flush);
  };
  return {
    text: (text) => put(latin1Bytes(text)),
    bytes: (bytes) => put(bytes.slice()),
  };
}
