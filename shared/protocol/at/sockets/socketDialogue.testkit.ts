import type { AtlogRecord } from '../../../model/atlog.ts';
import type { SerialRow } from '../../../model/row.ts';
import { latin1 } from '../framer.testkit.ts';
import { recordsToRows } from '../recordsToRows.ts';
import { createSocketMqtt, type SocketMqttEvent } from './createSocketMqtt.ts';
import { createSocketReassembler } from './createSocketReassembler.ts';
import type { SocketEvent } from './socketEvents.ts';

/** A serial dialogue in the making; each call takes 10 ms. */
export interface SocketDialogue {
  readonly records: AtlogRecord[];
  tx(data: string | Uint8Array): void;
  rx(data: string | Uint8Array): void;
  wait(ms: number): void;
  /** AT+CIPOPEN and its success. */
  open(socket: number, host?: string): void;
  /** AT+CIPSEND of counted bytes and its success. */
  send(socket: number, bytes: Uint8Array): void;
  /** AT+CIPRXGET=2 or 3. */
  receive(socket: number, bytes: Uint8Array, mode?: 2 | 3): void;
}

export function socketDialogue(): SocketDialogue {
  const records: AtlogRecord[] = [];
  let t = 0;
  const say = (dir: 'tx' | 'rx', data: string | Uint8Array): void => {
    t += 10_000;
    records.push({ t, dir, bytes: typeof data === 'string' ? latin1(data) : data });
  };
  const dialogue: SocketDialogue = {
    records,
    tx: (data) => say('tx', data),
    rx: (data) => say('rx', data),
    wait(ms) {
      t += ms * 1000;
    },
    open(socket, host = 'broker.example') {
      say('tx', `AT+CIPOPEN=${socket},"TCP","${host}",1883\r`);
      say('rx', `\r\nOK\r\n\r\n+CIPOPEN: ${socket},0\r\n`);
    },
    send(socket, bytes) {
      say('tx', `AT+CIPSEND=${socket},${bytes.length}\r`);
      say('rx', '\r\n>');
      say('tx', bytes);
      say('rx', `\r\nOK\r\n\r\n+CIPSEND: ${socket},${bytes.length},${bytes.length}\r\n`);
    },
    receive(socket, bytes, mode = 2) {
      say('rx', `\r\n+CIPRXGET: 1,${socket}\r\n`);
      say('tx', `AT+CIPRXGET=${mode},${socket},1500\r`);
      const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
      say('rx', `\r\n+CIPRXGET: ${mode},${socket},${bytes.length},0\r\n`);
      say('rx', mode === 3 ? hex : bytes);
      say('rx', '\r\nOK\r\n');
    },
  };
  return dialogue;
}

export function socketEventsOf(rows: readonly SerialRow[]): readonly SocketEvent[] {
  const reassembler = createSocketReassembler();
  return rows.flatMap((row) => reassembler.feed(row));
}

export function mqttEventsOf(rows: readonly SerialRow[]): readonly SocketMqttEvent[] {
  const mqtt = createSocketMqtt();
  return socketEventsOf(rows).flatMap((event) => mqtt.feed(event));
}

const shownHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');

/** `open CIP 0 host:1883`, `rx 10 14 …`, `close peer`; numbers of connections behind a `#`. */
export const showMqtt = (event: SocketMqttEvent): string => {
  if (event.what === 'open') return `#${event.connection} open ${event.socket} ${event.address}`;
  if (event.what === 'close') return `#${event.connection} close ${event.why}`;
  return `#${event.connection} ${event.kind === 'packet' ? '' : `${event.kind} `}${event.dir} ${shownHex(event.bytes)}`;
};

export const mqttOf = (records: readonly AtlogRecord[]): readonly string[] =>
  mqttEventsOf(recordsToRows(records)).map(showMqtt);

/** The bytes of a socket in one direction, as hex. */
export const streamOf = (events: readonly SocketEvent[], socket: string, dir: 'tx' | 'rx'): string =>
  events
    .flatMap((event) => (event.what === 'bytes' && event.socket === socket && event.dir === dir ? [event.bytes] : []))
    .map(shownHex)
    .join(' ');
