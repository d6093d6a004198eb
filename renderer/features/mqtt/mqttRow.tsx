import type { GridRowContent } from '#renderer/ui/rowGrid/gridSource.ts';
import { assertNever } from '#shared/base/assertNever.ts';
import type { MqttRow } from '#shared/model/row.ts';
import { describeSummary, summaryDetails } from '#shared/protocol/mqtt/describeSummary.ts';
import { parsePacketPart } from '#shared/protocol/mqtt/packetPart.ts';
import { packetTypeName, summarizePacket } from '#shared/protocol/mqtt/summary.ts';
import styles from './MqttRow.module.css';

/** What the list shows beside the row itself. */
export interface MqttRowContext {
  readonly time: string;
  /** The client id, or the link's name while none is known. */
  readonly client: string;
  /** One of the bench's own console. */
  readonly own: boolean;
  /** Whether there is room for the packet type in a column of its own. */
  readonly typeColumn: boolean;
}

interface RowWords {
  readonly type: string;
  /** With and without the type, as the list has a column for it or not. */
  readonly text: string;
  readonly textWithType: string;
  /** A colour: what kind of event this is. */
  readonly look: 'publish' | 'session' | 'ack' | 'open' | 'close' | 'trouble';
}

const alone = (type: string, text: string, look: RowWords['look']): RowWords => ({
  type,
  text,
  textWithType: text === '' ? type : `${type}  ${text}`,
  look,
});

const looks: Readonly<Record<string, RowWords['look']>> = {
  PUBLISH: 'publish',
  CONNECT: 'session',
  CONNACK: 'session',
  DISCONNECT: 'session',
  AUTH: 'session',
  SUBSCRIBE: 'session',
  UNSUBSCRIBE: 'session',
};

function packetWords(row: MqttRow): RowWords {
  const part = parsePacketPart(row.text);
  if (part !== null && part.part > 1) return alone('…', `${row.text} of a packet, ${row.bytes.length} B`, 'ack');
  const summary = summarizePacket(row.bytes, row.level);
  const type = summary.type === 'INVALID' ? packetTypeName((row.bytes[0] ?? 0) >> 4) : summary.type;
  const more = part === null ? '' : `  (${row.text})`;
  return {
    type,
    text: summaryDetails(summary) + more,
    textWithType: describeSummary(summary) + more,
    look: summary.problems.length > 0 ? 'trouble' : (looks[type] ?? 'ack'),
  };
}

function wordsOf(row: MqttRow): RowWords {
  switch (row.kind) {
    case 'open':
      return alone('open', row.text === '' ? 'connection opened' : row.text, 'open');
    case 'close':
      return alone('close', row.text === '' ? 'connection closed' : row.text, 'close');
    case 'malformed':
      return alone('malformed', `${row.text}  ${row.bytes.length} B`.trim(), 'trouble');
    case 'packet':
      return packetWords(row);
    default:
      return assertNever(row.kind, 'MQTT row kind');
  }
}

const ARROWS = { rx: '→', tx: '←', none: '·' } as const;
const ARROW_WORDS = { rx: ' to the broker', tx: ' to the client', none: '' } as const;

/** One MQTT row as cells: time, client, direction, type, summary. */
export function mqttRow(row: MqttRow, { time, client, own, typeColumn }: MqttRowContext): GridRowContent {
  const words = wordsOf(row);
  return {
    data: { kind: row.kind, dir: row.dir, own: String(own) },
    cells: [
      <span key="time" className={styles.time}>
        {time}
      </span>,
      <span
        key="client"
        className={styles.client}
        data-own={own}
        title={own ? `${client} (the bench's console)` : client}
      >
        {client}
      </span>,
      <span key="dir" className={styles.dir} data-dir={row.dir}>
        {ARROWS[row.dir]}
        <span className="visually-hidden">{ARROW_WORDS[row.dir]}</span>
      </span>,
      ...(typeColumn
        ? [
            <span key="type" className={styles.type} data-look={words.look}>
              {words.type}
            </span>,
          ]
        : []),
      <span key="text" className={styles.text} data-look={words.look} data-own={own}>
        {typeColumn ? words.text : words.textWithType}
      </span>,
    ],
  };
}
