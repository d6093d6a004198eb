import { type Capture, LAYERS, type Layer } from '../../types.ts';
import { type Success, successes } from './successes.ts';

/** How far things got, and when. Built once per search. */
export interface Progress {
  /** Something on that layer or above worked at that moment or later: what failed before was overcome. */
  after(layer: Layer, t: number): boolean;
  /** The highest layer that had worked before that moment; `power` for none. */
  before(t: number): Layer;
  /** Something worked after that moment on a layer at least as high as before it, and on that one at least. */
  regained(t: number, least: Layer): boolean;
}

const rankOf = (layer: Layer): number => LAYERS.indexOf(layer);

export function progressOf(capture: Capture): Progress {
  const worked = successes(capture);
  // The highest rank up to each success, and from it on.
  const upTo: number[] = [];
  for (const { layer } of worked) upTo.push(Math.max(upTo.at(-1) ?? 0, rankOf(layer)));
  const from: number[] = new Array(worked.length).fill(0);
  for (let i = worked.length - 1; i >= 0; i -= 1)
    from[i] = Math.max(from[i + 1] ?? 0, rankOf(worked[i]?.layer ?? 'power'));

  const highestFrom = (t: number): number => from[firstAt(worked, t)] ?? -1;
  const highestBefore = (t: number): number => upTo[firstAt(worked, t) - 1] ?? 0;
  return {
    after: (layer, t) => highestFrom(t) >= rankOf(layer),
    before: (t) => LAYERS[highestBefore(t)] ?? 'power',
    regained: (t, least) => highestFrom(t + 1) >= Math.max(rankOf(least), highestBefore(t)),
  };
}

/** Index of the first success at that moment or later. */
function firstAt(worked: readonly Success[], t: number): number {
  let low = 0;
  let high = worked.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((worked[middle]?.t ?? 0) < t) low = middle + 1;
    else high = middle;
  }
  return low;
}
