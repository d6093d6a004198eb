import { createEmitter, type Unsubscribe } from '../../base/emitter.ts';
import type { ModemSession } from './modemSession.ts';

/** AT+CFUN (V3.00 3.2.1) without 6, which restarts: minimum, full, flight mode, factory test, offline. */
export type RadioMode = 0 | 1 | 4 | 5 | 7;

/** The radio as AT+CFUN switches it. */
export interface Radio {
  readonly mode: RadioMode;
  /** It may send and search. */
  readonly on: boolean;
  /** The SIM has power. */
  readonly simPowered: boolean;
  /** False where the state in force does not allow it: from 7 only a restart leads back. */
  set(mode: RadioMode): boolean;
  onChange(listener: () => void): Unsubscribe;
}

export function createRadio({ faults, changed }: ModemSession): Radio {
  const change = createEmitter<void>();
  let asked: RadioMode = 1;
  // Like a FLIGHTMODE pin that is held low: AT+CFUN=1 is taken and has no effect.
  const held = (): boolean => faults.active('radio-off') !== null;
  const mode = (): RadioMode => (asked === 1 && held() ? 4 : asked);
  const tell = (): void => {
    change.emit();
    changed();
  };
  faults.on('radio-off', tell);
  return {
    get mode() {
      return mode();
    },
    get on() {
      return mode() === 1;
    },
    get simPowered() {
      return asked !== 0 && asked !== 7;
    },
    set(wanted) {
      if (asked === 7 && wanted !== 7) return false;
      if (wanted === asked) return true;
      asked = wanted;
      tell();
      return true;
    },
    onChange: (listener) => change.on(listener),
  };
}
