import type { Rule } from '../../types.ts';
import { brownout } from './brownout.ts';
import { mcuRestartedAlone } from './mcuRestartedAlone.ts';
import { overVoltage } from './overVoltage.ts';
import { temperature } from './temperature.ts';
import { underVoltage } from './underVoltage.ts';
import { unplannedRestart } from './unplannedRestart.ts';

/** Causes before symptoms: a supply that sags makes the modem restart. */
export const POWER_RULES: readonly Rule[] = [
  underVoltage,
  overVoltage,
  temperature,
  brownout,
  unplannedRestart,
  mcuRestartedAlone,
];
