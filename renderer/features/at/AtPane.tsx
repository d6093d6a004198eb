import { useMemo, useState } from 'react';
import { ListNotices } from '#renderer/features/rows/ListNotices.tsx';
import { Pane } from '#renderer/features/rows/Pane.tsx';
import { PaneTools } from '#renderer/features/rows/PaneTools.tsx';
import { RowCount } from '#renderer/features/rows/RowCount.tsx';
import { usePaneList } from '#renderer/features/rows/usePaneList.ts';
import { useRowStream } from '#renderer/features/rows/useRowStream.ts';
import type { RowView } from '#renderer/stream/rowViewTypes.ts';
import { PaneHeader } from '#renderer/ui/PaneHeader.tsx';
import { AtFilterMenu } from './AtFilterMenu.tsx';
import { AtList } from './AtList.tsx';
import { type AtFilter, atFilterCount, atRowFilter, NO_AT_FILTER } from './atFilter.ts';
import { SendLine } from './SendLine.tsx';

/** What the MCU, or the user, and the modem say to each other. */
export function AtPane() {
  const [filter, setFilter] = useState(NO_AT_FILTER);
  const rowFilter = useMemo(() => atRowFilter(filter), [filter]);
  const view = useRowStream(rowFilter);
  return (
    <Pane id="at">
      {view === null ? <PaneHeader title="AT traffic" /> : <AtRows view={view} filter={filter} onFilter={setFilter} />}
      <SendLine />
    </Pane>
  );
}

interface AtRowsProps {
  readonly view: RowView;
  readonly filter: AtFilter;
  readonly onFilter: (filter: AtFilter) => void;
}

function AtRows({ view, filter, onFilter }: AtRowsProps) {
  const list = usePaneList('at', view);
  const count = atFilterCount(filter);
  return (
    <>
      <PaneHeader title="AT traffic" status={<RowCount view={view} />}>
        <PaneTools
          list={list}
          search={filter.text}
          onSearch={(text) => onFilter({ ...filter, text })}
          filterCount={count}
        >
          <AtFilterMenu filter={filter} onChange={onFilter} />
        </PaneTools>
      </PaneHeader>
      <ListNotices list={list} view={view} />
      <AtList view={view} list={list} filtered={count > 0 || filter.text.trim() !== ''} />
    </>
  );
}
