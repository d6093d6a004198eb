import { Inbox } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import type { RowView } from '#renderer/stream/rowViewTypes.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import type { GridColumn, GridRowContent } from '#renderer/ui/rowGrid/gridSource.ts';
import { RowGrid } from '#renderer/ui/rowGrid/RowGrid.tsx';
import { useWidth } from '#renderer/ui/useWidth.ts';
import type { ConsoleState } from '#shared/contract/console.ts';
import { gapLine, noteLine } from '../rows/plainLines.tsx';
import type { PaneList } from '../rows/usePaneList.ts';
import { useRowTime } from '../rows/useRowTime.ts';
import styles from './ConsolePane.module.css';
import { messageColumns, messageRow } from './messageRow.tsx';

/** Below this width, in pixels, the QoS has no column: the inspector tells it. */
const QOS_COLUMN_WIDTH = 360;

interface MessagesProps {
  readonly view: RowView;
  readonly list: PaneList;
  readonly state: ConsoleState;
  /** Whether the filter hides messages: an empty list then means something else. */
  readonly filtered: boolean;
  readonly onSubscribeAll: () => void;
}

/** The messages the console received, newest at the end. */
export function Messages({ view, list, state, filtered, onSubscribeAll }: MessagesProps) {
  const time = useRowTime(view.lines);
  const [frame, width] = useWidth();
  const qosColumn = width >= QOS_COLUMN_WIDTH;
  const columns = useMemo(
    (): readonly GridColumn[] => [
      { id: 'time', title: 'Time', width: time.width, align: 'end' },
      ...messageColumns(qosColumn),
    ],
    [time, qosColumn],
  );
  const renderRow = useCallback(
    (i: number): GridRowContent => {
      const line = view.lines.entryAt(i);
      if (line === undefined) return { cells: [] };
      if (line.type === 'gap') return gapLine(line);
      const at = time.format(i, line.row.t);
      if (line.row.lane === 'note') return noteLine(line.row, at, time.width);
      return line.row.lane === 'mqtt' ? messageRow(line.row, at, qosColumn) : { cells: [] };
    },
    [view, time, qosColumn],
  );
  return (
    <div ref={frame} className={styles.list}>
      <RowGrid
        {...list.grid}
        label="Messages"
        columns={columns}
        renderRow={renderRow}
        empty={<EmptyMessages state={state} filtered={filtered} onSubscribeAll={onSubscribeAll} />}
      />
    </div>
  );
}

function EmptyMessages({
  state,
  filtered,
  onSubscribeAll,
}: Pick<MessagesProps, 'state' | 'filtered' | 'onSubscribeAll'>) {
  if (filtered) return <EmptyState icon={<Inbox />} title="No message matches the filter" />;
  if (state.state !== 'connected') {
    return (
      <EmptyState icon={<Inbox />} title="The console is not connected">
        {state.trouble === '' ? 'Choose a broker above to subscribe and publish.' : state.trouble}
      </EmptyState>
    );
  }
  if (state.subscriptions.length > 0) {
    return (
      <EmptyState icon={<Inbox />} title="No message yet">
        Messages on the subscribed topics appear here.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Inbox />}
      title="Nothing is subscribed"
      actions={
        <Button variant="primary" onClick={onSubscribeAll}>
          Subscribe to all topics (#)
        </Button>
      }
    >
      Subscribe to a topic filter above to see what devices publish.
    </EmptyState>
  );
}
