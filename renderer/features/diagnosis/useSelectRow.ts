import { useCallback } from 'react';
import { useServices } from '#renderer/app/services.ts';

/** Selects a row by its place in the log, in the pane that shows its lane; the other panes follow. */
export function useSelectRow(): (seq: number, t?: number) => void {
  const { panes, selection } = useServices();
  return useCallback(
    (seq, t = 0) => {
      const row = panes.find(seq);
      const lane = row?.lane ?? 'serial';
      selection.getState().select({ pane: lane === 'mqtt' ? 'mqtt' : 'at', seq, t: row?.t ?? t, lane });
    },
    [panes, selection],
  );
}
