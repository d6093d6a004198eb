import { useState } from 'react';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { guessView } from '#shared/model/payload/guessView.ts';
import { type PayloadViewName, viewPayload } from '#shared/model/payload/viewPayload.ts';
import type { Row } from '#shared/model/row.ts';
import styles from './Inspector.module.css';
import { rowContent } from './rowContent.ts';

const VIEWS = [
  { value: 'text', label: 'Text' },
  { value: 'json', label: 'JSON' },
] as const satisfies readonly { value: PayloadViewName; label: string }[];

/** The row's content as text or JSON (its bytes stand below); for a PUBLISH its payload alone. */
export function ContentView({ row }: { row: Row }) {
  const content = rowContent(row);
  const guess = content === null ? 'text' : guessView(content.bytes);
  const [chosen, setChosen] = useState<'text' | 'json'>(guess === 'json' ? 'json' : 'text');
  if (content === null || content.bytes.length === 0) return null;
  const view = viewPayload(content.bytes, chosen);
  if (!('text' in view)) return null;
  return (
    <div className={styles.content}>
      <div className={styles.contentHead}>
        <span>
          {content.title} · {content.bytes.length} {content.bytes.length === 1 ? 'byte' : 'bytes'}
        </span>
        <Segmented label="View of the content" value={chosen} options={VIEWS} onChange={setChosen} />
      </div>
      {view.view === 'json' && view.problem !== '' ? (
        <p className={styles.problem} role="status">
          {view.problem}
        </p>
      ) : null}
      <pre className={styles.contentText}>{view.text}</pre>
      {view.truncatedAt === null ? null : (
        <p className={styles.problem}>Only the first {view.truncatedAt} bytes are shown.</p>
      )}
    </div>
  );
}
