import type { Unsubscribe } from '#shared/base/emitter.ts';

/** Where a host reaches a played modem from outside this process. */
export interface ModemEndpoint {
  /** What the host opens: a device path, `127.0.0.1:5000`. */
  readonly address: string;
  /** Bytes of the host. */
  onData(listener: (bytes: Uint8Array) => void): Unsubscribe;
  /** The host's DTR, where the endpoint can tell. */
  onDtr?(listener: (on: boolean) => void): Unsubscribe;
  /** To the host. Bytes that nobody takes are lost, as on a UART. */
  write(bytes: Uint8Array): void;
  /** Only a real UART has a speed. What was written before goes out at the old one. */
  setBaud?(baud: number): void;
  /** Once, when it cannot go on; `reason` in words. */
  onLost(listener: (reason: string) => void): Unsubscribe;
  /** Bounded in time. */
  close(): Promise<void>;
}

/** `failed`: it cannot be had; the message tells the user what to do. */
export type EndpointError = 'failed';
