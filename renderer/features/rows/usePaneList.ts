import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PaneId } from '#renderer/app/paneRegistry.ts';
import { useSelection, useServices, useSettings } from '#renderer/app/services.ts';
import type { RowView } from '#renderer/stream/rowViewTypes.ts';
import type { RowGridHandle, RowGridProps } from '#renderer/ui/rowGrid/rowGridProps.ts';
import { rowsSource } from './rowsSource.ts';
import { useViewPart } from './useViewPart.ts';

export interface PaneList {
  readonly paused: boolean;
  /** The bench has not answered yet: an empty list means nothing. */
  readonly loading: boolean;
  readonly follow: boolean;
  setFollow(follow: boolean): void;
  togglePause(): void;
  clear(): void;
  readonly searchField: RefObject<HTMLInputElement | null>;
  /** What a RowGrid takes besides its label, columns and rows. */
  readonly grid: Pick<
    RowGridProps,
    | 'ref'
    | 'source'
    | 'selectedSeq'
    | 'relatedTime'
    | 'onSelect'
    | 'onClearSelection'
    | 'onInspect'
    | 'onRange'
    | 'follow'
    | 'onFollowChange'
  >;
}

/**
 * All that the panes' lists have in common: selection across panes, following, pausing, the past, gaps, shortcuts. Does not
 * draw the pane anew with every row: the grid listens for rows itself.
 */
export function usePaneList(pane: PaneId, view: RowView): PaneList {
  const { panes, selection } = useServices();
  const paused = useViewPart(view, (state) => state.paused);
  const loading = useViewPart(view, (state) => state.status === 'loading');
  const selected = useSelection((slice) => slice.selected);
  const patchLayout = useSettings((slice) => slice.patchLayout);
  const [follow, setFollow] = useState(true);
  const gridRef = useRef<RowGridHandle>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const source = useMemo(() => rowsSource(view), [view]);

  const togglePause = useCallback(() => {
    if (view.getState().paused) view.resume();
    else view.pause();
  }, [view]);
  const clear = useCallback(() => {
    view.clear();
    setFollow(true);
  }, [view]);

  useEffect(
    () =>
      panes.register(pane, {
        focus: () => gridRef.current?.focus(),
        focusSearch: () => searchField.current?.focus(),
        clear,
        togglePause,
        find(seq) {
          const line = view.lines.entryAt(view.lines.indexOfSeq(seq));
          return line?.type === 'row' && line.row.seq === seq ? line.row : undefined;
        },
      }),
    [panes, pane, view, clear, togglePause],
  );
  useEffect(() => {
    if (selected === null) return;
    if (selected.pane !== pane || gridRef.current?.scrollToSeq(selected.seq) !== true) {
      gridRef.current?.scrollToTime(selected.t);
    }
  }, [selected, pane]);

  const act = useMemo(
    () => ({
      onSelect(index: number) {
        const line = view.lines.entryAt(index);
        if (line?.type === 'gap') view.fillGap(index);
        else if (line !== undefined) {
          const { seq, t, lane } = line.row;
          selection.getState().select({ pane, seq, t, lane });
        }
      },
      onClearSelection: () => selection.getState().clear(),
      onInspect: () => patchLayout('inspector', true),
      onRange(start: number, end: number) {
        if (start === 0 && view.getState().older === 'unknown') view.loadOlder();
        for (let i = start; i < end; i++) if (view.lines.entryAt(i)?.type === 'gap') view.fillGap(i);
      },
    }),
    [view, pane, selection, patchLayout],
  );

  return {
    paused,
    loading,
    follow,
    setFollow,
    togglePause,
    clear,
    searchField,
    grid: {
      ...act,
      ref: gridRef,
      source,
      selectedSeq: selected?.seq ?? null,
      relatedTime: selected !== null && selected.pane !== pane ? selected.t : null,
      follow,
      onFollowChange: setFollow,
    },
  };
}
