import { useEffect, useRef, useState } from 'react';
import { useServices } from '#renderer/app/services.ts';
import { addSample, EMPTY_SERIES, type RateSample, type RateSeries } from './rateSeries.ts';

/** Follows the log's counters as the bench reports them. */
export function useRateSeries(): RateSeries {
  const { bench } = useServices();
  const [series, setSeries] = useState(EMPTY_SERIES);
  const last = useRef<RateSample | null>(null);
  useEffect(
    () =>
      bench.subscribe(({ state }) => {
        if (state === null) return;
        const next = { now: state.now, serial: state.log.rows.serial, mqtt: state.log.rows.mqtt };
        const previous = last.current;
        // A bench that started anew counts from zero again.
        if (previous === null || next.now < previous.now) {
          last.current = next;
          setSeries(EMPTY_SERIES);
        } else if (next.now - previous.now >= 250_000) {
          last.current = next;
          setSeries((old) => addSample(old, previous, next));
        }
      }),
    [bench],
  );
  return series;
}
