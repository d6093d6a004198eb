import type { Unsubscribe } from '../base/emitter.ts';

/** One message on a wire: a JSON head and, for stream data, bytes that are not JSON. */
export interface WireMessage {
  readonly head: unknown;
  readonly body?: Uint8Array;
}

/**
 * Moves messages between a view and the bench, in order, whole. Knows nothing of what they mean. Four kinds: memory,
 * MessagePort, Electron's MessagePortMain, WebSocket. Listen in the turn in which the wire is made: a message that finds
 * no listener is not kept.
 */
export interface Wire {
  /**
   * Never throws. False: this message cannot go (larger than the wire carries, or no JSON) or the wire is closed. The
   * message is copied or encoded before this returns, so the caller may use its objects again.
   */
  send(message: WireMessage): boolean;
  /** Nothing arrives after the close. */
  onMessage(listener: (message: WireMessage) => void): Unsubscribe;
  /** Called once, whichever side closes or goes away; soon, when the wire is closed already. */
  onClose(listener: () => void): Unsubscribe;
  close(): void;
  /** What the other side has not taken yet. Absent on wires that cannot tell. */
  readonly backlog?: WireBacklog;
}

/** How far the other side of a wire is behind. */
export interface WireBacklog {
  /** Bytes taken by `send` and not yet handed to the system. */
  readonly bytes: number;
  /** Called whenever `bytes` fell. */
  onDrain(listener: () => void): Unsubscribe;
}
