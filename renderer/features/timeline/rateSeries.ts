/** Rows per second of both lanes over time, in columns as the plot takes them. */
export interface RateSeries {
  /** Seconds since the session began. */
  readonly t: readonly number[];
  readonly serial: readonly number[];
  readonly mqtt: readonly number[];
}

export const EMPTY_SERIES: RateSeries = { t: [], serial: [], mqtt: [] };

/** How many points the timeline keeps: at two a second, the last ten minutes. */
export const MAX_POINTS = 1200;

/** Counters of the log at one moment. `now`: microseconds since the session began. */
export interface RateSample {
  readonly now: number;
  readonly serial: number;
  readonly mqtt: number;
}

/**
 * Adds the rates between two samples. Samples closer than a quarter of a second give no point: their rate is noise. A pause
 * of more than three seconds (nothing changed, so no snapshot came) is drawn as silence.
 */
export function addSample(series: RateSeries, previous: RateSample, next: RateSample): RateSeries {
  const seconds = (next.now - previous.now) / 1e6;
  if (seconds < 0.25) return series;
  const at = next.now / 1e6;
  const points: [number, number, number][] = [];
  if (seconds > 3) points.push([previous.now / 1e6 + 0.5, 0, 0], [at - 0.5, 0, 0]);
  const over = seconds > 3 ? 0.5 : seconds;
  points.push([at, (next.serial - previous.serial) / over, (next.mqtt - previous.mqtt) / over]);
  const keep = <T>(values: readonly T[], added: readonly T[]): readonly T[] => [...values, ...added].slice(-MAX_POINTS);
  return {
    t: keep(
      series.t,
      points.map((point) => point[0]),
    ),
    serial: keep(
      series.serial,
      points.map((point) => point[1]),
    ),
    mqtt: keep(
      series.mqtt,
      points.map((point) => point[2]),
    ),
  };
}
