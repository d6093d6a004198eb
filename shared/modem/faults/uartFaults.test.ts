import { describe, expect, it } from 'vitest';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { latin1Bytes, latin1Text } from '../../base/latin1.ts';
import { createSeededRandom } from '../../base/seededRandom.ts';
import type { FaultName } from './faultCatalogue.ts';
import { NO_FAULTS } from './faultPoints.ts';
import { createLineFromModem, createLineToModem } from './uartFaults.ts';

const LONG = 'OK\r\n'.repeat(1000);

function line(active: Partial<Record<FaultName, number>>) {
  const clock = createFakeClock();
  const chunks: string[] = [];
  const ports = {
    ...{ clock, random: createSeededRandom(3) },
    faults: { ...NO_FAULTS, active: (name: FaultName) => active[name] ?? null },
    deliver: (bytes: Uint8Array) => {
      chunks.push(latin1Text(bytes));
    },
  };
  return { clock, chunks, from: createLineFromModem(ports), to: createLineToModem(ports), active };
}

describe('the line from the modem', () => {
  it('changes nothing without a fault', () => {
    const { from, chunks } = line({});
    from.put(latin1Bytes('OK\r\n'));
    expect(chunks).toEqual(['OK\r\n']);
  });

  it('loses about the share of bytes it is told to, and no other', () => {
    const { from, chunks } = line({ 'drop-bytes': 0.1 });
    from.put(latin1Bytes(LONG));
    const left = chunks.join('').length;
    expect(left).toBeGreaterThan(LONG.length * 0.85);
    expect(left).toBeLessThan(LONG.length * 0.95);
    expect(chunks.join('')).toMatch(/^[OK\r\n]+$/);
  });

  it('flips one bit of about the share of bytes', () => {
    const { from, chunks } = line({ 'flip-bits': 0.1 });
    from.put(latin1Bytes(LONG));
    const said = chunks.join('');
    let changed = 0;
    for (let i = 0; i < LONG.length; i += 1) {
      const bits = (said.charCodeAt(i) ^ LONG.charCodeAt(i)).toString(2).replaceAll('0', '').length;
      expect(bits).toBeLessThan(2);
      changed += bits;
    }
    expect(said).toHaveLength(LONG.length);
    expect(changed).toBeGreaterThan(LONG.length * 0.05);
    expect(changed).toBeLessThan(LONG.length * 0.15);
  });

  it('puts bytes in between', () => {
    const { from, chunks } = line({ 'insert-bytes': 0.1 });
    from.put(latin1Bytes(LONG));
    expect(chunks.join('').length).toBeGreaterThan(LONG.length * 1.05);
  });

  it('gives every byte alone, in order, and the rest at once when the fault ends', () => {
    const { from, chunks, clock, active } = line({ 'split-bytes': 0 });
    from.put(latin1Bytes('RDY'));
    from.put(latin1Bytes('!'));
    clock.advance(4);
    expect(chunks).toEqual(['R', 'D', 'Y']);
    delete active['split-bytes'];
    from.put(latin1Bytes('OK'));
    clock.advance(100);
    expect(chunks).toEqual(['R', 'D', 'Y', '!OK']);
  });
});

describe('the line to the modem', () => {
  it.each([
    [{}, true],
    [{ 'flip-bits': 1 }, true],
    [{ 'flip-bits-to-modem': 1 }, false],
  ])('with %j leaves bytes as they are: %s', (active, same) => {
    const { to, chunks } = line(active);
    to.put(latin1Bytes('AT\r'));
    expect(chunks.join('') === 'AT\r').toBe(same);
  });
});
