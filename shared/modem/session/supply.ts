import type { ModemSession } from './modemSession.ts';

/** The supply voltage and what breaks it down. */
export interface Supply {
  /**
   * A transmission begins: the current bursts of the radio. Called for everything that goes out over the air; what goes through
   * `Bearer.network` is counted there already.
   */
  transmits(): void;
}

export function createSupply({ faults, power }: ModemSession): Supply {
  return {
    transmits() {
      if (faults.strike('brownout-on-transmit') !== null) power('restart', 'sudden');
    },
  };
}
