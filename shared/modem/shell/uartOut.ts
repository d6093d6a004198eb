import { latin1Bytes } from '../../base/latin1.ts';

/** What a piece of output is: faults treat them apart. */
export type OutputKind = 'echo' | 'answer' | 'urc' | 'data';

/** What leaves the modem, before faults and the line. */
export interface UartOut {
  /** Text of one character a byte. */
  text(kind: OutputKind, text: string): void;
  bytes(kind: OutputKind, bytes: Uint8Array): void;
  /** Bytes not yet handed over. */
  readonly pending: number;
}

export interface UartOutPorts {
  /** A turn later, never within the call. */
  readonly soon: (callback: () => void) => void;
  readonly toHost: (bytes: Uint8Array, kind: OutputKind) => void;
}

/** Gathers what is said in one turn and hands it over at its end, in order: a host sees chunks, not single writes. */
export function createUartOut({ soon, toHost }: UartOutPorts): UartOut {
  let queue: { readonly kind: OutputKind; readonly bytes: Uint8Array }[] = [];
  let waiting = false;

  const flush = (): void => {
    waiting = false;
    const due = queue;
    queue = [];
    for (const { kind, bytes } of due) toHost(bytes, kind);
  };
  const put = (kind: OutputKind, bytes: Uint8Array): void => {
    if (bytes.length === 0) return;
    queue.push({ kind, bytes });
    if (waiting) return;
    waiting = true;
    soon(flush);
  };
  return {
    text: (kind, text) => put(kind, latin1Bytes(text)),
    bytes: (kind, bytes) => put(kind, bytes.slice()),
    get pending() {
      return queue.reduce((sum, { bytes }) => sum + bytes.length, 0);
    },
  };
}
