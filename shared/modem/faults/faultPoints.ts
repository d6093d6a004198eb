import type { Unsubscribe } from '../../base/emitter.ts';
import type { FaultName } from './faultCatalogue.ts';

/** What the modem asks where a fault would bite. With nothing armed every answer is null. */
export interface FaultPoints {
  /**
   * For faults of the kind `occasion`: called once at every occasion of that fault, which its trigger counts. The value it was
   * armed with (its default when none was given, 0 when it takes none), or null: not this time.
   */
  strike(name: FaultName): number | null;
  /** For faults of the kind `state`: the value, or null while it is not in force. Counts nothing. */
  active(name: FaultName): number | null;
  /**
   * Called with the value when a state begins or an event happens, and with null when a state ends. `false` says that the
   * event is not possible now (nothing is connected): it is tried again until it is.
   */
  on(name: FaultName, listener: (value: number | null) => unknown): Unsubscribe;
  /** A command of the host begins to be run, named without AT: triggers may wait for it. */
  command(name: string): void;
}

export const NO_FAULTS: FaultPoints = {
  strike: () => null,
  active: () => null,
  on: () => () => undefined,
  command: () => undefined,
};
