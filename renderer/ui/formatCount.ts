const WHOLE = new Intl.NumberFormat('en-US');

/** `1,204`. */
export const formatCount = (value: number): string => WHOLE.format(value);

/** `17 B`, `4.2 KB`, `1.3 MB`; powers of 1,000, as speeds and port statistics use. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 'B';
  for (const next of units) {
    if (value < 999.5) break;
    value /= 1000;
    unit = next;
  }
  return `${value < 9.95 ? value.toFixed(1) : value.toFixed(0)} ${unit}`;
}
