import type { SignalSample } from '#shared/contract/modem.ts';

/** Signal over time in columns: seconds, RSSI and RSRP in dBm. Samples of the link that spoke last. */
export function signalSeries(samples: readonly SignalSample[]): readonly (readonly (number | null)[])[] {
  const link = samples.at(-1)?.link;
  const own = samples.filter((sample) => sample.link === link);
  return [own.map(({ t }) => t / 1e6), own.map(({ rssi }) => rssi), own.map(({ rsrp }) => rsrp)];
}

/** At least 30 dB are shown, so that a steady signal looks steady. */
export function signalRange(least: number, most: number): [number, number] {
  if (least === 0 && most === 0) return [-120, -50];
  const middle = (least + most) / 2;
  const half = Math.max(15, (most - least) / 2 + 3);
  return [Math.floor(middle - half), Math.ceil(middle + half)];
}
