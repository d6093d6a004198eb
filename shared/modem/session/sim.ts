import type { ModemSession } from './modemSession.ts';

export interface Sim {
  /** The card answers and asks for nothing. */
  readonly ready: boolean;
}

/** The card in its holder. */
export function createSim({ faults }: ModemSession): Sim {
  return {
    get ready() {
      return faults.active('sim-absent') === null;
    },
  };
}
