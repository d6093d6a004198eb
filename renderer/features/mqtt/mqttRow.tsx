import type { GridRowContent } from '#renderer/ui/rowGrid/gridSource.ts';
import type { MqttRow } from '#shared/model/row.ts';
import styles from './MqttRow.module.css';
import { mqttWords, type PublishWords } from './mqttWords.ts';

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

const ARROWS = { rx: '→', tx: '←', none: '·' } as const;
const ARROW_WORDS = { rx: ' to the broker', tx: ' to the client', none: '' } as const;

/** One MQTT row as cells: time, client, direction, type, summary. */
export function mqttRow(row: MqttRow, { time, client, own, typeColumn }: MqttRowContext): GridRowContent {
  const { type, text, textWithType, look, publish } = mqttWords(row);
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
            <span key="type" className={styles.type} data-look={look}>
              {type}
            </span>,
          ]
        : []),
      publish === null ? (
        <span key="text" className={styles.text} data-look={look} data-own={own}>
          {typeColumn ? text : textWithType}
        </span>
      ) : (
        <PublishText key="text" words={publish} own={own} sayType={!typeColumn} />
      ),
    ],
  };
}

/** Topic, payload and size; who sees the colours knows the type from them, the others are told it. */
function PublishText({ words, own, sayType }: { words: PublishWords; own: boolean; sayType: boolean }) {
  return (
    <span className={styles.text} data-look="publish" data-own={own}>
      {sayType ? <span className="visually-hidden">PUBLISH </span> : null}
      {words.topic} <span className={styles.quiet}>{words.delivery}</span>{' '}
      <span className={styles.payload}>{words.payload}</span>
      <span className={styles.quiet}>{`  ${words.rest}`}</span>
    </span>
  );
}
