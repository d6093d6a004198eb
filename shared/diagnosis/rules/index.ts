import type { Rule } from '../types.ts';
import { AT_RULES } from './at/index.ts';
import { POWER_RULES } from './power/index.ts';
import { UART_RULES } from './uart/index.ts';

/** Every rule, by layer from the lowest; within a layer causes stand before symptoms. */
export const ALL_RULES: readonly Rule[] = [...POWER_RULES, ...UART_RULES, ...AT_RULES];
