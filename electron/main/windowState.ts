import { z } from 'zod';

/** In screen pixels, as Electron counts them. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  /** Place and size when not maximised. */
  readonly bounds: Bounds;
  readonly maximized: boolean;
}

export const MIN_SIZE = { width: 900, height: 600 } as const;
const DEFAULT_SIZE = { width: 1440, height: 900 } as const;
/** So much of the title bar must be on a screen, or the window cannot be taken hold of. */
const GRIP = { width: 120, height: 24 } as const;

const pixels = z.int().min(-1_000_000).max(1_000_000);
const windowState = z.object({
  bounds: z.object({ x: pixels, y: pixels, width: pixels, height: pixels }),
  maximized: z.boolean(),
});

/** A saved state; undefined when the text is none. */
export function parseWindowState(text: string): WindowState | undefined {
  try {
    return windowState.parse(JSON.parse(text));
  } catch {
    return undefined; // written by another version, or half written: the default does
  }
}

/**
 * The state to open a window with: the saved one where it still fits the screens of today, else the nearest that does.
 * @param workAreas What the screens leave free for windows, the primary one first.
 */
export function fitToScreens(saved: WindowState | undefined, workAreas: readonly Bounds[]): WindowState {
  const primary = workAreas[0] ?? { x: 0, y: 0, ...DEFAULT_SIZE };
  if (saved === undefined) return { bounds: centre(DEFAULT_SIZE, primary), maximized: false };
  const home = workAreas.find((area) => canGrip(saved.bounds, area));
  if (home === undefined) return { ...saved, bounds: centre(saved.bounds, primary) };
  return { ...saved, bounds: { ...saved.bounds, ...limitSize(saved.bounds, home) } };
}

function canGrip({ x, y, width }: Bounds, area: Bounds): boolean {
  const seen = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return seen >= GRIP.width && y >= area.y && y + GRIP.height <= area.y + area.height;
}

type Size = Pick<Bounds, 'width' | 'height'>;

/** Never larger than the screen; never smaller than usable, unless the screen is. */
const limitSize = ({ width, height }: Size, area: Size): Size => ({
  width: Math.min(Math.max(width, MIN_SIZE.width), area.width),
  height: Math.min(Math.max(height, MIN_SIZE.height), area.height),
});

function centre(wanted: Size, area: Bounds): Bounds {
  const { width, height } = limitSize(wanted, area);
  return {
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
    width,
    height,
  };
}
