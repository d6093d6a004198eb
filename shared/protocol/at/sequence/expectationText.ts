import { assertNever } from '../../../base/assertNever.ts';
import type { Expectation } from '../../../contract/sequence.ts';

/** What a step waits for, in words that follow "waits for". */
export function expectationText(expectation: Expectation): string {
  switch (expectation.what) {
    case 'final':
      return expectation.ok ? 'OK' : 'a final result code';
    case 'line':
      return `a line that begins with "${expectation.begins}"`;
    case 'prompt':
      return 'the prompt';
    case 'nothing':
      return 'nothing';
    default:
      return assertNever(expectation, 'expectation');
  }
}
