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
import { AtEmpty } from './AtEmpty.tsx';
import styles from './AtPane.module.css';
import { atRow } from './atRow.tsx';

/** Below this width, in pixels, the text needs the room more than the kind's word does. */
const KIND_WORD_WIDTH = 320;
/** Below this width, in pixels, it needs the room of the line end before it. */
const LEAD_WIDTH = 400;
/** What the port's column takes of it, in pixels. */
const PORT_WIDTH = 75;

/** The rows of the serial lane. */
export function AtList({ view, list, filtered }: { view: RowView; list: PaneList; filtered: boolean }) {
  const [frame, width] = useWidth();
  const links = useBench((slice) => slice.links);
  const ports = useMemo(() => [...links.values()].filter((link) => link.lane === 'serial').length, [links]);
  const severalPorts = ports > 1;
  const room = severalPorts ? width - PORT_WIDTH : width;
  const kindWord = room >= KIND_WORD_WIDTH;
  const lead = room >= LEAD_WIDTH;
  const time = useRowTime(view.lines);

  const columns = useMemo(
    (): readonly GridColumn[] => [
      { id: 'time', title: 'Time', width: time.width, align: 'end' },
      ...(severalPorts ? [{ id: 'port', title: 'Port', width: '9ch', clip: true }] : []),
      { id: 'dir', title: '', width: '2ch' },
      ...(kindWord ? [{ id: 'kind', title: 'Kind', width: '6ch' }] : []),
      ...(lead ? [{ id: 'lead', title: '', width: '4ch', align: 'end' as const }] : []),
      { id: 'text', title: 'Text', width: 'minmax(0, 1fr)' },
    ],
    [time, severalPorts, kindWord, lead],
  );
  const renderRow = useCallback(
    (index: number): GridRowContent => {
      const line = view.lines.entryAt(index);
      if (line === undefined) return { cells: [] };
      if (line.type === 'gap') return gapLine(line);
      const { row } = line;
      const at = time.format(index, row.t);
      if (row.lane === 'note') return noteLine(row, at, time.width);
      if (row.lane === 'mqtt') return { cells: [] };
      const port = severalPorts ? (links.get(row.link)?.name ?? `#${row.link}`) : null;
      return atRow(row, { time: at, port, kindWord, lead });
    },
    [view, time, severalPorts, kindWord, lead, links],
  );

  return (
    <div ref={frame} className={styles.list}>
      <RowGrid
        {...list.grid}
        label="AT traffic rows"
        columns={columns}
        renderRow={renderRow}
        empty={list.loading ? null : filtered ? <NothingMatches /> : <AtEmpty />}
        hint={ports > 0 || filtered ? undefined : <AtEmpty />}
      />
    </div>
  );
}

function NothingMatches() {
  return <EmptyState title="No row matches the filter">New rows that match will appear here.</EmptyState>;
}
