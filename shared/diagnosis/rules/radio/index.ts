import type { Rule } from '../../types.ts';
import { radioOff } from './off.ts';
import { weakSignal } from './weakSignal.ts';

export const RADIO_RULES: readonly Rule[] = [radioOff, weakSignal];
