import type { RowView } from '#renderer/stream/rowViewTypes.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { formatCount } from '#renderer/ui/formatCount.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import type { PaneList } from './usePaneList.ts';

/** What the list must not be read without: that it stands still, or that it could not be had. */
export function ListNotices({ list, view }: { list: PaneList; view: RowView }) {
  const { state } = list;
  return (
    <>
      {state.paused ? (
        <Notice
          severity="info"
          actions={
            <Button size="small" onClick={list.togglePause}>
              Resume
            </Button>
          }
        >
          Paused · {formatCount(state.arrived)} new
        </Notice>
      ) : null}
      {state.error !== undefined && state.status !== 'offline' ? (
        <Notice
          severity="error"
          actions={
            <Button size="small" onClick={() => view.retry()}>
              Try again
            </Button>
          }
        >
          The rows could not be read: {state.error.message}
        </Notice>
      ) : null}
    </>
  );
}
