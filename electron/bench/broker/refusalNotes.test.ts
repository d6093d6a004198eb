import { expect, test } from 'vitest';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createListLog } from '#test/fakes/listLog.ts';
import { createRefusalNotes } from './refusalNotes.ts';

test('the first refusal is noted at once, a loop of them once in a while with a count', () => {
  const clock = createFakeClock();
  const log = createListLog(clock);
  const note = createRefusalNotes(log.note, clock);
  note('A was turned away');
  for (let i = 0; i < 40; i += 1) {
    clock.advance(100);
    note('B was turned away');
  }
  clock.advance(1000);
  note('C was turned away');
  expect(log.notes().map(({ kind, text }) => [kind, text])).toEqual([
    ['warning', 'A was turned away'],
    ['warning', 'C was turned away (40 more were turned away since the last such note)'],
  ]);
});
