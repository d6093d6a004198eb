import { answer, type CommandHandler, OK } from '../reply.ts';
import type { ModemSession } from '../session/modemSession.ts';
import type { Rat } from '../session/rat.ts';
import type { Registration } from '../session/registration.ts';
import { settingCommand } from './settingCommand.ts';

/** `<stat>` of AT+CNSMOD (V3.00 4.2.15). */
const SYSTEM_MODE: Readonly<Record<Rat, number>> = { GSM: 3, WCDMA: 7, LTE: 8 };

/** Bands of a module for Europe, as AT+CNBP prints them. */
const BANDS = ['0x0002000000400180', '0x000007FF3FDF3FFF', '0x0000000000000000'] as const;

/** Radio technologies: which may be used, which is (V3.00 4.2.11-4.2.15). */
export function technologyCommands(session: ModemSession, registration: Registration): readonly CommandHandler[] {
  const { store, profile } = session;
  let reports = 0;
  const systemMode = (): number => (registration.rat === null ? 0 : SYSTEM_MODE[registration.rat]);
  let told = systemMode();

  registration.onChange(() => {
    const mode = systemMode();
    if (mode === told) return;
    told = mode;
    if (reports === 1) session.urc(`+CNSMOD: ${mode}`);
  });

  const common: readonly CommandHandler[] = [
    {
      name: '+CNMP',
      read: () => answer(`+CNMP: ${store.ratMode}`),
      write({ args: [mode = '2'] }) {
        registration.prefer(Number(mode));
        return OK;
      },
    },
    {
      name: '+CNSMOD',
      read: () => answer(`+CNSMOD: ${reports},${systemMode()}`),
      write({ args: [n = '0'] }) {
        reports = Number(n);
        return OK;
      },
    },
    settingCommand('+CNBP', BANDS),
  ];
  return profile.name === 'sim7600' ? [...common, settingCommand('+CNAOP', ['7', '9', '5', '3'])] : common;
}
