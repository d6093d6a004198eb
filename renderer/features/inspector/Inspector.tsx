import { MousePointerClick } from 'lucide-react';
import { useMemo } from 'react';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import type { Row } from '#shared/model/row.ts';
import { AtExplanation } from './AtExplanation.tsx';
import { ContentView } from './ContentView.tsx';
import { ConversationView } from './ConversationView.tsx';
import { CopyMenu } from './CopyMenu.tsx';
import { FieldTree } from './FieldTree.tsx';
import { HandshakeView } from './HandshakeView.tsx';
import { HexView } from './HexView.tsx';
import styles from './Inspector.module.css';
import { NoteList } from './NoteList.tsx';
import { RowFacts } from './RowFacts.tsx';
import { rowPacket } from './rowPacket.ts';
import { useConversation } from './useConversation.ts';
import { usePacketTree } from './usePacketTree.ts';
import { useSelectedRow } from './useSelectedRow.ts';

/** What the selected row is: facts, fields, content, bytes, and what it is part of. Decoded here and only now. */
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
  const packet = useMemo(() => rowPacket(row), [row]);
  const tree = usePacketTree(packet);
  const answer = useConversation(row);
  return (
    <div className={styles.columns}>
      <div className={styles.column} data-column="">
        <RowFacts row={row} actions={row.bytes.length === 0 ? null : <CopyMenu row={row} packet={packet} />} />
        {row.lane === 'serial' ? <AtExplanation row={row} /> : null}
        {answer?.exchange == null ? null : <HandshakeView exchange={answer.exchange} seq={row.seq} />}
        <NoteList notes={packet?.notes ?? []} onChoose={tree.chooseByte} />
        {packet === null ? null : (
          <FieldTree
            items={tree.visible}
            open={tree.open}
            marked={tree.marked?.id ?? ''}
            chosen={tree.chosen}
            onHover={tree.hover}
            onChoose={tree.choose}
            onToggle={tree.toggle}
          />
        )}
        {tree.omitted === 0 ? null : <p className={styles.problem}>{tree.omitted} more fields are not shown.</p>}
      </div>
      <div className={styles.side} data-column="">
        {row.bytes.length === 0 ? null : (
          <div className={styles.content}>
            <ContentView row={row} aliasTopic={answer?.aliasTopic ?? null} />
            <HexView
              bytes={row.bytes}
              marked={tree.marked}
              secrets={tree.secrets}
              nameOf={tree.nameOf}
              onHover={tree.hoverByte}
              onChoose={tree.chooseByte}
            />
          </div>
        )}
        {answer === null ? null : <ConversationView row={row} answer={answer} />}
      </div>
    </div>
  );
}
