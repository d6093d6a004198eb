import type { ModemSession } from './modemSession.ts';

/** Which code the card waits for. */
export type SimCode = 'pin' | 'puk';
/** `wrong`: an attempt is lost. `not-asked`: the card waits for another code, or for none. */
export type CodeResult = 'right' | 'wrong' | 'not-asked';

const PIN_ATTEMPTS = 3;
const PUK_ATTEMPTS = 10;

/** PIN and PUK of the card with their attempts (3GPP TS 31.101 9.5). What it counts outlives a restart. */
export interface SimCodes {
  readonly asked: SimCode | null;
  readonly pinAttempts: number;
  readonly pukAttempts: number;
  /** The PIN is asked for at power-up. */
  readonly enabled: boolean;
  enterPin(pin: string): CodeResult;
  enterPuk(puk: string, newPin: string): CodeResult;
  /** Asks for the PIN at power-up, or no more. */
  enable(on: boolean, pin: string): CodeResult;
  changePin(oldPin: string, newPin: string): CodeResult;
  /** The card lost its power: it asks again. */
  forget(): void;
}

export function createSimCodes({ store, faults }: ModemSession, changed: () => void): SimCodes {
  const { simPin } = store;
  let verified = false;
  let unblocked = false;

  const asked = (): SimCode | null => {
    if (simPin.pinAttempts === 0 || (faults.active('sim-puk') !== null && !unblocked)) return 'puk';
    return (simPin.enabled || faults.active('sim-pin') !== null) && !verified ? 'pin' : null;
  };
  const check = (pin: string): CodeResult => {
    const right = pin === simPin.pin;
    simPin.pinAttempts = right ? PIN_ATTEMPTS : Math.max(0, simPin.pinAttempts - 1);
    if (right) verified = true;
    changed();
    return right ? 'right' : 'wrong';
  };
  return {
    get asked() {
      return asked();
    },
    get pinAttempts() {
      return asked() === 'puk' ? 0 : simPin.pinAttempts;
    },
    get pukAttempts() {
      return simPin.pukAttempts;
    },
    get enabled() {
      return simPin.enabled || faults.active('sim-pin') !== null;
    },
    enterPin: (pin) => (asked() === 'pin' ? check(pin) : 'not-asked'),
    enterPuk(puk, newPin) {
      if (asked() !== 'puk' || simPin.pukAttempts === 0) return 'not-asked';
      if (puk !== simPin.puk) {
        simPin.pukAttempts -= 1;
        return 'wrong';
      }
      unblocked = true;
      verified = true;
      Object.assign(simPin, { pin: newPin, pinAttempts: PIN_ATTEMPTS, pukAttempts: PUK_ATTEMPTS });
      changed();
      return 'right';
    },
    enable(on, pin) {
      if (asked() === 'puk') return 'not-asked';
      const result = check(pin);
      if (result === 'right') simPin.enabled = on;
      return result;
    },
    changePin(oldPin, newPin) {
      if (!simPin.enabled || asked() === 'puk') return 'not-asked';
      const result = check(oldPin);
      if (result === 'right') simPin.pin = newPin;
      return result;
    },
    forget() {
      verified = false;
      unblocked = false;
    },
  };
}
