import type { Rule } from '../../types.ts';
import { baudMismatch } from './baudMismatch.ts';
import { bitErrors } from './bitErrors.ts';
import { bootNoise } from './bootNoise.ts';
import { hostConsole } from './hostConsole.ts';
import { inPppOrCmux } from './inPppOrCmux.ts';
import { noAnswer } from './noAnswer.ts';
import { truncatedAnswer } from './truncatedAnswer.ts';

/** Causes before symptoms: whoever speaks another rate or mode gives no answer. */
export const UART_RULES: readonly Rule[] = [
  hostConsole,
  baudMismatch,
  inPppOrCmux,
  bitErrors,
  truncatedAnswer,
  noAnswer,
  bootNoise,
];
