import { answer, type CommandHandler, OK } from '../reply.ts';
import type { ModemSession } from '../session/modemSession.ts';
import type { Radio } from '../session/radio.ts';
import type { Registration } from '../session/registration.ts';
import type { Signal } from '../session/signal.ts';
import { servingCellLine } from './servingCellLine.ts';
import { settingCommand } from './settingCommand.ts';

/** V3.00 3.2.9: the period of AT+AUTOCSQ=1,0; how often AT+AUTOCSQ=1,1 looks for a change is not told. */
const REPORT_MS = 5000;
const LOOK_MS = 2000;

/** Signal strength and the serving cell (V3.00 3.2.8-3.2.10, 4.2.14, 3GPP TS 27.007 8.69). */
export function signalCommands(
  session: ModemSession,
  radio: Radio,
  registration: Registration,
  signal: Signal,
): readonly CommandHandler[] {
  const { profile } = session;
  let auto = 0;
  let mode = 0;
  let delta = 5;
  let last = 99;
  let cpsiSeconds = 0;
  let stopAuto = (): void => undefined;
  let stopCpsi = (): void => undefined;

  const csq = (): string => {
    last = signal.csq;
    return `+CSQ: ${last},99`;
  };
  const cell = (): string => servingCellLine(session, radio, registration, signal);
  const watch = (): void => {
    stopAuto();
    if (auto === 0) return;
    stopAuto = session.afterReal(mode === 0 ? REPORT_MS : LOOK_MS, () => {
      if (mode === 0 || Math.abs(signal.csq - last) >= Math.max(1, delta)) session.urc(csq());
      watch();
    });
  };
  const report = (): void => {
    stopCpsi();
    if (cpsiSeconds === 0) return;
    stopCpsi = session.afterReal(cpsiSeconds * 1000, () => {
      session.urc(cell());
      report();
    });
  };
  const common: readonly CommandHandler[] = [
    { name: '+CSQ', execute: () => answer(csq()) },
    {
      name: '+AUTOCSQ',
      read: () => answer(`+AUTOCSQ: ${auto},${mode}`),
      write({ args: [first = '0', second = `${mode}`] }) {
        auto = Number(first);
        mode = Number(second);
        watch();
        return OK;
      },
    },
    settingCommand('+CSQDELTA', ['5'], {
      reset: true,
      onChange: ([value = '5']) => {
        delta = Number(value);
      },
    }),
    {
      name: '+CPSI',
      read: () => answer(cell()),
      write({ args: [seconds = '0'] }) {
        cpsiSeconds = Number(seconds);
        report();
        return OK;
      },
    },
  ];
  // A SIM7600 does not know AT+CESQ; AT+CPSI? tells RSRP there.
  return profile.name === 'a76xx'
    ? [...common, { name: '+CESQ', execute: () => answer(cesq(registration, signal)) }]
    : common;
}

/** `+CESQ: 99,99,255,255,20,71`: the fields of the technology in use, the others not known. */
function cesq({ rat }: Registration, signal: Signal): string {
  const index = (value: number, most: number): number => Math.max(0, Math.min(most, Math.round(value)));
  const fields = [99, 99, 255, 255, 255, 255];
  if (rat === 'GSM') fields[0] = index(signal.rssi + 111, 63);
  if (rat === 'WCDMA') fields[2] = index(signal.rsrp + 141, 96);
  if (rat === 'LTE') {
    fields[4] = index(2 * signal.rsrq + 40, 34);
    fields[5] = index(signal.rsrp + 141, 97);
  }
  return `+CESQ: ${fields.join(',')}`;
}
