import type { NetAddress, NetEnd, NetStream } from '../../modemNetwork.ts';

/** A connection or a UDP socket under a link number. */
export interface SocketLink {
  readonly kind: 'TCP' | 'UDP';
  /** The server that accepted it; -1: the modem dialled, or UDP. */
  readonly server: number;
  /** Null until it is open, and for UDP without a fixed peer. */
  readonly remote: NetAddress | null;
  readonly counters: LinkCounters;
  /**
   * Sends, `to` for UDP alone. `done` is called once, at once or later, with the bytes taken: all, 0 when the buffer is
   * full, -1 when the link is disconnected (V3.00 11.2.5).
   */
  send(bytes: Uint8Array, to: NetAddress | null, done: (taken: number) => void): void;
  /** As far as there is room, without a word about it: transparent mode. */
  pass(bytes: Uint8Array): void;
  hold(held: boolean): void;
  close(): void;
}

export interface LinkCounters {
  readonly sent: number;
  /** Of them have left. */
  readonly acknowledged: number;
  readonly received: number;
  /** Of transparent mode: lost because the buffer was full. */
  readonly dropped: number;
}

export interface LinkEvents {
  onOpen(remote: NetAddress | null): void;
  onData(bytes: Uint8Array, from: NetAddress): void;
  /** Once and last; `timeout` also when data that was sent did not leave. */
  onEnd(reason: NetEnd): void;
}

/** What makes the connection and gives its stream. */
export type OpenStream = (events: {
  onOpen(remote: NetAddress): void;
  onData(bytes: Uint8Array): void;
  onEnd(reason: NetEnd): void;
}) => NetStream;
