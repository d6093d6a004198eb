import { answer, type CommandHandler, ERROR, OK } from '../reply.ts';
import type { ModemClock } from '../session/modemClock.ts';
import type { ModemSession } from '../session/modemSession.ts';

/** The clock, and what the network does to it (V3.00 3.2, 4.2.17-18). */
export function clockCommands({ store }: ModemSession, clock: ModemClock): readonly CommandHandler[] {
  return [
    {
      name: '+CCLK',
      read: () => answer(`+CCLK: "${clock.text()}"`),
      write: ({ args: [text = ''] }) => (clock.setText(text) ? OK : ERROR),
    },
    {
      name: '+CTZU',
      read: () => answer(`+CTZU: ${Number(store.timeUpdate)}`),
      write({ args: [on] }) {
        store.timeUpdate = on === '1';
        return OK;
      },
    },
    {
      name: '+CTZR',
      read: () => answer(`+CTZR: ${Number(clock.zoneReports)}`),
      write({ args: [on] }) {
        clock.zoneReports = on === '1';
        return OK;
      },
      execute() {
        clock.zoneReports = false;
        return OK;
      },
    },
  ];
}
