import type { MqttKind, MqttLevel } from '../../../model/row.ts';
import { latin1 } from '../mqttBytes.testkit.ts';
import type { ConversationRow } from './createConversation.ts';

export const text = latin1;
export const SECOND = 1_000_000;

/** Writes the rows of a connection: time goes on as told, seq by itself. */
export interface RowWriter {
  readonly rows: readonly ConversationRow[];
  /** Seconds. */
  wait(seconds: number): RowWriter;
  client(bytes: Uint8Array, text?: string): RowWriter;
  server(bytes: Uint8Array, text?: string): RowWriter;
  event(kind: MqttKind, text?: string): RowWriter;
  readonly lastSeq: number;
}

export function writeRows(level: MqttLevel = 4, firstSeq = 1): RowWriter {
  const rows: ConversationRow[] = [];
  let t = 0;
  const add = (kind: MqttKind, dir: ConversationRow['dir'], bytes: Uint8Array, words: string): RowWriter => {
    rows.push({ seq: firstSeq + rows.length, t, tLast: t, dir, kind, level, bytes, text: words });
    return writer;
  };
  const writer: RowWriter = {
    rows,
    wait(seconds) {
      t += seconds * SECOND;
      return writer;
    },
    client: (bytes, words = '') => add('packet', 'rx', bytes, words),
    server: (bytes, words = '') => add('packet', 'tx', bytes, words),
    event: (kind, words = '') => add(kind, kind === 'malformed' ? 'rx' : 'none', new Uint8Array(0), words),
    get lastSeq() {
      return firstSeq + rows.length - 1;
    },
  };
  return writer;
}
