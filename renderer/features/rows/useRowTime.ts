import { useMemo } from 'react';
import { useBench, useSettings } from '#renderer/app/services.ts';
import type { RowLines } from '#renderer/stream/rowLines.ts';
import { formatTime, type TimeMode } from '#shared/model/formatTime.ts';

const HOUR = 3_600_000_000;

/** Width of the time column, in characters; elapsed times grow by the hour. `now` in microseconds. */
function timeWidth(mode: TimeMode, now: number): string {
  if (mode === 'wall') return '12ch';
  if (mode === 'delta') return '9ch';
  return now < HOUR ? '9ch' : now < 10 * HOUR ? '11ch' : '13ch';
}

export interface RowTime {
  readonly width: string;
  /** The time of the row in line `i`, which began at `t`. */
  format(i: number, t: number): string;
}

/** How this list writes times; another object when the mode changes. */
export function useRowTime(lines: RowLines): RowTime {
  const mode = useSettings((slice) => slice.settings.timeMode);
  const startedAt = useBench((slice) => slice.info?.startedAt ?? 0);
  const width = useBench((slice) => timeWidth(mode, slice.state?.now ?? 0));
  return useMemo(() => {
    const previousTime = (i: number): number | null => {
      const line = mode === 'delta' && i > 0 ? lines.entryAt(i - 1) : undefined;
      return line?.type === 'row' ? line.row.t : null;
    };
    return { width, format: (i, t) => formatTime(mode, t, startedAt, previousTime(i)) };
  }, [mode, width, startedAt, lines]);
}
