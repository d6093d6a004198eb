import type { Rule } from '../../types.ts';
import { notAcknowledged } from './notAcknowledged.ts';

export const PAYLOAD_RULES: readonly Rule[] = [notAcknowledged];
