import type { RowLines } from '#renderer/stream/rowLines.ts';
import type { GridSource } from '#renderer/ui/rowGrid/gridSource.ts';

/** A row view's lines as a grid draws them. A gap goes by the last seq it stands for. */
export function rowsSource(lines: RowLines): GridSource {
  return {
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
