import { Pencil } from 'lucide-react';
import { byteSegments, splitLeadingLineEnd } from '#renderer/features/rows/byteSegments.ts';
import { classNames } from '#renderer/ui/classNames.ts';
import type { GridCell, GridRowContent } from '#renderer/ui/rowGrid/gridSource.ts';
import type { SerialKind, SerialRow } from '#shared/model/row.ts';
import styles from './AtRow.module.css';
import { finalTone } from './finalTone.ts';

/** Bytes of a row drawn in the list; the inspector shows the rest. */
const SHOWN_BYTES = 512;
const SHOWN_LEAD = 8;

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
  /** Whether there is room for the line end before the text; the inspector shows it in any case. */
  readonly lead: boolean;
}

const lookOf = ({ kind, bytes }: SerialRow): string | undefined =>
  kind === 'final' ? styles[finalTone(bytes)] : styles[kind === 'text' ? 'log' : kind];

/** One row of AT traffic as cells: time, port, direction, kind, line end before the text, text. */
export function atRow(row: SerialRow, { time, port, kindWord, lead: hasLead }: AtRowContext): GridRowContent {
  const raw = RAW_KINDS.has(row.kind);
  const { lead, rest } = raw ? { lead: new Uint8Array(0), rest: row.bytes } : splitLeadingLineEnd(row.bytes);
  const look = lookOf(row);
  const kind: GridCell = {
    content: KIND_WORDS[row.kind],
    className: classNames(styles.kind, row.kind === 'info' ? styles.quiet : look),
  };
  return {
    data: { kind: row.kind, dir: row.dir },
    cells: [
      { content: time, className: styles.quiet },
      ...(port === null ? [] : [port]),
      {
        content: row.dir === 'tx' ? '→' : '←',
        label: row.dir === 'tx' ? 'to the modem' : 'from the modem',
        className: classNames(styles.dir, styles[row.dir]),
      },
      ...(kindWord ? [kind] : []),
      ...(hasLead
        ? [{ content: byteSegments(lead, SHOWN_LEAD).map(({ text }) => text), className: styles.control }]
        : []),
      {
        content: <AtText bytes={rest} raw={raw} partial={row.partial} words={row.text} />,
        className: classNames(styles.text, look),
      },
    ],
  };
}

interface AtTextProps {
  readonly bytes: Uint8Array;
  readonly raw: boolean;
  readonly partial: boolean;
  /** What the bench has done to the bytes, or that they are its own; '' for neither. */
  readonly words: string;
}

/** The bench's part in a row stands before its text, where a narrow pane shows it, and in words after it. */
function AtText({ bytes, raw, partial, words }: AtTextProps) {
  return (
    <>
      {words === '' ? null : (
        <span className={styles.ours} title={words}>
          <Pencil aria-hidden="true" />
        </span>
      )}
      {byteSegments(bytes, SHOWN_BYTES, raw).map(({ look, text }, i) =>
        look === 'plain' ? (
          text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the segments of a row never change places
          <span key={i} className={styles[look]}>
            {text}
          </span>
        ),
      )}
      {partial ? (
        <span className={styles.control} title="Cut here: the line is longer than a row, or went silent without an end">
          ⋯
        </span>
      ) : null}
      {words === '' ? null : <span className={styles.words}>{words}</span>}
    </>
  );
}
