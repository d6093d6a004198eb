import { expect, test } from 'vitest';
import { decodePackets } from './decodePackets.ts';
import { coverFault } from './leafCover.testkit.ts';
import { createDraw, type Draw, damage, noise, randomPacket } from './randomPackets.testkit.ts';

/** `DECODE_FUZZ=1000000 npx vitest run --project unit anyBytes` runs longer. */
const RUNS = Number(process.env.DECODE_FUZZ ?? 100_000);

/** Sound packets to damage. */
const POOL = 3000;

/** One or two packets behind one another, whole or damaged, or noise. */
function input(draw: Draw, pool: readonly Uint8Array[]): Uint8Array {
  const kind = draw.below(10);
  if (kind === 0) return noise(draw);
  const bytes = pool[draw.below(pool.length)] ?? new Uint8Array(0);
  const stream = kind === 1 ? Uint8Array.from([...bytes, ...(pool[draw.below(pool.length)] ?? [])]) : bytes;
  return kind < 9 ? damage(draw, stream) : stream;
}

test(`${RUNS} inputs, most of them damaged: nothing throws, every byte is in exactly one leaf`, {
  timeout: 600_000,
}, () => {
  const draw = createDraw(20_261_122);
  const options = [
    {},
    { level: 3 },
    { level: 4 },
    { level: 5 },
    { level: 5, from: 'client' },
    { from: 'server' },
  ] as const;
  const pool = Array.from({ length: POOL }, () => randomPacket(draw).bytes);
  let broken = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const bytes = input(draw, pool);
    const option = draw.pick(options);
    let fault: string;
    try {
      const { packets, trailing } = decodePackets(bytes, option);
      fault = coverFault(bytes, packets, trailing);
      if (packets.some(({ notes }) => notes.length > 0)) broken += 1;
    } catch (error) {
      fault = String(error);
    }
    if (fault !== '') expect.fail(`${fault}: ${JSON.stringify(option)} ${Buffer.from(bytes).toString('hex')}`);
  }
  // The inputs are worth their name.
  expect(broken).toBeGreaterThan(RUNS / 2);
});
