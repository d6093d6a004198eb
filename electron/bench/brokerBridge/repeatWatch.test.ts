import { expect, test } from 'vitest';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createRepeatWatch } from './repeatWatch.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function times(count: number, stepMs: number, payload: (index: number) => string): number {
  const clock = createFakeClock();
  const watch = createRepeatWatch(clock);
  let told = 0;
  for (let index = 0; index < count; index += 1) {
    if (watch('plant/a', bytes(payload(index)))) told += 1;
    clock.advance(stepMs);
  }
  return told;
}

test.each<readonly [string, number, number, (index: number) => string, number]>([
  ['the same hundreds of times a second is told once', 900, 1, () => 'on', 1],
  ['and again after a while', 40_000, 1, () => 'on', 2],
  ['the same now and then is not', 900, 20, () => 'on', 0],
  ['other payloads are not', 900, 1, (index) => `${index}`, 0],
])('%s', (_, count, stepMs, payload, expected) => expect(times(count, stepMs, payload)).toBe(expected));
