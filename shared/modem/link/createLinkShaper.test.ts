import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createSeededRandom } from '../../base/seededRandom.ts';
import { createLinkShaper, HIGH_WATER } from './createLinkShaper.ts';
import { CLEAR_LINK, LINK_PROFILE_NAMES, LINK_PROFILES, type LinkProfile } from './linkProfile.ts';

const middle = (): number => 0.5;

function setUp(change: Partial<LinkProfile>, random = middle) {
  const clock = createFakeClock();
  const said: string[] = [];
  const came: { readonly ms: number; readonly bytes: Uint8Array }[] = [];
  let profile: LinkProfile = { ...CLEAR_LINK, ...change };
  const shaper = createLinkShaper({
    ...{ clock, random, side: 'up', profile: () => profile },
    deliver: (bytes) => came.push({ ms: clock.now() / 1000, bytes }),
    onDrain: () => said.push('drain'),
    onLimit: () => said.push('limit'),
  });
  return {
    ...{ clock, shaper, said, came },
    use(next: Partial<LinkProfile>) {
      profile = { ...CLEAR_LINK, ...next };
    },
    total: () => came.reduce((sum, { bytes }) => sum + bytes.length, 0),
  };
}
const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i & 255);

describe('a byte stream over a link', () => {
  it.each<[string, Partial<LinkProfile>, number, readonly [ms: number, size: number][]]>([
    ['clear', {}, 3000, [[0, 3000]]],
    ['latency', { latency: 100 }, 10, [[100, 10]]],
    ['a rate: 1000 bytes at 2 kB/s take half a second', { rateUp: 2 }, 1000, [[500, 1000]]],
    ["not the other side's rate", { rateDown: 2 }, 1000, [[0, 1000]]],
    [
      'packets',
      { mtu: 400, rateUp: 1 },
      1000,
      [
        [400, 400],
        [800, 400],
        [1000, 200],
      ],
    ],
    [
      'all of it',
      { latency: 50, mtu: 500, rateUp: 10 },
      1000,
      [
        [100, 500],
        [150, 500],
      ],
    ],
    [
      'slices',
      { slicer: { size: 4, variation: 0, delay: 2000 } },
      10,
      [
        [0, 4],
        [2, 4],
        [4, 2],
      ],
    ],
    [
      'slices no larger than a packet',
      { mtu: 16, slicer: { size: 99, variation: 0, delay: 0 } },
      20,
      [
        [0, 16],
        [0, 4],
      ],
    ],
    ['as many bytes as allowed', { limitData: 7 }, 10, [[0, 7]]],
    ['nothing', { timeout: 1000 }, 10, []],
  ])('%s', (_what, profile, size, expected) => {
    const { clock, shaper, came } = setUp(profile);
    shaper.put(bytes(size));
    clock.advance(60_000);
    expect(came.map(({ ms, bytes: { length } }) => [ms, length])).toEqual(expected);
  });

  it('jitter is more or less, and never changes the order', () => {
    const { clock, shaper, came } = setUp({ latency: 100, jitter: 80 }, createSeededRandom(3));
    for (let i = 0; i < 50; i += 1) {
      shaper.put(Uint8Array.of(i));
      clock.advance(20);
    }
    clock.advance(1000);
    expect(came.map(({ bytes: [byte] }) => byte)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    const delays = came.map(({ ms }, i) => ms - i * 20);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(20);
    expect(Math.max(...delays)).toBeLessThanOrEqual(180);
    expect(new Set(delays).size).toBeGreaterThan(10);
  });

  it('sends lost packets again: late, doubly late when lost again, never gone', () => {
    // Jitter, lost, not lost again; the second: lost twice.
    const throws = [0.5, 0.01, 0.9, 0.5, 0.01, 0.01, 0.9];
    const { clock, shaper, came } = setUp({ latency: 100, loss: 0.1 }, () => throws.shift() ?? 0.5);
    shaper.put(bytes(1));
    clock.advance(10_000);
    shaper.put(bytes(1));
    clock.advance(10_000);
    expect(came.map(({ ms }) => ms)).toEqual([300, 10_000 + 700]);
  });

  it('asks to wait when much is under way, and says when to go on', () => {
    const { clock, shaper, said, total } = setUp({ rateUp: 10 });
    expect(shaper.put(bytes(HIGH_WATER))).toBe(true);
    expect(shaper.put(bytes(1))).toBe(false);
    expect(shaper.queued).toBe(HIGH_WATER + 1);
    clock.advance(1000);
    expect(shaper.put(bytes(1))).toBe(false);
    clock.advance(60_000);
    expect(said).toEqual(['drain']);
    expect(total()).toBe(HIGH_WATER + 2);
    expect(shaper.put(bytes(1))).toBe(true);
  });

  it('delivers nothing while it is held', () => {
    const { clock, shaper, total } = setUp({ latency: 10 });
    shaper.put(bytes(5));
    shaper.hold(true);
    clock.advance(1000);
    shaper.put(bytes(5));
    expect(total()).toBe(0);
    shaper.hold(false);
    clock.advance(1000);
    expect(total()).toBe(10);
  });

  it('takes a new profile for what is put from then on, in order', () => {
    const { clock, shaper, came, use } = setUp({ latency: 500 });
    shaper.put(Uint8Array.of(1));
    use({});
    shaper.put(Uint8Array.of(2));
    clock.advance(1000);
    shaper.put(Uint8Array.of(3));
    clock.advance(0);
    expect(came.map(({ ms, bytes: [byte] }) => [ms, byte])).toEqual([
      ...[
        [500, 1],
        [500, 2],
        [1000, 3],
      ],
    ]);
  });

  it('ends when all is delivered and its slow close is over', () => {
    const { clock, shaper } = setUp({ latency: 100, slowClose: 1000 });
    const ends: string[] = [];
    shaper.put(bytes(1));
    shaper.end(() => ends.push(`first ${clock.now() / 1000}`));
    shaper.end(() => ends.push('cancelled'))();
    clock.advance(500);
    shaper.end(() => ends.push(`second ${clock.now() / 1000}`));
    clock.advance(5000);
    expect(ends).toEqual(['first 1100', 'second 1500']);
  });

  it('is silent after its close, and says a limit once', () => {
    const { clock, shaper, said, total } = setUp({ latency: 10, limitData: 4 });
    for (let i = 0; i < 3; i += 1) shaper.put(bytes(3));
    clock.advance(1000);
    expect({ said, total: total() }).toEqual({ said: ['limit'], total: 4 });
    const other = setUp({ latency: 10 });
    other.shaper.put(bytes(3));
    other.shaper.close();
    other.shaper.put(bytes(3));
    other.clock.advance(1000);
    expect(other.total()).toBe(0);
    expect(other.clock.pending).toBe(0);
  });

  it('loses and mixes nothing, on any link, whatever pieces are put', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LINK_PROFILE_NAMES),
        fc.array(fc.tuple(fc.nat(3000), fc.nat(2000)), { maxLength: 12 }),
        fc.integer(),
        (name, pieces, seed) => {
          const { clock, shaper, came } = setUp(LINK_PROFILES[name], createSeededRandom(seed));
          const sent: number[] = [];
          for (const [size, pause] of pieces) {
            const piece = Uint8Array.from({ length: size }, () => sent.push(0) & 255);
            sent.splice(-size, size, ...piece);
            shaper.put(piece);
            clock.advance(pause);
          }
          clock.advance(3_600_000);
          expect(Buffer.concat(came.map((each) => each.bytes)).equals(Buffer.from(sent))).toBe(true);
          expect(shaper.queued).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });
});
