import { MousePointerClick } from 'lucide-react';
import { useState } from 'react';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import type { Row } from '#shared/model/row.ts';
import type { PacketField } from '#shared/protocol/mqtt/fields.ts';
import { AtExplanation } from './AtExplanation.tsx';
import { ContentView } from './ContentView.tsx';
import { FieldTable } from './FieldTable.tsx';
import { HexView } from './HexView.tsx';
import styles from './Inspector.module.css';
import { RowFacts } from './RowFacts.tsx';
import { rowFields } from './rowFields.ts';
import { useSelectedRow } from './useSelectedRow.ts';

/** What the selected row is: facts, fields, content, bytes. Decoded here and only now. */
export function Inspector() {
  const row = useSelectedRow();
  return (
    <section className={styles.inspector} aria-label="Inspector">
      {row === null ? (
        <EmptyState icon={<MousePointerClick />} title="Nothing is selected">
          Select a row in any pane to see its fields and bytes here.
        </EmptyState>
      ) : (
        <InspectedRow key={row.seq} row={row} />
      )}
    </section>
  );
}

function InspectedRow({ row }: { row: Row }) {
  const [marked, setMarked] = useState<PacketField | null>(null);
  const fields = rowFields(row);
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <RowFacts row={row} />
        {row.lane === 'serial' ? <AtExplanation row={row} /> : null}
        {fields.length === 0 ? null : <FieldTable fields={fields} marked={marked} onMark={setMarked} />}
      </div>
      {row.bytes.length === 0 ? null : (
        <div className={styles.column}>
          <ContentView row={row} />
          <HexView bytes={row.bytes} marked={marked} fields={fields} onMark={setMarked} />
        </div>
      )}
    </div>
  );
}
