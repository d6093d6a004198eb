import type { Rule } from '../../types.ts';
import { busyOrFailure } from './busyOrFailure.ts';
import { locked } from './locked.ts';
import { notInserted } from './notInserted.ts';
import { notReady } from './notReady.ts';

/** The more certain before the less. */
export const SIM_RULES: readonly Rule[] = [notInserted, locked, busyOrFailure, notReady];
