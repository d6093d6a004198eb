import { expect, test } from 'vitest';
import { MAX_SEQUENCE_RUNS, type SequenceRun } from '../contract/sequence.ts';
import { mergeEvents } from './mergeEvents.ts';

const run = (number: number, state: SequenceRun['state']): SequenceRun => ({
  ...{ run: number, link: 1, state, step: 0, steps: 1, trouble: '', seq: null },
});

test('the newest of each run is kept', () => {
  const older = { runs: [run(1, 'running'), run(2, 'running')] };
  const newer = { runs: [run(1, 'done')] };
  expect(mergeEvents('sequence.changed', older, newer)).toEqual({ runs: [run(1, 'done'), run(2, 'running')] });
});

test('of many runs the newest are kept', () => {
  const older = { runs: Array.from({ length: MAX_SEQUENCE_RUNS }, (_, i) => run(i + 1, 'done')) };
  const { runs } = mergeEvents('sequence.changed', older, { runs: [run(99, 'running')] });
  expect(runs).toHaveLength(MAX_SEQUENCE_RUNS);
  expect(runs.at(-1)).toEqual(run(99, 'running'));
});
