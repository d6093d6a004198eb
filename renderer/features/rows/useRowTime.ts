import { useMemo } from 'react';
import { useBench, useSettings } from '#renderer/app/services.ts';
import type { RowLines } from '#renderer/stream/rowLines.ts';
import { formatTime, type TimeMode } from '#shared/model/formatTime.ts';

/** Width of the time column by mode, in characters. */
const WIDTHS: Readonly<Record<TimeMode, string>> = { wall: '12ch', elapsed: '10ch', delta: '9ch' };

export interface RowTime {
  readonly width: string;
  /** The time of the row in line `i`, which began at `t`. */
  format(i: number, t: number): string;
}

/** How this list writes times; another object when the mode changes. */
export function useRowTime(lines: RowLines): RowTime {
  const mode = useSettings((slice) => slice.settings.timeMode);
  const startedAt = useBench((slice) => slice.info?.startedAt ?? 0);
  return useMemo(() => {
    const previousTime = (i: number): number | null => {
      const line = mode === 'delta' && i > 0 ? lines.entryAt(i - 1) : undefined;
      return line?.type === 'row' ? line.row.t : null;
    };
    return { width: WIDTHS[mode], format: (i, t) => formatTime(mode, t, startedAt, previousTime(i)) };
  }, [mode, startedAt, lines]);
}
