import type { Unsubscribe } from '../../base/emitter.ts';
import type { FaultPoints } from '../faults/faultPoints.ts';
import type { ModemNetwork } from '../modemNetwork.ts';
import type { ModemProfile } from '../modemProfile.ts';
import type { ModemSettings } from '../modemSettings.ts';
import type { LineProfile, NonVolatile } from './nonVolatile.ts';

/** How the command line behaves now. Volatile: a restart brings back what AT&W saved and the profile's defaults. */
export interface LineState extends LineProfile {
  /** AT+CMEE. */
  cmee: number;
}

/** One run of the modem, from power-up to power-down or restart: what its subjects and commands work with. */
export interface ModemSession {
  readonly settings: ModemSettings;
  readonly profile: ModemProfile;
  readonly line: LineState;
  readonly store: NonVolatile;
  readonly faults: FaultPoints;
  readonly network: ModemNetwork;
  readonly random: () => number;
  /** Microseconds, monotonic. */
  now(): number;
  /** Milliseconds since the epoch. */
  wall(): number;
  /** Calls back once after `ms` at the modem's pace; never after the session ended. The answer cancels. */
  after(ms: number, callback: () => void): () => void;
  /** The same at real time whatever the pace: guard times, time-outs the host counts on. */
  afterReal(ms: number, callback: () => void): () => void;
  /** Something the modem says by itself or late, a line each (Latin-1). Held back while a command is answered. */
  urc(...lines: readonly string[]): void;
  /** Raw bytes as an unsolicited block (received data with its header), held back in the same way. */
  urcBytes(bytes: Uint8Array): void;
  /** A sentence for the GNSS port; absent when nothing listens there. */
  readonly nmea: ((sentence: string) => void) | undefined;
  /** AT+IPR. */
  setBaud(baud: number): void;
  readonly baud: number;
  /** Starts anew, or goes off, once what is being said is said. `sudden`: at once, as a broken supply does. */
  power(action: 'restart' | 'off', sudden?: 'sudden'): void;
  /** The host's DTR. */
  readonly dtr: boolean;
  onDtr(listener: (on: boolean) => void): Unsubscribe;
  /** Called when the session ends: connections are to be dropped without a word on the line. */
  onEnd(listener: () => void): void;
  /** A panel should look again. */
  changed(): void;
  /** Something that has connections tells them to the panel, a line each: `MQTT 0: tcp://127.0.0.1:1883`. */
  describe(lines: () => readonly string[]): void;
}
