import { describe, expect, test } from 'vitest';
import { type Bounds, fitToScreens, parseWindowState, type WindowState } from './windowState.ts';

const laptop: Bounds = { x: 0, y: 25, width: 1680, height: 1000 };
const desk: Bounds = { x: 1680, y: 0, width: 2560, height: 1400 };
const at = (x: number, y: number, width = 1200, height = 800, maximized = false): WindowState => ({
  bounds: { x, y, width, height },
  maximized,
});

describe('fitToScreens', () => {
  test.each<[string, WindowState | undefined, readonly Bounds[], WindowState]>([
    ['first start: the default size in the middle', undefined, [laptop], at(120, 75, 1440, 900)],
    ['first start on a small screen', undefined, [{ x: 0, y: 0, width: 1024, height: 700 }], at(0, 0, 1024, 700)],
    ['where it was', at(100, 100), [laptop], at(100, 100)],
    ['where it was, on the second screen', at(2000, 300), [laptop, desk], at(2000, 300)],
    ['the second screen is gone', at(2000, 300), [laptop], at(240, 125)],
    ['maximised on a screen that is gone', at(2000, 300, 1200, 800, true), [laptop], at(240, 125, 1200, 800, true)],
    ['a corner still to be taken hold of', at(1560, 900), [laptop], at(1560, 900)],
    ['a pixel less is not enough', at(1561, 900), [laptop], at(240, 125)],
    ['the title bar above the screen', at(100, 24), [laptop], at(240, 125)],
    ['the title bar below the screen', at(100, 1002), [laptop], at(240, 125)],
    ['left of all screens', at(-1100, 100), [laptop], at(240, 125)],
    ['larger than the screen', at(0, 25, 4000, 3000), [laptop], at(0, 25, 1680, 1000)],
    ['too small to use', at(100, 100, 1, 1), [laptop], at(390, 225, 900, 600)],
    ['small but held', at(100, 100, 200, 50), [laptop], at(100, 100, 900, 600)],
    ['no screen known', undefined, [], at(0, 0, 1440, 900)],
  ])('%s', (_what, saved, screens, expected) => expect(fitToScreens(saved, screens)).toEqual(expected));
});

describe('parseWindowState', () => {
  test('gives back what was written', () => {
    const state = at(-5, 10, 1000, 700, true);
    expect(parseWindowState(JSON.stringify(state))).toEqual(state);
  });

  test.each([
    '',
    'null',
    '[]',
    '{"bounds":{"x":0,"y":0,"width":1000,"height":700}}',
    '{"bounds":{"x":"0","y":0,"width":1000,"height":700},"maximized":false}',
    '{"bounds":{"x":1e99,"y":0,"width":1000,"height":700},"maximized":false}',
    '{"bounds":{"x":0.5,"y":0,"width":1000,"height":700},"maximized":false}',
    '{"bounds":{"x":0,"y":0,"wid',
  ])('%j is none', (text) => expect(parseWindowState(text)).toBeUndefined());
});
