import { byteSegments, splitLeadingLineEnd } from '#renderer/features/rows/byteSegments.ts';
import type { GridRowContent } from '#renderer/ui/rowGrid/gridSource.ts';
import type { SerialKind, SerialRow } from '#shared/model/row.ts';
import styles from './AtRow.module.css';
import { finalTone } from './finalTone.ts';

/** Bytes of a row drawn in the list; the inspector shows the rest. */
const SHOWN_BYTES = 512;

const KIND_WORDS: Readonly<Record<SerialKind, string>> = {
  command: 'cmd',
  echo: 'echo',
  info: 'info',
  final: 'final',
  urc: 'URC',
  prompt: 'prompt',
  payload: 'data',
  late: 'late',
  text: 'log',
  garbage: 'raw',
  ppp: 'PPP',
  cmux: 'CMUX',
  mqtt: 'MQTT',
};

/** Kinds whose bytes are not meant as text. */
const RAW_KINDS: ReadonlySet<SerialKind> = new Set(['garbage', 'ppp', 'cmux', 'mqtt']);

/** What the list shows beside the row itself. */
export interface AtRowContext {
  readonly time: string;
  /** The port's short name, or null where there is only one. */
  readonly port: string | null;
  /** Whether there is room for the kind's word; the colour tells it too. */
  readonly kindWord: boolean;
}

const look = (row: SerialRow): string =>
  row.kind === 'final' || row.kind === 'late' ? `${row.kind}-${finalTone(row.bytes)}` : row.kind;

/** One row of AT traffic as cells: time, port, direction, kind, text. */
export function atRow(row: SerialRow, { time, port, kindWord }: AtRowContext): GridRowContent {
  const word = KIND_WORDS[row.kind];
  return {
    data: { kind: row.kind, dir: row.dir },
    cells: [
      <span key="time" className={styles.time}>
        {time}
      </span>,
      ...(port === null ? [] : [port]),
      <span key="dir" className={styles.dir} data-dir={row.dir}>
        {row.dir === 'tx' ? '→' : '←'}
        <span className="visually-hidden">{row.dir === 'tx' ? ' to the modem' : ' from the modem'}</span>
      </span>,
      ...(kindWord
        ? [
            <span key="kind" className={styles.kind} data-look={look(row)}>
              {word}
            </span>,
          ]
        : []),
      <AtText key="text" row={row} />,
    ],
  };
}

function AtText({ row }: { row: SerialRow }) {
  const raw = RAW_KINDS.has(row.kind);
  const { lead, rest } = raw ? { lead: row.bytes.subarray(0, 0), rest: row.bytes } : splitLeadingLineEnd(row.bytes);
  return (
    <span className={styles.text} data-look={look(row)}>
      <span className={styles.lead}>
        {lead.length === 0 ? null : byteSegments(lead, 8).map((segment) => segment.text)}
      </span>
      {byteSegments(rest, SHOWN_BYTES, raw).map((segment, i) =>
        segment.look === 'plain' ? (
          segment.text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the segments of a row never change places
          <span key={i} className={styles[segment.look]}>
            {segment.text}
          </span>
        ),
      )}
      {row.partial ? (
        <span className={styles.control} title="Cut here: the line is longer than a row, or went silent without an end">
          ⋯
        </span>
      ) : null}
    </span>
  );
}
