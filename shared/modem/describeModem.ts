import { REGISTRATION_STATES } from '../protocol/at/dictionary/commands/registration.ts';
import type { ModemSettings } from './modemSettings.ts';
import type { SimState } from './session/sim.ts';
import type { Subjects } from './session/subjects.ts';
import type { SimModemState } from './simModem.ts';

const SIM_WORDS: Readonly<Record<SimState, string>> = {
  starting: 'starting',
  off: 'switched off',
  absent: 'not inserted',
  failure: 'failure',
  busy: 'busy',
  pin: 'waits for its PIN',
  puk: 'waits for its PUK',
  ready: 'ready',
};

/** Card, registration, signal and address of a modem in words for a panel; all empty while it is off. */
export function describeModem(
  { network }: ModemSettings,
  subjects: Subjects | null,
): Pick<SimModemState, 'sim' | 'registration' | 'operator' | 'rssi' | 'address'> {
  if (subjects === null) return { sim: '', registration: '', operator: '', rssi: network.rssi, address: '' };
  const { sim, registration, signal, bearer } = subjects;
  const words = REGISTRATION_STATES[registration.stat(registration.rat === 'LTE' ? '+CEREG' : '+CGREG')] ?? '';
  return {
    sim: SIM_WORDS[sim.state],
    registration: registration.rat === null ? words : `${words}, ${registration.rat}`,
    operator: registration.rat === null ? '' : network.operator,
    rssi: signal.rssi,
    address: bearer.address,
  };
}
