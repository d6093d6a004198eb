import { answer, type CommandHandler, cme, ERROR, OK, type Reply } from '../reply.ts';
import type { ModemSession } from '../session/modemSession.ts';
import type { Pdp } from '../session/pdp.ts';
import type { Radio, RadioMode } from '../session/radio.ts';
import type { Supply, VoltageLimits } from '../session/supply.ts';
import { settingCommand } from './settingCommand.ts';

const NOT_ALLOWED = 3;
const MODES: Readonly<Record<string, RadioMode>> = { 0: 0, 1: 1, 4: 4, 5: 5, 7: 7 };
/** How long an ordered end takes: the services say good-bye after the OK. */
const TEARDOWN_MS = 400;

/** Power, restart, supply, temperature (V3.00 3.2.1, 3.2.12-13, chapter 19). */
export function powerCommands(
  session: ModemSession,
  radio: Radio,
  pdp: Pdp,
  supply: Supply,
): readonly CommandHandler[] {
  /** Answers OK, takes connections down, then ends. */
  const leave = (action: 'restart' | 'off'): Reply => {
    session.after(0, () => pdp.attach(false));
    session.after(TEARDOWN_MS, () => session.power(action));
    return OK;
  };
  const limits = (name: string, get: () => VoltageLimits, set: (limits: VoltageLimits) => void): CommandHandler => ({
    name,
    read() {
      const { enabled, low, high } = get();
      return answer(`${name}: ${Number(enabled)},${low},${high}`);
    },
    write({ args: [enable, low = `${get().low}`, high = `${get().high}`] }) {
      set({ enabled: enable === '1', low: Number(low), high: Number(high) });
      return OK;
    },
  });

  return [
    {
      name: '+CFUN',
      read: () => answer(`+CFUN: ${radio.mode}`),
      write({ args: [fun = '', reset] }) {
        if (reset === '1') return fun === '1' ? leave('restart') : ERROR;
        if (fun === '6') return leave('restart');
        const mode = MODES[fun];
        if (mode === undefined) return ERROR;
        return radio.set(mode) ? OK : cme(NOT_ALLOWED);
      },
    },
    { name: '+CRESET', execute: () => leave('restart') },
    { name: '+CPOF', execute: () => leave('off') },
    { name: '+CBC', execute: () => answer(`+CBC: ${supply.volts.toFixed(3)}V`) },
    { name: '+CPMUTEMP', execute: () => answer(`+CPMUTEMP: ${supply.temperature}`) },
    settingCommand('+CMTE', ['1']),
    limits(
      '+CVALARM',
      () => supply.alarm,
      (next) => {
        supply.alarm = next;
      },
    ),
    limits(
      '+CPMVT',
      () => supply.shutdown,
      (next) => {
        supply.shutdown = next;
        session.store.voltageShutdown = next;
      },
    ),
    {
      name: '+CUSBPIDSWITCH',
      read: () => answer(`+CUSBPIDSWITCH: ${session.store.usbPid}`),
      write({ args: [pid = '', , restart] }) {
        session.store.usbPid = pid;
        // Another composition needs another enumeration.
        return restart === '1' ? leave('restart') : OK;
      },
    },
  ];
}
