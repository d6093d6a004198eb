import type { Lane, Side, Sides } from './lane.ts';
import { createTextLineMode } from './textLineMode.ts';

/** The two directions of a console know nothing of each other. */
export function createTextSides(lanes: { readonly tx: Lane; readonly rx: Lane }): Sides {
  return { tx: createTextSide(lanes.tx), rx: createTextSide(lanes.rx) };
}

function createTextSide(lane: Lane): Side {
  const mode = createTextLineMode(lane);
  return {
    lane,
    mode,
    feed(t, bytes) {
      for (let i = 0; i < bytes.length; ) i = mode.consume(bytes, i, t);
    },
    dataAhead: () => 0,
  };
}
