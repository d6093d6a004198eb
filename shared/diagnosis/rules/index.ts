import type { Rule } from '../types.ts';

/** Every rule, by layer from the lowest; within a layer causes stand before symptoms. */
export const ALL_RULES: readonly Rule[] = [];
