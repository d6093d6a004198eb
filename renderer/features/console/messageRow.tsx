import { Badge } from '#renderer/ui/Badge.tsx';
import type { GridColumn, GridRowContent } from '#renderer/ui/rowGrid/gridSource.ts';
import type { MqttRow } from '#shared/model/row.ts';
import { payloadPreview } from '#shared/protocol/mqtt/payloadPreview.ts';
import { summarizePacket } from '#shared/protocol/mqtt/summary.ts';
import styles from './ConsolePane.module.css';
import { propertyWords } from './propertyWords.ts';

/** Characters of a payload drawn in a line; the inspector shows the rest. */
const PREVIEW = 200;

/** Behind the time. */
export const messageColumns = (qos: boolean): readonly GridColumn[] => [
  { id: 'topic', title: 'Topic', width: 'minmax(0, 2fr)' },
  ...(qos ? [{ id: 'qos', title: 'QoS', width: '4ch' }] : []),
  { id: 'payload', title: 'Payload', width: 'minmax(0, 3fr)' },
];

/** One message the console received, as a line. */
export function messageRow(row: MqttRow, time: string, qos: boolean): GridRowContent {
  const summary = summarizePacket(row.bytes, row.level);
  if (summary.type !== 'PUBLISH') return { cells: [time, summary.type, ''], data: { kind: row.kind } };
  const properties = propertyWords(summary.properties);
  const payload = row.bytes.subarray(summary.payload.start, summary.payload.start + summary.payload.length);
  return {
    cells: [
      time,
      <span key="topic" title={summary.topic}>
        {summary.topic}
      </span>,
      ...(qos ? [String(summary.qos)] : []),
      <span key="payload" className={styles.message}>
        {summary.retain ? <Badge tone="accent">retained</Badge> : null}
        <span className={styles.preview}>{payloadPreview(payload, PREVIEW)}</span>
        {properties.length === 0 ? null : (
          <Badge title={['Properties', ...properties].join('\n')}>+{properties.length}</Badge>
        )}
      </span>,
    ],
    data: { kind: 'message', retained: String(summary.retain) },
  };
}
