import { expect, test } from 'vitest';
import { addSample, EMPTY_SERIES, MAX_POINTS, type RateSample } from './rateSeries.ts';

const sample = (seconds: number, serial: number, mqtt: number): RateSample => ({ now: seconds * 1e6, serial, mqtt });

test('a point is the rate between two samples', () => {
  expect(addSample(EMPTY_SERIES, sample(10, 100, 5), sample(10.5, 150, 6))).toEqual({
    t: [10.5],
    serial: [100],
    mqtt: [2],
  });
});

test('samples too close together give no point', () => {
  expect(addSample(EMPTY_SERIES, sample(10, 0, 0), sample(10.1, 50, 0))).toBe(EMPTY_SERIES);
});

test('a long pause is drawn as silence, what came after it as a burst', () => {
  const series = addSample(EMPTY_SERIES, sample(10, 0, 0), sample(20, 5, 0));
  expect(series).toEqual({ t: [10.5, 19.5, 20], serial: [0, 0, 10], mqtt: [0, 0, 0] });
});

test('the oldest points go', () => {
  let series = EMPTY_SERIES;
  for (let i = 0; i < MAX_POINTS + 50; i += 1) series = addSample(series, sample(i, i, 0), sample(i + 1, i + 1, 0));
  expect(series.t.length).toBe(MAX_POINTS);
  expect(series.t.at(-1)).toBe(MAX_POINTS + 50);
  expect(series.t[0]).toBe(51);
});
