import { describe, expect, it } from 'vitest';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createSeededRandom } from '../../base/seededRandom.ts';
import { createFaults, MAX_FAULTS } from './createFaults.ts';
import { parseFaultSpec } from './faultSpec.ts';

function harness() {
  const clock = createFakeClock();
  const faults = createFaults({ clock, random: createSeededRandom(5) });
  const arm = (text: string): number => {
    const spec = parseFaultSpec(text);
    if (!spec.ok) throw new Error(spec.error.message);
    return faults.arm(spec.value) ?? -1;
  };
  return { clock, faults, points: faults.points, arm };
}

describe('faults that are a state', () => {
  it('are in force until disarmed, and say so', () => {
    const { faults, points, arm } = harness();
    const heard: (number | null)[] = [];
    points.on('sim-late', (value) => heard.push(value));
    const id = arm('sim-late=5');
    expect(points.active('sim-late')).toBe(5);
    expect(points.active('sim-pin')).toBeNull();
    faults.disarm(id);
    expect(points.active('sim-late')).toBeNull();
    expect(heard).toEqual([5, null]);
  });

  it('begin and end by the clock', () => {
    const { clock, points, arm } = harness();
    arm('reg-searching@20s..30s');
    const inForce = [19, 2, 8, 2].map((seconds) => {
      clock.advance(seconds * 1000);
      return points.active('reg-searching') !== null;
    });
    expect(inForce).toEqual([false, true, true, false]);
  });

  it('begin with a command', () => {
    const { points, arm } = harness();
    arm('no-answer@CMQTTPUB:2');
    points.command('+CMQTTPUB');
    points.command('+CSQ');
    expect(points.active('no-answer')).toBeNull();
    points.command('+CMQTTPUB');
    expect(points.active('no-answer')).toBe(0);
  });
});

describe('faults with occasions', () => {
  it.each([
    ['cmqtt-pub=14', [14, 14, 14, 14]],
    ['cmqtt-pub=14@3', [null, null, 14, null]],
    ['cmqtt-pub=14@3+', [null, null, 14, 14]],
    ['cmqtt-pub=14@100%', [14, 14, 14, 14]],
    ['cmqtt-pub=14@20s', [null, null, null, null]],
  ])('%s strikes %j', (text, expected) => {
    const { points, arm } = harness();
    arm(text);
    expect([1, 2, 3, 4].map(() => points.strike('cmqtt-pub'))).toEqual(expected);
  });

  it('strikes about its share of the time', () => {
    const { points, arm } = harness();
    arm('publish-lost@5%');
    const struck = Array.from({ length: 4000 }, () => points.strike('publish-lost')).filter((value) => value !== null);
    expect(struck.length).toBeGreaterThan(140);
    expect(struck.length).toBeLessThan(260);
  });

  it('strikes once after its command', () => {
    const { points, arm } = harness();
    arm('late=3@CSQ:1');
    expect(points.strike('late')).toBeNull();
    points.command('+CSQ');
    expect([points.strike('late'), points.strike('late')]).toEqual([3, null]);
  });
});

describe('faults that are an event', () => {
  it('wait for the first command and something to break', () => {
    const { clock, points, arm } = harness();
    const heard: number[] = [];
    let connected = false;
    points.on('connlost', (value) => {
      if (!connected) return false;
      heard.push(clock.now() / 1000);
      return value;
    });
    arm('connlost=1');
    clock.advance(60_000);
    points.command('+CSQ');
    clock.advance(10_000);
    expect(heard).toEqual([]);
    connected = true;
    clock.advance(10_000);
    expect(heard).toHaveLength(1);
  });

  it('happen once, at their time', () => {
    const { clock, faults, points, arm } = harness();
    let count = 0;
    points.on('restart', () => {
      count += 1;
    });
    arm('restart@5s');
    clock.advance(4900);
    expect(count).toBe(0);
    clock.advance(60_000);
    expect(count).toBe(1);
    expect(faults.list()).toMatchObject([{ struck: 1, live: false }]);
  });
});

it('takes a bounded number of faults', () => {
  const { arm } = harness();
  for (let i = 0; i < MAX_FAULTS; i += 1) expect(arm('late')).toBeGreaterThan(0);
  expect(arm('late')).toBe(-1);
});
