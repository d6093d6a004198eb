import { expect, test } from 'vitest';
import { signalRange, signalSeries } from './signalSeries.ts';

test('samples of the link that spoke last, in columns', () => {
  expect(
    signalSeries([
      { link: 1, t: 1e6, rssi: -71, rsrp: null },
      { link: 2, t: 2e6, rssi: -80, rsrp: -101 },
      { link: 2, t: 3e6, rssi: null, rsrp: -100 },
    ]),
  ).toEqual([
    [2, 3],
    [-80, null],
    [-101, -100],
  ]);
  expect(signalSeries([])).toEqual([[], [], []]);
});

test.each([
  [-75, -75, [-90, -60]],
  [-110, -70, [-113, -67]],
  [0, 0, [-120, -50]],
])('from %d to %d dBm', (least, most, range) => {
  expect(signalRange(least, most)).toEqual(range);
});
