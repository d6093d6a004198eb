import { describe, expect, it } from 'vitest';
import { armFaults } from './faults/armed.testkit.ts';
import { startModem } from './modem.testkit.ts';
import { DEFAULT_MODEM_SETTINGS } from './modemSettings.ts';

describe('what a panel is told of the modem', () => {
  it('all of it while it is on', () => {
    const { rssi, ...state } = startModem().modem.state();
    expect(state).toEqual({
      ...{ power: 'on', baud: 115_200, sim: 'ready', registration: 'registered, home network, LTE' },
      ...{ operator: 'Bench Mobile', address: '10.4.2.9', connections: [], restarts: 0 },
    });
    expect(rssi).toBeLessThan(-70);
  });

  it('the power alone while it is off', () => {
    const { modem } = startModem();
    modem.powerOff();
    expect(modem.state()).toMatchObject({ power: 'off', sim: '', registration: '', operator: '', address: '' });
  });

  it.each([
    ['sim-absent', 'not inserted', 'not registered, not searching'],
    ['sim-pin', 'waits for its PIN', 'not registered, not searching'],
    ['reg-searching', 'ready', 'searching'],
    ['reg-denied', 'ready', 'registration denied'],
    ['reg-sms-only', 'ready', 'registered for SMS only, home network, LTE'],
  ])('%s', (fault, sim, registration) => {
    const { clock, faults } = armFaults(fault);
    expect(startModem({ clock, faults }).modem.state()).toMatchObject({ sim, registration, address: '' });
  });

  it('3G by its own registration', () => {
    const network = { ...DEFAULT_MODEM_SETTINGS.network, rat: 'WCDMA' as const, registration: 'roaming' as const };
    const { modem } = startModem({ settings: { network } });
    expect(modem.state().registration).toBe('registered, roaming, WCDMA');
  });
});
