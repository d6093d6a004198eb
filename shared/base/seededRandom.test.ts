import { describe, expect, it } from 'vitest';
import { createSeededRandom } from './seededRandom.ts';

describe('createSeededRandom', () => {
  const take = (seed: number, count: number): readonly number[] => {
    const random = createSeededRandom(seed);
    return Array.from({ length: count }, random);
  };

  it('gives the same numbers for the same seed and others for another', () => {
    expect(take(7, 20)).toEqual(take(7, 20));
    expect(take(7, 20)).not.toEqual(take(8, 20));
  });

  it('spreads over [0, 1)', () => {
    const numbers = take(1, 4000);
    expect(numbers.every((value) => value >= 0 && value < 1)).toBe(true);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const share = numbers.filter((value) => Math.floor(value * 10) === tenth).length;
      expect(share).toBeGreaterThan(300);
      expect(share).toBeLessThan(500);
    }
  });
});
