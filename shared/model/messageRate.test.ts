import { describe, expect, it } from 'vitest';
import { countRate, NO_RATE, rateAt } from './messageRate.ts';

const metered = (count: number, everyUs: number) => {
  let meter = NO_RATE;
  for (let i = 0; i < count; i += 1) meter = countRate(meter, i * everyUs);
  return meter;
};

describe('rateAt', () => {
  it.each([
    ['nothing', 0, 1, 0, 0],
    ['one message', 1, 1, 0, 1],
    ['ten a second for a minute', 600, 100_000, 60_000_000, 10],
    ['ten a second for two seconds', 20, 100_000, 2_000_000, 10],
    ['a thousand a second', 5000, 1000, 5_000_000, 1000],
  ])('tells the messages a second: %s', (_name, count, everyUs, now, wanted) => {
    expect(Math.abs(rateAt(metered(count, everyUs), now) - wanted)).toBeLessThanOrEqual(Math.max(0.1, wanted * 0.1));
  });

  it('falls to nothing in silence', () => {
    expect(rateAt(metered(600, 100_000), 120_000_000)).toBeLessThan(0.1);
  });
});
