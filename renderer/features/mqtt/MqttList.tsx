import { useCallback, useMemo } from 'react';
import { useBench } from '#renderer/app/services.ts';
import { gapLine, noteLine } from '#renderer/features/rows/plainLines.tsx';
import type { PaneList } from '#renderer/features/rows/usePaneList.ts';
import { useRowTime } from '#renderer/features/rows/useRowTime.ts';
import type { RowView } from '#renderer/stream/rowViewTypes.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import type { GridColumn, GridRowContent } from '#renderer/ui/rowGrid/gridSource.ts';
import { RowGrid } from '#renderer/ui/rowGrid/RowGrid.tsx';
import { useWidth } from '#renderer/ui/useWidth.ts';
import { MqttEmpty } from './MqttEmpty.tsx';
import styles from './MqttPane.module.css';
import { mqttRow } from './mqttRow.tsx';

/** Below this width, in pixels, the packet type goes into the text. */
const TYPE_COLUMN_WIDTH = 460;

/** The rows of the MQTT lane. */
export function MqttList({ view, list, filtered }: { view: RowView; list: PaneList; filtered: boolean }) {
  const [frame, width] = useWidth();
  const typeColumn = width >= TYPE_COLUMN_WIDTH;
  const links = useBench((slice) => slice.links);
  const anyDevice = useMemo(
    () => [...links.values()].some((link) => link.role === 'device' || link.role === 'uart'),
    [links],
  );
  const time = useRowTime(view.lines);

  const columns = useMemo(
    (): readonly GridColumn[] => [
      { id: 'time', title: 'Time', width: time.width, align: 'end' },
      { id: 'client', title: 'Client', width: typeColumn ? '12ch' : '10ch', clip: true },
      { id: 'dir', title: '', width: '2ch' },
      ...(typeColumn ? [{ id: 'type', title: 'Type', width: '11ch' }] : []),
      { id: 'text', title: typeColumn ? 'Summary' : 'Packet', width: 'minmax(0, 1fr)' },
    ],
    [time, typeColumn],
  );
  const renderRow = useCallback(
    (index: number): GridRowContent => {
      const line = view.lines.entryAt(index);
      if (line === undefined) return { cells: [] };
      if (line.type === 'gap') return gapLine(line);
      const { row } = line;
      const at = time.format(index, row.t);
      if (row.lane === 'note') return noteLine(row, at, time.width);
      if (row.lane === 'serial') return { cells: [] };
      const link = links.get(row.link);
      const client = link === undefined ? `#${row.link}` : link.clientId === '' ? link.name : link.clientId;
      return mqttRow(row, { time: at, client, own: link?.role === 'console', typeColumn });
    },
    [view, time, typeColumn, links],
  );

  return (
    <div ref={frame} className={styles.list}>
      <RowGrid
        {...list.grid}
        label="MQTT packet rows"
        columns={columns}
        renderRow={renderRow}
        empty={list.loading ? null : filtered ? <NothingMatches /> : <MqttEmpty />}
        hint={anyDevice || filtered ? undefined : <MqttEmpty />}
      />
    </div>
  );
}

function NothingMatches() {
  return <EmptyState title="No packet matches the filter">New packets that match will appear here.</EmptyState>;
}
