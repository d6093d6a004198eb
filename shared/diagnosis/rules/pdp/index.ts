import type { Rule } from '../../types.ts';
import { authTypeNone } from './authTypeNone.ts';
import { pdpFailed } from './failed.ts';
import { noApn } from './noApn.ts';

/** Causes before the symptom. */
export const PDP_RULES: readonly Rule[] = [noApn, authTypeNone, pdpFailed];
