/** Whether at most `max` single-character insertions, deletions or replacements turn `a` into `b` (Levenshtein). */
export function withinEdits(a: string, b: string, max: number): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > max) return false;
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  let current = new Array<number>(b.length + 1).fill(0);
  for (let i = 1; i <= a.length; i += 1) {
    // Cells further than `max` from the diagonal cannot take part: they count as too far.
    const from = Math.max(1, i - max);
    const to = Math.min(b.length, i + max);
    current[from - 1] = from === 1 ? i : max + 1;
    if (to < b.length) current[to + 1] = max + 1;
    let best = current[from - 1] ?? 0;
    for (let j = from; j <= to; j += 1) {
      const replaced = (previous[j - 1] ?? 0) + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1);
      const cost = Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
      current[j] = cost;
      best = Math.min(best, cost);
    }
    if (best > max) return false;
    [previous, current] = [current, previous];
  }
  return (previous[b.length] ?? max + 1) <= max;
}
