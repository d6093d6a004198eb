/**
 * `next`, with every part that equals its counterpart in `previous` replaced by that counterpart: a selector on a
 * snapshot then sees a new reference only where something changed. For JSON-shaped values.
 */
export function structuralShare<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next;
  if (Array.isArray(previous) && Array.isArray(next)) {
    const shared = next.map((item, i) => structuralShare(previous[i], item));
    const same = previous.length === shared.length && shared.every((item, i) => Object.is(item, previous[i]));
    return (same ? previous : shared) as T;
  }
  if (isRecord(previous) && isRecord(next)) {
    const keys = Object.keys(next);
    const shared: Record<string, unknown> = {};
    for (const key of keys) shared[key] = structuralShare(previous[key], next[key]);
    const same =
      keys.length === Object.keys(previous).length && keys.every((key) => Object.is(shared[key], previous[key]));
    return (same ? previous : shared) as T;
  }
  return next;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
