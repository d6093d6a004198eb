import { once } from 'node:events';
import { expect, test } from 'vitest';
import { createLocalPair } from './localPair.ts';

const parts = [
  ['end', (end: { end(): unknown }) => end.end()],
  ['destroy', (end: { destroy(): unknown }) => end.destroy()],
] as const;

test.each(parts)('after %s on one side the other reads what was sent and closes', async (_name, part) => {
  for (const side of [0, 1] as const) {
    const pair = createLocalPair();
    const [here, there] = [pair[side], pair[1 - side] ?? pair[0]];
    here.resume();
    there.pause();
    await new Promise<void>((resolve) => {
      here.write('last words', () => resolve());
      there.read(0);
    });
    part(here);
    there.end();
    const read: string[] = [];
    there.on('data', (chunk: Buffer) => read.push(chunk.toString()));
    there.resume();
    await once(there, 'close');
    expect(read).toEqual(['last words']);
    if (!here.closed) await once(here, 'close');
    expect(here.destroyed).toBe(true);
  }
});

test('closing one side again and again is harmless', async () => {
  const [near, far] = createLocalPair();
  near.resume();
  far.resume();
  near.destroy();
  far.destroy();
  near.destroy();
  if (!far.closed) await once(far, 'close');
  expect([near.destroyed, far.destroyed]).toEqual([true, true]);
});
