/** The time over which a rate is taken, in microseconds: older messages count for less and less. */
const SPAN_US = 10_000_000;
/** A rate over less than this would say more than a few messages can. */
const LEAST_US = 1_000_000;

/** What a rate is made of: one number, whatever the rate. */
export interface RateMeter {
  /** Microseconds since the session began, of the first and the last message. */
  readonly since: number;
  readonly last: number;
  /** Messages, each weighed by its age. */
  readonly weight: number;
}

export const NO_RATE: RateMeter = { since: 0, last: 0, weight: 0 };

export const countRate = (meter: RateMeter, t: number): RateMeter =>
  meter.weight === 0
    ? { since: t, last: t, weight: 1 }
    : { since: meter.since, last: t, weight: meter.weight * Math.exp((meter.last - t) / SPAN_US) + 1 };

/** Messages a second at `now`. */
export function rateAt({ since, last, weight }: RateMeter, now: number): number {
  if (weight === 0) return 0;
  const seen = 1 - Math.exp(-Math.max(LEAST_US, now - since) / SPAN_US);
  return ((weight * Math.exp(-Math.max(0, now - last) / SPAN_US)) / (seen * SPAN_US)) * 1e6;
}
