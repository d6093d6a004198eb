import type { Clock } from '../base/clock.ts';
import type { FaultPoints } from './faults/faultPoints.ts';
import type { ModemNetwork } from './modemNetwork.ts';

/** Something with the UART of a modem: the simulated one, or a recorded one that is played. */
export interface UartDevice {
  /** Bytes on its RXD. */
  receive(bytes: Uint8Array): void;
  /** The host's DTR. */
  setDtr(on: boolean): void;
  /** Power key: starts it. Nothing happens when it runs. */
  powerOn(): void;
  /** Ends timers and connections. */
  close(): void;
}

/** What a simulated modem is connected to. */
export interface ModemPorts {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly network: ModemNetwork;
  readonly faults: FaultPoints;
  /** Its TXD. Never called within `receive`. */
  readonly toHost: (bytes: Uint8Array) => void;
  /** The speed it speaks at from now on, at its start and by AT+IPR; 0 follows the host. What was said before went at the old one. */
  readonly onBaud?: (baud: number) => void;
  /** Its RING line pulses, its STATUS line, what it does: for a panel. At most one call a turn. */
  readonly onChange?: () => void;
  /** NMEA sentences of the GNSS port. */
  readonly onNmea?: (sentence: string) => void;
}

export type ModemPower = 'off' | 'booting' | 'on';

/** What a panel shows of a simulated modem. */
export interface SimModemState {
  readonly power: ModemPower;
  readonly baud: number;
  readonly sim: string;
  readonly registration: string;
  readonly operator: string;
  readonly rssi: number;
  readonly address: string;
  /** Open sockets and MQTT clients in words: `MQTT 0: tcp://127.0.0.1:1883`. */
  readonly connections: readonly string[];
  readonly restarts: number;
}

export interface SimModem extends UartDevice {
  /** A short message comes from the network. False when it is too long for one, too many wait, or the modem is off. */
  receiveMessage(message: { readonly from: string; readonly text: string }): boolean;
  state(): SimModemState;
  powerOff(): void;
}
