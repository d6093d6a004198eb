import type { MqttRow, NoteRow, Row, SerialRow } from '#shared/model/row.ts';

/** The most rows that are judged at once, by lane; the oldest go first. Bounds the work of a judgement. */
const MAX_SERIAL = 4000;
const MAX_MQTT = 2000;
const MAX_NOTES = 500;
/** Bytes of a row that rules look at; a large payload is not kept twice. */
const MAX_ROW_BYTES = 4096;

export interface RowWindow {
  add(row: Row): void;
  /** All rows held, in the order of their seq. */
  rows(): readonly Row[];
  clear(): void;
  /** Drops the serial rows of a link. */
  forget(link: number): void;
  readonly hasSerial: boolean;
}

/** The newest rows of each lane, with bytes of their own. A busy lane does not push out a quiet one. */
export function createRowWindow(): RowWindow {
  let serial: SerialRow[] = [];
  let mqtt: MqttRow[] = [];
  let notes: NoteRow[] = [];
  // Cut in steps: dropping one row for each new one would copy the whole window every time.
  const trimmed = <R extends Row>(rows: R[], most: number): R[] =>
    rows.length > most * 1.25 ? rows.slice(-most) : rows;
  return {
    add(row) {
      const own = { ...row, bytes: row.bytes.slice(0, MAX_ROW_BYTES) };
      if (own.lane === 'serial') {
        serial.push(own);
        serial = trimmed(serial, MAX_SERIAL);
      } else if (own.lane === 'mqtt') {
        mqtt.push(own);
        mqtt = trimmed(mqtt, MAX_MQTT);
      } else {
        notes.push(own);
        notes = trimmed(notes, MAX_NOTES);
      }
    },
    rows: () => [...serial, ...mqtt, ...notes].sort((a, b) => a.seq - b.seq),
    forget(link) {
      serial = serial.filter((row) => row.link !== link);
    },
    clear() {
      serial = [];
      mqtt = [];
      notes = [];
    },
    get hasSerial() {
      return serial.length > 0;
    },
  };
}
