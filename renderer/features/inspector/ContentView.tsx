import { useMemo, useState } from 'react';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { guessView } from '#shared/model/payload/guessView.ts';
import { type PayloadViewName, viewPayload } from '#shared/model/payload/viewPayload.ts';
import type { Row } from '#shared/model/row.ts';
import { GatewayWords } from './GatewayWords.tsx';
import styles from './Inspector.module.css';
import { PayloadBody } from './PayloadBody.tsx';
import { rowContent } from './rowContent.ts';

const VIEWS = [
  { value: 'text', label: 'Text' },
  { value: 'json', label: 'JSON' },
  { value: 'hex', label: 'Hex' },
  { value: 'base64', label: 'Base64' },
  { value: 'cbor', label: 'CBOR' },
  { value: 'msgpack', label: 'MessagePack' },
  { value: 'numbers', label: 'Numbers' },
] as const satisfies readonly { value: PayloadViewName; label: string }[];

interface ContentViewProps {
  readonly row: Row;
  /** The topic of a PUBLISH that names it by an alias only. */
  readonly aliasTopic: string | null;
}

/** The row's content in the view that suits it, or another; for a PUBLISH its payload alone. */
export function ContentView({ row, aliasTopic }: ContentViewProps) {
  const content = useMemo(() => rowContent(row), [row]);
  const [chosen, setChosen] = useState<PayloadViewName>(() => firstView(row, content?.bytes));
  const view = useMemo(() => (content === null ? null : viewPayload(content.bytes, chosen)), [content, chosen]);
  if (content === null || view === null || content.bytes.length === 0) return null;
  return (
    <div className={styles.content}>
      {content.topic === null ? null : (
        <GatewayWords topic={content.topic || (aliasTopic ?? '')} payload={content.bytes} />
      )}
      <div className={styles.contentHead}>
        <span>
          {content.title} · {content.bytes.length} {content.bytes.length === 1 ? 'byte' : 'bytes'}
          {content.topic === '' && aliasTopic !== null ? ` · ${aliasTopic} (by topic alias)` : ''}
        </span>
        <Segmented label="View of the content" value={chosen} options={VIEWS} onChange={setChosen} />
      </div>
      <PayloadBody view={view} />
    </div>
  );
}

/** Text of a serial line is read as text even when it is not all printable. */
function firstView(row: Row, bytes: Uint8Array | undefined): PayloadViewName {
  const guess = bytes === undefined ? 'text' : guessView(bytes);
  const isText = row.lane === 'serial' && row.kind !== 'payload' && guess !== 'json';
  return isText ? 'text' : guess;
}
