/**
 * The capture row: the unit of everything the bench has seen. Every byte seen on a link belongs to exactly one row, in
 * order: concatenating the `bytes` of a link's rows in one direction gives back the stream.
 */

export const LANES = ['serial', 'mqtt', 'note'] as const;
export type Lane = (typeof LANES)[number];

/**
 * Serial: `tx` host (MCU) to modem, `rx` modem to host. MQTT, seen from the broker: `rx` client to server, `tx` server to
 * client. Notes: `none`.
 */
export const DIRS = ['none', 'tx', 'rx'] as const;
export type Dir = (typeof DIRS)[number];

export const SERIAL_KINDS = [
  'command', // a command line from the host, terminator included
  'echo', // the modem's copy of a command
  'info', // information text of the pending command
  'final', // final result code (OK, ERROR, +CME ERROR …)
  'urc', // unsolicited result code
  'prompt', // `>` or DOWNLOAD: the modem waits for data
  'payload', // counted or Ctrl-Z terminated data after a prompt, or counted data in an answer
  'late', // a result that came after its command's final result code
  'text', // log lines of an MCU or a console
  'garbage', // bytes that are no AT text
  'ppp',
  'cmux',
  'mqtt',
] as const;
export type SerialKind = (typeof SERIAL_KINDS)[number];

export const MQTT_KINDS = ['open', 'packet', 'malformed', 'close'] as const;
export type MqttKind = (typeof MQTT_KINDS)[number];

/** What the bench itself has to say, placed in time. `gap`: rows were dropped here. `mark`: set by the user. */
export const NOTE_KINDS = ['info', 'warning', 'error', 'open', 'close', 'lost', 'recovered', 'gap', 'mark'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

/** MQTT protocol level from CONNECT: 3 = 3.1, 4 = 3.1.1, 5 = 5.0; 0 = not known (no CONNECT seen). */
export type MqttLevel = 0 | 3 | 4 | 5;

interface RowBase {
  /** Position in the log, from 1, without holes. */
  readonly seq: number;
  /** Microseconds since the session began at the first byte. */
  readonly t: number;
  /** The same at the last byte. */
  readonly tLast: number;
  /** Id in the link table; 0 = the bench itself. */
  readonly link: number;
  readonly bytes: Uint8Array;
  /** The bench's words about the row: a note's text, the peer of an `open`, why a `close` or `malformed`. Else ''. */
  readonly text: string;
}

export interface SerialRow extends RowBase {
  readonly lane: 'serial';
  readonly dir: 'tx' | 'rx';
  readonly kind: SerialKind;
  /** The row ends without its own terminator: cut by the length cap, by silence or by the end of the stream. */
  readonly partial: boolean;
}

export interface MqttRow extends RowBase {
  readonly lane: 'mqtt';
  readonly dir: Dir;
  readonly kind: MqttKind;
  readonly level: MqttLevel;
}

export interface NoteRow extends RowBase {
  readonly lane: 'note';
  readonly dir: 'none';
  readonly kind: NoteKind;
}

export type Row = SerialRow | MqttRow | NoteRow;

/** A row before the log has given it its place. */
export type NewRow = Unplaced<SerialRow> | Unplaced<MqttRow> | Unplaced<NoteRow>;
type Unplaced<R extends Row> = Omit<R, 'seq'>;

export const KINDS_BY_LANE = {
  serial: SERIAL_KINDS,
  mqtt: MQTT_KINDS,
  note: NOTE_KINDS,
} as const satisfies Record<Lane, readonly string[]>;
