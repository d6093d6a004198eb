import { answer, type CommandHandler, ERROR, OK } from '../reply.ts';
import type { ModemSession } from '../session/modemSession.ts';
import type { Uart } from '../session/uart.ts';
import { settingCommand } from './settingCommand.ts';

const DEFAULT_BAUD = 115_200;

/** The serial port: its speed, format, sleep, and what it is told (V3.00 2.2.12-14, 3.2.11, 19.2.15-17). */
export function uartCommands(session: ModemSession, uart: Uart): readonly CommandHandler[] {
  const { store, profile } = session;
  const temporary = (rate: number): typeof OK => {
    uart.changeBaud(rate);
    return OK;
  };
  const permanent = (rate: number): typeof OK => {
    store.baud = rate;
    return temporary(rate);
  };
  return [
    {
      name: '+IPR',
      read: () => answer(`+IPR: ${session.baud}`),
      write: ({ args: [rate = ''] }) => temporary(Number(rate)),
      execute: () => temporary(DEFAULT_BAUD),
    },
    {
      name: '+IPREX',
      read: () => answer(`+IPREX: ${store.baud}`),
      write: ({ args: [rate = ''] }) => permanent(Number(rate)),
      execute: () => permanent(DEFAULT_BAUD),
    },
    // 8N1 in the numbers of each family. The bench's line has no other format: it is only kept.
    settingCommand('+ICF', profile.name === 'sim7600' ? ['3', '3'] : ['2', '2'], { reset: true }),
    settingCommand('+IFC', ['0', '0'], { reset: true }),
    {
      name: '+CATR',
      read: () => answer(`+CATR: ${uart.reportPort}`),
      write({ args: [port = '0'] }) {
        uart.reportPort = Number(port);
        return OK;
      },
    },
    {
      name: '+CSCLK',
      read: () => answer(`+CSCLK: ${uart.sleepMode}`),
      write({ args: [mode = '0'] }) {
        if (mode === '2' && profile.name === 'sim7600') return ERROR;
        uart.sleepMode = Number(mode);
        return OK;
      },
      execute() {
        uart.sleepMode = 0;
        return OK;
      },
    },
    settingCommand('+CFGRI', ['0', '60', '120'], { reset: true }),
  ];
}
