import type { RowView } from '#renderer/stream/rowViewTypes.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { formatCount } from '#renderer/ui/formatCount.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import type { PaneList } from './usePaneList.ts';
import { useViewPart } from './useViewPart.ts';

/** What the list must not be read without: that it stands still, or that it could not be had. */
export function ListNotices({ list, view }: { list: PaneList; view: RowView }) {
  const arrived = useViewPart(view, (state) => state.arrived);
  const trouble = useViewPart(view, ({ error, status }) => (status === 'offline' ? undefined : error?.message));
  return (
    <>
      {list.paused ? (
        <Notice
          severity="info"
          actions={
            <Button size="small" onClick={list.togglePause}>
              Resume
            </Button>
          }
        >
          Paused · {formatCount(arrived)} new
        </Notice>
      ) : null}
      {trouble === undefined ? null : (
        <Notice
          severity="error"
          actions={
            <Button size="small" onClick={() => view.retry()}>
              Try again
            </Button>
          }
        >
          The rows could not be read: {trouble}
        </Notice>
      )}
    </>
  );
}
