import type { RowView } from '#renderer/stream/rowViewTypes.ts';
import { formatCount } from '#renderer/ui/formatCount.ts';
import { useViewPart } from './useViewPart.ts';

/** How many rows the list holds; in steps while it is long, so that it does not flicker. */
export function RowCount({ view }: { view: RowView }) {
  const count = useViewPart(view, () => {
    const { length } = view.lines;
    return length < 10_000 ? length : length - (length % 1000);
  });
  return count === 0 ? null : <span>{formatCount(count)} rows</span>;
}
