import { describe, expect, it } from 'vitest';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createEchoMemory } from './echoMemory.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('what was sent', () => {
  it('is recognised once for each time, by topic and payload', () => {
    const memory = createEchoMemory(createFakeClock());
    memory.sent('a', bytes('1'));
    memory.sent('a', bytes('1'));
    expect(memory.takes('a', bytes('2'))).toBe(false);
    expect(memory.takes('b', bytes('1'))).toBe(false);
    expect([1, 2, 3].map(() => memory.takes('a', bytes('1')))).toEqual([true, true, false]);
  });

  it('is forgotten after a while', () => {
    const clock = createFakeClock();
    const memory = createEchoMemory(clock);
    memory.sent('a', bytes('1'));
    clock.advance(6000);
    memory.sent('a', bytes('1'));
    clock.advance(6000);
    expect([1, 2].map(() => memory.takes('a', bytes('1')))).toEqual([true, false]);
  });

  it('is bounded: the oldest is forgotten first', () => {
    const memory = createEchoMemory(createFakeClock());
    for (let i = 0; i <= 4096; i += 1) memory.sent(`t${i}`, bytes(''));
    expect(memory.takes('t0', bytes(''))).toBe(false);
    expect(memory.takes('t1', bytes(''))).toBe(true);
    expect(memory.takes('t4096', bytes(''))).toBe(true);
  });
});
