export const TIME_MODES = ['wall', 'elapsed', 'delta'] as const;
export type TimeMode = (typeof TIME_MODES)[number];

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** Wall clock of this machine's time zone: `14:03:12.345`. `startedAt`: ms since the epoch; `t`: µs since then. */
export function formatWall(t: number, startedAt: number): string {
  const date = new Date(startedAt + Math.floor(t / 1000));
  const clock = `${pad(date.getHours(), 2)}:${pad(date.getMinutes(), 2)}:${pad(date.getSeconds(), 2)}`;
  return `${clock}.${pad(date.getMilliseconds(), 3)}`;
}

/** Since the session began: `00:12.345`, from one hour on `1:00:12.345`. `t` in µs. */
export function formatElapsed(t: number): string {
  const ms = Math.floor(t / 1000);
  const minutes = Math.floor(ms / 60_000);
  const rest = `${pad(Math.floor(ms / 1000) % 60, 2)}.${pad(ms % 1000, 3)}`;
  return minutes < 60 ? `${pad(minutes, 2)}:${rest}` : `${Math.floor(minutes / 60)}:${pad(minutes % 60, 2)}:${rest}`;
}

/** From one row to the next, in seconds: `+0.012`, from one minute on `+1:02.345`. Both in µs; never two rows' sum. */
export function formatDelta(t: number, previous: number | null): string {
  if (previous === null) return '';
  const sign = t < previous ? '−' : '+';
  const ms = Math.round(Math.abs(t - previous) / 1000);
  if (ms < 60_000) return `${sign}${Math.floor(ms / 1000)}.${pad(ms % 1000, 3)}`;
  const elapsed = formatElapsed(ms * 1000);
  return `${sign}${elapsed.replace(/^0/, '')}`;
}

/** A length of time for prose: `340 µs`, `12.3 ms`, `4.56 s`, `2 min 5 s`. `us` in µs. */
export function formatDuration(us: number): string {
  if (us < 1000) return `${Math.round(us)} µs`;
  if (us < 1_000_000) return `${trim(us / 1000)} ms`;
  if (us < 60_000_000) return `${trim(us / 1_000_000)} s`;
  const seconds = Math.round(us / 1_000_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const trim = (value: number): string =>
  value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0);

/** A row's time in the mode the user chose. */
export function formatTime(mode: TimeMode, t: number, startedAt: number, previous: number | null): string {
  switch (mode) {
    case 'wall':
      return formatWall(t, startedAt);
    case 'elapsed':
      return formatElapsed(t);
    case 'delta':
      return formatDelta(t, previous);
  }
}
