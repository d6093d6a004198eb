import { expect, it } from 'vitest';
import type { RepeatState } from '#shared/contract/consoleRepeat.ts';
import { repeatWords } from './repeatWords.ts';

const STATE: RepeatState = {
  ...{ id: 1, topic: 'a', intervalMs: 250, count: null, state: 'running' },
  ...{ sent: 3, skipped: 0, trouble: '' },
};

it.each<[Partial<RepeatState>, string]>([
  [{}, '3 sent, every 250 ms'],
  [{ count: 10, skipped: 2, intervalMs: 1500 }, '3 of 10 sent, 2 left out, every 1.5 s'],
  [{ state: 'done', count: 3 }, 'done, 3 of 3 sent'],
  [{ state: 'stopped' }, 'stopped, 3 sent'],
  [{ state: 'failed', trouble: 'The connection ended.' }, '3 sent. The connection ended.'],
])('%j', (change, words) => expect(repeatWords({ ...STATE, ...change })).toBe(words));
