import type { ReactNode } from 'react';
import { useBench } from '#renderer/app/services.ts';
import { formatDuration, formatElapsed, formatWall } from '#shared/model/formatTime.ts';
import { rewrittenFrom } from '#shared/model/rewrittenText.ts';
import type { Row } from '#shared/model/row.ts';
import { rowText } from '#shared/protocol/at/engine/rowLine.ts';
import styles from './Inspector.module.css';
import { rowDirection, rowMeaning, rowTitle } from './rowMeaning.ts';

/** Where the row stands in time and on which link, and what rows of its kind are. */
export function RowFacts({ row, actions }: { row: Row; actions: ReactNode }) {
  const startedAt = useBench((slice) => slice.info?.startedAt ?? 0);
  const link = useBench((slice) => slice.links.get(row.link));
  const direction = rowDirection(row);
  const length = row.bytes.length;
  const before = row.lane === 'serial' ? rewrittenFrom(row.text) : null;
  return (
    <div>
      <div className={styles.heading}>
        <span className={styles.kind}>{rowTitle(row)}</span>
        <span className={styles.meaning}>{rowMeaning(row)}</span>
        {actions}
      </div>
      <dl className={styles.facts}>
        <Fact name="Time">
          {formatWall(row.t, startedAt)} · {formatElapsed(row.t)}
          {row.tLast > row.t ? ` · took ${formatDuration(row.tLast - row.t)}` : ''}
        </Fact>
        {row.link === 0 ? null : (
          <Fact name="Link">
            {link === undefined ? `#${row.link}` : `${link.name} · ${link.address}`}
            {direction === '' ? '' : ` · ${direction}`}
          </Fact>
        )}
        {length === 0 ? null : (
          <Fact name="Length">
            {length} {length === 1 ? 'byte' : 'bytes'}
            {row.lane === 'serial' && row.partial ? ' · cut before its line ended' : ''}
          </Fact>
        )}
        {row.text === '' ? null : before === null ? (
          <Fact name="Note">{row.text}</Fact>
        ) : (
          <>
            <Fact name="Came in as">
              <span className={styles.before}>{before}</span>
            </Fact>
            <Fact name="Passed on as">
              <span className={styles.after}>{rowText(row.bytes)}</span> · rewritten by a rule of the bridge
            </Fact>
          </>
        )}
      </dl>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
