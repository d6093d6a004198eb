import { answer, type CommandHandler, cme, ERROR, OK, type Reply } from '../reply.ts';
import type { ModemSession } from '../session/modemSession.ts';
import type { Registration } from '../session/registration.ts';
import type { Sim } from '../session/sim.ts';
import { shownText, typedText } from '../session/sms/messageText.ts';
import type { SmsService } from '../session/sms/smsService.ts';
import { settingCommand } from './settingCommand.ts';

const NO_NETWORK = 30;
const ANSWER_MS = 1800;
/** Ended, and not supported by the network (3GPP TS 27.007 7.15). */
const ENDED = 0;
const UNKNOWN = 4;
const BALANCE = '*100#';

/** Reports of calls, of which there are none, and codes of the network (V3.00 4.2.6, 5.2; 3GPP TS 27.007 7.6, 7.15). */
export function callCommands(
  session: ModemSession,
  sim: Sim,
  registration: Registration,
  sms: SmsService,
): readonly CommandHandler[] {
  let shown = false;
  let callReports = false;
  let cancel = (): void => undefined;

  const ask = (typed: string): Reply => {
    if (sim.cmeCode !== null) return cme(sim.cmeCode);
    const code = typedText(typed, sms.charset);
    if (code === null || code === '') return ERROR;
    if (registration.service !== 'full') return cme(NO_NETWORK);
    cancel();
    cancel = session.after(ANSWER_MS, () => {
      if (!shown) return;
      const text = shownText(`${session.settings.network.operator}: your balance is 12.50`, sms.charset);
      session.urc(code === BALANCE ? `+CUSD: ${ENDED},"${text}",15` : `+CUSD: ${UNKNOWN}`);
    });
    return OK;
  };
  return [
    settingCommand('+CLIP', ['0', '1']),
    settingCommand('+CRC', ['0'], { reset: true }),
    {
      name: '+CLCC',
      execute: () => OK,
      read: () => answer(`+CLCC: ${Number(callReports)}`),
      write({ args: [on] }) {
        callReports = on === '1';
        return OK;
      },
    },
    {
      name: '+CUSD',
      read: () => answer(`+CUSD: ${Number(shown)}`),
      execute() {
        shown = false;
        return OK;
      },
      write({ args: [n, code] }) {
        if (n === '2') cancel();
        else shown = n === '1';
        return n === '2' || code === undefined ? OK : ask(code);
      },
    },
  ];
}
