import type { RowView } from '#renderer/stream/rowViewTypes.ts';
import type { GridSource } from '#renderer/ui/rowGrid/gridSource.ts';

/** A row view as a grid draws it. A gap goes by the last seq it stands for. */
export function rowsSource(view: RowView): GridSource {
  const { lines } = view;
  return {
    subscribe: (listener) => view.subscribe(listener),
    get version() {
      return view.getVersion();
    },
    get length() {
      return lines.length;
    },
    get origin() {
      return lines.origin;
    },
    seqAt(i) {
      const line = lines.entryAt(i);
      if (line === undefined) return 0;
      return line.type === 'gap' ? line.before - 1 : line.row.seq;
    },
    indexOfSeq: (seq) => lines.indexOfSeq(seq),
    indexOfTime: (t) => lines.indexOfTime(t),
  };
}
