import { createDictionary } from '../protocol/at/dictionary/dictionary.ts';
import { describeModem } from './describeModem.ts';
import { createLineFromModem, createLineToModem } from './faults/uartFaults.ts';
import { MODEM_PROFILES } from './modemProfile.ts';
import type { ModemSettings } from './modemSettings.ts';
import { createSession, type RunningModem } from './session/createSession.ts';
import { createNonVolatile } from './session/nonVolatile.ts';
import type { ModemPorts, ModemPower, SimModem } from './simModem.ts';
import { overUart } from './uartLine.ts';

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
  /** The speed the UART really runs at, and the one the host believes in. */
  const spoken = (): number => faults.active('wrong-baud') ?? believed();
  const believed = (): number => running?.baud ?? store.baud;
  // A port with a speed of its own garbles by itself.
  const across = (bytes: Uint8Array, from: number, to: number): Uint8Array =>
    ports.onBaud === undefined ? overUart(bytes, from, to) : bytes;
  const fromModem = createLineFromModem({
    ...{ clock, faults, random: ports.random },
    deliver: (bytes) => {
      if (faults.active('no-answer') === null) ports.toHost(across(bytes, spoken(), believed()));
    },
  });
  const toModem = createLineToModem({
    ...{ faults, random: ports.random },
    deliver: (bytes) => {
      if (faults.active('no-answer') === null) running?.receive(across(bytes, believed(), spoken()));
    },
  });
  const tellBaud = (): void => ports.onBaud?.(spoken());
  const offBaud = faults.on('wrong-baud', tellBaud);
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
        ...{ settings, store, dictionary, dtr },
        ports: { ...ports, onBaud: (rate) => ports.onBaud?.(faults.active('wrong-baud') ?? rate) },
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
    receiveMessage: (message) => running?.subjects.sms.receive(message).ok ?? false,
    close() {
      stop('off');
      offBaud();
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
