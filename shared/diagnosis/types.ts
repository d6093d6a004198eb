import type { LinkInfo } from '../model/link.ts';
import type { MqttRow, NoteRow, Row, SerialRow } from '../model/row.ts';
import type { AtFamily } from '../protocol/at/dictionary/entryTypes.ts';
import type { Transaction } from '../protocol/at/engine/transaction.ts';
import type { PacketSummary } from '../protocol/mqtt/summary.ts';

/** Layers, lowest first: a failure on one explains the errors above it. */
export const LAYERS = [
  'power',
  'uart',
  'at',
  'sim',
  'radio',
  'registration',
  'pdp',
  'socket',
  'tcp',
  'tls',
  'mqtt-connect',
  'mqtt-session',
  'payload',
] as const;
export type Layer = (typeof LAYERS)[number];

/** The rungs on the screen, lowest first. */
export const RUNGS = ['UART', 'AT', 'SIM', 'Registered', 'PDP', 'TCP', 'TLS', 'CONNECT', 'PUBLISH'] as const;
export type Rung = (typeof RUNGS)[number];

/** `unknown`: nothing in the capture says. `skipped`: not used (TLS on a plain connection). */
export type RungState = 'ok' | 'failed' | 'trying' | 'skipped' | 'unknown';

/** `fault` explains a failure; `warning` will bite, or bit and recovered; `note` is worth knowing. */
export const FINDING_SEVERITIES = ['fault', 'warning', 'note'] as const;
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];

export interface Evidence {
  readonly seq: number;
  /** What the row shows, in a few words. */
  readonly text: string;
}

export interface Finding {
  /** Public id: `tcp.private-address`. */
  readonly rule: string;
  readonly layer: Layer;
  readonly severity: FindingSeverity;
  /** Rows it rests on, oldest first; the first one is where it shows. */
  readonly rows: readonly number[];
  /** Microseconds since the session began. */
  readonly t: number;
  readonly title: string;
  readonly detail: string;
  /** What to do, in plain words. */
  readonly advice: string;
  readonly evidence: readonly Evidence[];
  /** The verdict on a lower layer (or an earlier one on this) explains this one. Set by the verdict, not by rules. */
  readonly consequenceOf?: string;
}

/** A serial row read as text, in order. */
export interface SerialEvent {
  readonly seq: number;
  readonly link: number;
  readonly t: number;
  readonly row: SerialRow;
  /** The line without its line ends, as Latin-1; '' for data and garbage. */
  readonly text: string;
  /** `+CREG` of `+CREG: 1`; the whole text of a line without a name (`RDY`). */
  readonly name: string;
  /** Its fields without quotes. */
  readonly fields: readonly string[];
}

/** An MQTT packet that a firmware made itself and sent through a socket of the modem, or got back. */
export interface SocketPacket {
  /** The row in which it begins. */
  readonly row: SerialRow;
  /** `tx`: of the firmware, `rx`: of the broker. */
  readonly dir: 'tx' | 'rx';
  readonly link: number;
  /** Number of the socket. */
  readonly socket: number;
  readonly packet: PacketSummary;
  /** Behind the start of the data it was sent with. */
  readonly offset: number;
}

/** What rules look at. Built once per capture by the engine; plain data. */
export interface Capture {
  readonly family: AtFamily;
  /** False for pasted text: times mean nothing then. */
  readonly timed: boolean;
  /** False when only the modem's side was captured. */
  readonly hasHost: boolean;
  readonly rows: readonly Row[];
  readonly serial: readonly SerialEvent[];
  /** Lines the modem spoke on its own, boot banners included. */
  readonly urcs: readonly SerialEvent[];
  readonly transactions: readonly Transaction[];
  /** MQTT inside the sockets of the modem. */
  readonly socketPackets: readonly SocketPacket[];
  readonly mqtt: readonly MqttRow[];
  readonly notes: readonly NoteRow[];
  readonly links: ReadonlyMap<number, LinkInfo>;
  /** Addresses the local broker listens on (`192.168.1.20:1883`); [] when there is none. */
  readonly brokerAddresses: readonly string[];
  /** Last moment of the capture. */
  readonly tEnd: number;
}

/** One file, one rule. Pure. */
export interface Rule {
  readonly id: string;
  readonly layer: Layer;
  /**
   * Rules whose earlier findings make this one their effect, though it lies on a lower or the same layer: the broker closes
   * the socket after it refused the CONNECT.
   */
  readonly effectOf?: readonly string[];
  /** Its findings count only where no other rule explains their rows, and are the verdict only where nothing else is. */
  readonly lastResort?: true;
  find(capture: Capture): readonly Finding[];
}

export interface Verdict {
  /** A rule id, or `ok`. */
  readonly rule: string;
  readonly layer: Layer;
  readonly title: string;
  readonly advice: string;
  /** The finding it stands for; null for `ok`. */
  readonly finding: Finding | null;
}

export interface LadderRung {
  readonly rung: Rung;
  readonly state: RungState;
  /** Why, in a few words; the row that says so, or null. */
  readonly text: string;
  readonly seq: number | null;
}

export interface Diagnosis {
  readonly family: AtFamily;
  readonly verdict: Verdict;
  readonly ladder: readonly LadderRung[];
  /** Faults first, by layer; consequences marked. */
  readonly findings: readonly Finding[];
}
