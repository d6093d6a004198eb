import type { Expectation } from '../../../contract/sequence.ts';
import type { SerialRow } from '../../../model/row.ts';
import { finalResult } from '../engine/finalResult.ts';
import { rowText } from '../engine/rowLine.ts';

/** Kinds of rows that are lines of the modem. */
const LINES: readonly SerialRow['kind'][] = ['info', 'urc', 'late', 'text', 'final'];

const isError = (text: string): boolean => {
  const { kind } = finalResult(text, null);
  return kind !== 'ok' && kind !== 'connect';
};

/**
 * What a row means for a step that waits. An error as final result code refuses whatever else was awaited: what the
 * command was to bring will not come. `other`: it goes on waiting.
 */
export function matchExpectation(row: SerialRow, expectation: Expectation): 'met' | 'refused' | 'other' {
  if (row.dir !== 'rx' || expectation.what === 'nothing') return 'other';
  if (expectation.what === 'prompt' && row.kind === 'prompt') return 'met';
  if (!LINES.includes(row.kind)) return 'other';
  const text = rowText(row.bytes);
  if (expectation.what === 'line' && text.startsWith(expectation.begins)) return 'met';
  if (row.kind !== 'final') return 'other';
  if (expectation.what !== 'final') return isError(text) ? 'refused' : 'other';
  return expectation.ok && isError(text) ? 'refused' : 'met';
}
