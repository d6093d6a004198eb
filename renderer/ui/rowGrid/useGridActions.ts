import { type KeyboardEvent, type MouseEvent, useImperativeHandle } from 'react';
import { exactLine, inSight } from './gridLines.ts';
import { gridKeyAction, pageRows } from './gridMath.ts';
import type { RowGridProps } from './rowGridProps.ts';
import type { GridScroll } from './useGridScroll.ts';

export interface GridActions {
  onKeyDown(event: KeyboardEvent): void;
  /** The pointer did something on a row; not when it has just marked text. */
  onRow(event: MouseEvent, act: ((index: number) => void) | undefined): void;
}

/** What keys, pointer and owner can do with a grid. `active`: the selected line, or -1. */
export function useGridActions(props: RowGridProps, scroll: GridScroll, active: number): GridActions {
  const { source, follow, onFollowChange } = props;

  const reveal = (index: number): void => {
    if (follow && index < source.length - 1) onFollowChange(false);
    scroll.reveal(index);
  };
  useImperativeHandle(props.ref, () => ({
    focus: () => scroll.viewport.current?.focus(),
    scrollToSeq(seq) {
      const index = exactLine(source, seq);
      if (index >= 0) reveal(index);
      return index >= 0;
    },
    scrollToTime(t) {
      const index = source.indexOfTime(t);
      if (index >= 0 && !inSight(index, scroll.viewport.current)) reveal(index);
    },
  }));

  return {
    onKeyDown(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const action = gridKeyAction(event.key, active, source.length, pageRows(scroll.height));
      if (action === null) return;
      event.preventDefault();
      if (action.do === 'clear') props.onClearSelection();
      else if (action.do === 'inspect') props.onInspect?.(active);
      else {
        props.onSelect(action.index);
        if (event.key === 'End') onFollowChange(true);
        else reveal(action.index);
      }
    },
    onRow(event, act) {
      const row = event.target instanceof Element ? event.target.closest('[data-index]') : null;
      if (row !== null && getSelection()?.isCollapsed !== false) act?.(Number(row.getAttribute('data-index')));
    },
  };
}
