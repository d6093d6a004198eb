import type { Unsubscribe } from '#shared/base/emitter.ts';
import type { Result } from '#shared/base/result.ts';
import type { SerialOpenError, SerialSettings } from '#shared/contract/serial.ts';
import type { PortFacts } from '#shared/model/portIdentity.ts';

/** A port as the system lists it. Identities are given to it by identifyPort. */
export type ListedPort = PortFacts;

export interface ControlLines {
  readonly cts: boolean;
  readonly dsr: boolean;
  readonly dcd: boolean;
}

/** An open port: a device, a TCP connection, a player. */
export interface SerialPortHandle {
  /** Bytes as they are read. */
  onData(listener: (bytes: Uint8Array) => void): Unsubscribe;
  /** Bytes a player says the host sent: recorded like sent ones, written nowhere. */
  onReplayedTx?(listener: (bytes: Uint8Array) => void): Unsubscribe;
  /** Once, when the port goes away by itself; `reason` in words. Never within a call of this handle, nor after close(). */
  onLost(listener: (reason: string) => void): Unsubscribe;
  /** Resolves when the system took the bytes. */
  write(bytes: Uint8Array): Promise<Result<void, 'failed'>>;
  /**
   * Stops (true) or goes on reading, so that the system's buffer and flow control hold the sender back. What is being read
   * may still come. Absent: the port cannot.
   */
  hold?(held: boolean): void;
  /** Bytes handed to write and not yet taken. */
  readonly pending: number;
  setLines(lines: {
    readonly dtr?: boolean;
    readonly rts?: boolean;
  }): Promise<Result<void, 'not-supported' | 'failed'>>;
  getLines(): Promise<Result<ControlLines, 'not-supported' | 'failed'>>;
  setBaud(baud: number): Promise<Result<void, 'unsupported' | 'failed'>>;
  /** Resolves always, after a bounded time even when the driver hangs. */
  close(): Promise<void>;
  /** Only a player: once, when everything was played. Nothing is lost and nothing will come back. */
  onEnd?(listener: () => void): Unsubscribe;
  /** Only a looped player: what follows is the capture's beginning, nothing that went on from what came before. */
  onRestart?(listener: () => void): Unsubscribe;
  /** What the port drives on its lines now, if it has any. Absent: it has none. */
  readonly driven?: { readonly dtr: boolean; readonly rts: boolean };
  /** What the user should know of this port although it opened, in words; '' for nothing. Never rejects. */
  readonly notice?: Promise<string>;
}

export interface SerialOpenRequest {
  readonly path: string;
  readonly settings: SerialSettings;
  readonly loop: boolean;
}

/** The system's serial ports, or their fake. */
export interface SerialBackend {
  list(): Promise<{ readonly ports: readonly ListedPort[]; readonly warning: string }>;
  open(request: SerialOpenRequest): Promise<Result<SerialPortHandle, SerialOpenError>>;
}
