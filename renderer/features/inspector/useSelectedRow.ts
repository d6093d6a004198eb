import { useEffect, useState } from 'react';
import { useSelection, useServices } from '#renderer/app/services.ts';
import type { Row } from '#shared/model/row.ts';

/** The selected row with bytes of its own, so that it outlives the mirror's chunk. null: nothing is selected. */
export function useSelectedRow(): Row | null {
  const selected = useSelection((slice) => slice.selected);
  const { panes } = useServices();
  const [row, setRow] = useState<Row | null>(null);
  useEffect(() => {
    if (selected === null) {
      setRow(null);
      return;
    }
    const found = panes.get(selected.pane)?.find(selected.seq) ?? panes.find(selected.seq);
    if (found !== undefined) setRow({ ...found, bytes: found.bytes.slice() });
  }, [selected, panes]);
  return row;
}
