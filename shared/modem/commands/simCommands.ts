import { answer, type CommandHandler, cme, ERROR, OK, type Reply } from '../reply.ts';
import type { ModemSession } from '../session/modemSession.ts';
import type { Sim } from '../session/sim.ts';
import type { CodeResult } from '../session/simCodes.ts';
import { settingCommand } from './settingCommand.ts';
import { simFileCommand } from './simFileCommand.ts';

const NOT_ALLOWED = 3;
const WRONG_PASSWORD = 16;
const PUK_REQUIRED = 12;
/** Attempts for PIN2 and PUK2, which nothing here asks for. */
const SECOND_CODES = [3, 10] as const;

/** The card: its state, its codes, its numbers (V3.00 2.2.33, 3.2.2-3.2.7, 4.2.3-4.2.4). */
export function simCommands({ settings }: ModemSession, sim: Sim): readonly CommandHandler[] {
  const { iccid, imsi, number } = settings.sim;

  /** For what needs a card that is ready. */
  const withCard = (reply: () => Reply): Reply => (sim.cmeCode === null ? reply() : cme(sim.cmeCode));
  /** For what a locked card allows too. */
  const withAnyCard = (reply: () => Reply): Reply =>
    sim.state === 'pin' || sim.state === 'puk' ? reply() : withCard(reply);
  const judged = (result: CodeResult): Reply => {
    if (result === 'right') return OK;
    if (result === 'wrong') return cme(WRONG_PASSWORD);
    return cme(sim.state === 'puk' ? PUK_REQUIRED : NOT_ALLOWED);
  };
  const isCode = (code: string): boolean => /^\d{4,8}$/.test(code);

  return [
    {
      name: '+CPIN',
      test: () => OK,
      read: () =>
        withAnyCard(() => {
          const asked = sim.state === 'pin' ? 'SIM PIN' : sim.state === 'puk' ? 'SIM PUK' : 'READY';
          return answer(`+CPIN: ${asked}`);
        }),
      write: ({ args: [code = '', newPin] }) =>
        withAnyCard(() => {
          if (!isCode(code) || (newPin !== undefined && !isCode(newPin))) return ERROR;
          if (newPin === undefined) return judged(sim.codes.enterPin(code));
          // With two codes the first is the PUK; where the PIN is asked for it is the PIN that is changed at once.
          if (sim.state === 'puk') return judged(sim.codes.enterPuk(code, newPin));
          const entered = sim.codes.enterPin(code);
          return judged(entered === 'right' ? sim.codes.changePin(code, newPin) : entered);
        }),
    },
    {
      name: '+SPIC',
      execute: () =>
        withAnyCard(() =>
          answer(`+SPIC: ${[sim.codes.pinAttempts, sim.codes.pukAttempts, ...SECOND_CODES].join(',')}`),
        ),
    },
    {
      name: '+CLCK',
      write: ({ args: [facility = '', mode = '', password = ''] }) =>
        withCard(() => {
          const isPin = facility.toUpperCase() === 'SC';
          if (mode === '2') return answer(`+CLCK: ${isPin && sim.codes.enabled ? 1 : 0}`);
          if (!isPin) return cme(NOT_ALLOWED);
          return isCode(password) ? judged(sim.codes.enable(mode === '1', password)) : ERROR;
        }),
    },
    {
      name: '+CPWD',
      write: ({ args: [facility = '', old = '', next = ''] }) =>
        withCard(() => {
          if (facility.toUpperCase() !== 'SC') return cme(NOT_ALLOWED);
          return isCode(old) && isCode(next) ? judged(sim.codes.changePin(old, next)) : ERROR;
        }),
    },
    { name: '+CICCID', execute: () => withAnyCard(() => answer(`+ICCID: ${iccid}`)) },
    { name: '+CIMI', execute: () => withCard(() => answer(imsi)) },
    {
      name: '+CNUM',
      execute: () =>
        withCard(() => {
          // 145: an international number (3GPP TS 24.008 10.5.4.7).
          return number === '' ? OK : answer(`+CNUM: "","${number}",${number.startsWith('+') ? 145 : 129}`);
        }),
    },
    { name: '+CSPN', read: () => withCard(() => answer(`+CSPN: "${settings.network.operator}",0`)) },
    simFileCommand(settings, withAnyCard),
    settingCommand('+UIMHOTSWAPON', ['0']),
    settingCommand('+UIMHOTSWAPLEVEL', ['0']),
  ];
}
