import { createDictionary } from '../protocol/at/dictionary/dictionary.ts';
import { describeModem } from './describeModem.ts';
import { createLineFromModem, createLineToModem } from './faults/uartFaults.ts';
import { MODEM_PROFILES } from './modemProfile.ts';
import type { ModemSettings } from './modemSettings.ts';
import { createSession, type RunningModem } from './session/createSession.ts';
import { createNonVolatile } from './session/nonVolatile.ts';
import type { ModemPorts, ModemPower, SimModem } from './simModem.ts';

/** From power-up to the first line of the banner, and how long a restart stays silent before that. */
const BOOT_MS = 1500;
const DOWN_MS = 500;
/** What is said last leaves first, whatever the pace. */
const LAST_WORDS_MS = 20;

/** A SIM7600 (or A76xx) as a state machine on a UART. It is off until `powerOn`. */
export function createModem(ports: ModemPorts, settings: ModemSettings): SimModem {
  const { clock, faults } = ports;
  const profile = MODEM_PROFILES[settings.profile];
  const dictionary = createDictionary(settings.profile);
  const store = createNonVolatile(settings, profile);
  const fromModem = createLineFromModem({
    ...{ clock, faults, random: ports.random },
    deliver: (bytes) => {
      if (faults.active('no-answer') === null) ports.toHost(bytes);
    },
  });
  const toModem = createLineToModem({
    ...{ faults, random: ports.random },
    deliver: (bytes) => {
      if (faults.active('no-answer') === null) running?.receive(bytes);
    },
  });
  let power: ModemPower = 'off';
  let running: RunningModem | null = null;
  let cancel = (): void => undefined;
  let dtr = true;
  let restarts = 0;

  const changed = (): void => ports.onChange?.();
  const boot = (ms: number): void => {
    power = 'booting';
    changed();
    cancel = clock.after(ms * settings.pace, () => {
      power = 'on';
      running = createSession({
        ...{ settings, store, dictionary, ports, dtr },
        toHost: fromModem.put,
        power: (action, sudden) => {
          cancel();
          cancel = clock.after(sudden === undefined ? Math.max(LAST_WORDS_MS, 50 * settings.pace) : 0, () =>
            stop(action),
          );
        },
      });
      changed();
    });
  };
  const stop = (action: 'restart' | 'off'): void => {
    cancel();
    running?.end();
    running = null;
    power = 'off';
    if (action === 'restart') {
      restarts += 1;
      boot(DOWN_MS + BOOT_MS);
    } else {
      changed();
    }
  };

  return {
    receive: toModem.put,
    setDtr(on) {
      dtr = on;
      running?.setDtr(on);
    },
    powerOn() {
      if (power === 'off') boot(BOOT_MS);
    },
    powerOff: () => stop('off'),
    close() {
      stop('off');
      fromModem.close();
    },
    state: () => ({
      power,
      baud: running?.baud ?? store.baud,
      ...describeModem(settings, running?.subjects ?? null),
      connections: running?.connections() ?? [],
      restarts,
    }),
  };
}
