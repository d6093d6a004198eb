import type { WatchState } from '#shared/contract/consoleTopic.ts';

/** `12.3/s`, below one a second `7/min`; a topic that fell silent has none. */
export function rateWords(rate: number): string {
  if (rate >= 0.95) return `${rate < 9.95 ? rate.toFixed(1) : rate.toFixed(0)}/s`;
  const aMinute = Math.round(rate * 60);
  return aMinute === 0 ? 'silent' : `${aMinute}/min`;
}

/** How many values a plot has, and what it does not show. */
export function samplesWords({ samples, dropped, missed }: Pick<WatchState, 'samples' | 'dropped' | 'missed'>): string {
  return [
    samples === 1 ? '1 value' : `${samples} values`,
    dropped === 0 ? '' : `${dropped} oldest dropped`,
    missed === 0 ? '' : `${missed} ${missed === 1 ? 'message' : 'messages'} without it`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** The stretch of the axis: some room around the values, and around a value that never changes. */
export function valueRange(least: number, most: number): [number, number] {
  const room = (most - least) * 0.08 || Math.abs(most) * 0.1 || 1;
  return [least - room, most + room];
}
