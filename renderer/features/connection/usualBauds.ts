/** The speeds offered in lists; any other can be typed. */
export const USUAL_BAUDS: readonly number[] = [
  9600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600, 3_000_000,
];

/** The usual speed to try next in that direction; null when there is none. */
export function nextUsualBaud(baud: number, direction: 'lower' | 'higher'): number | null {
  const next =
    direction === 'higher' ? USUAL_BAUDS.find((usual) => usual > baud) : USUAL_BAUDS.findLast((usual) => usual < baud);
  return next ?? null;
}
