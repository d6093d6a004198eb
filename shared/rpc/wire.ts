import type { Unsubscribe } from '../base/emitter.ts';

/** One message on a wire: a JSON head and, for stream data, bytes that are not JSON. */
export interface WireMessage {
  readonly head: unknown;
  readonly body?: Uint8Array;
}

/**
 * Moves messages between a view and the bench, in order, whole. Knows nothing of what they mean. Four kinds: memory,
 * MessagePort, Electron's MessagePortMain, WebSocket.
 */
export interface Wire {
  /** Never throws; a message sent after the close is dropped. */
  send(message: WireMessage): void;
  onMessage(listener: (message: WireMessage) => void): Unsubscribe;
  /** Called once, also when the other side closes or goes away. */
  onClose(listener: () => void): Unsubscribe;
  close(): void;
}
