import { classNames } from '#renderer/ui/classNames.ts';
import type { GridCell, GridRowContent } from '#renderer/ui/rowGrid/gridSource.ts';
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
const ARROW_WORDS = { rx: 'to the broker', tx: 'to the client', none: '' } as const;

/** One MQTT row as cells: time, client, direction, type, summary. */
export function mqttRow(row: MqttRow, { time, client, own, typeColumn }: MqttRowContext): GridRowContent {
  const { type, text, textWithType, look, publish } = mqttWords(row);
  const summary: GridCell =
    publish === null
      ? { content: typeColumn ? text : textWithType, className: classNames(styles[look], own && styles.ownText) }
      : {
          content: <PublishText words={publish} sayType={!typeColumn} />,
          className: classNames(own && styles.ownText),
        };
  return {
    data: { kind: row.kind, dir: row.dir, own: String(own) },
    cells: [
      { content: time, className: styles.quiet },
      {
        content: own ? 'console' : client,
        className: own ? styles.own : styles.client,
        title: own ? `${client}, the bench's own console` : client,
      },
      {
        content: ARROWS[row.dir],
        label: ARROW_WORDS[row.dir],
        className: classNames(styles.dir, styles[row.dir]),
      },
      ...(typeColumn ? [{ content: type, className: styles[look] }] : []),
      summary,
    ],
  };
}

/** Topic, payload and size; who sees the colours knows the type from them, the others are told it. */
function PublishText({ words, sayType }: { words: PublishWords; sayType: boolean }) {
  return (
    <>
      {sayType ? <span className={styles.unseen}>PUBLISH </span> : null}
      {words.topic} <span className={styles.quiet}>{words.delivery} </span>
      <span className={styles.publish}>{words.payload}</span>
      <span className={styles.quiet}>{`  ${words.rest}`}</span>
    </>
  );
}
