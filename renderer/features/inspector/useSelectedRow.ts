import { useEffect, useState } from 'react';
import { useSelection, useServices } from '#renderer/app/services.ts';
import { requestPage } from '#renderer/stream/requestPage.ts';
import type { Row } from '#shared/model/row.ts';
import { rowAt } from '#shared/model/rowChunk.ts';

/**
 * The selected row with bytes of its own, so that it outlives the mirror's chunk. One that no pane holds (a partner long ago,
 * or one that a filter hides) is fetched from the log. null: nothing is selected.
 */
export function useSelectedRow(): Row | null {
  const selected = useSelection((slice) => slice.selected);
  const { panes, rpc } = useServices();
  const [row, setRow] = useState<Row | null>(null);
  useEffect(() => {
    if (selected === null) {
      setRow(null);
      return undefined;
    }
    const { pane, seq } = selected;
    const found = panes.get(pane)?.find(seq) ?? panes.find(seq);
    if (found !== undefined) {
      setRow(ownBytes(found));
      return undefined;
    }
    const everything = { lanes: ['serial' as const, 'mqtt' as const], notes: true };
    const page = { after: seq - 1, before: seq + 1, limit: 1, toward: 'after' as const };
    return requestPage(rpc, everything, page, (result) => {
      if (!result.ok) return;
      for (const piece of result.value) if ('count' in piece && piece.count > 0) setRow(ownBytes(rowAt(piece, 0)));
    });
  }, [selected, panes, rpc]);
  return row;
}

const ownBytes = (row: Row): Row => ({ ...row, bytes: row.bytes.slice() });
