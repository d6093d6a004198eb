import { answer, type CommandHandler, ERROR, OK, type Reply, type TransparentChannel } from '../reply.ts';
import type { Bearer } from '../session/bearer.ts';
import type { ModemSession } from '../session/modemSession.ts';
import { settingCommand } from './settingCommand.ts';

/** `*99#`, `*99***1#`, with T or P before it. */
const PACKET_DATA = /^[TP]?\*99(\*.*)?#$/i;
const NO_CARRIER: Reply = { kind: 'final', text: 'NO CARRIER' };
/** S registers that are kept (V3.00 2.2.8), with their values of the factory. */
const REGISTERS: Readonly<Record<string, number>> = { S0: 0, S3: 13, S4: 10, S5: 8, S6: 2, S7: 60, S8: 2, S10: 15 };

/**
 * Dialling, as dial-in scripts do it: `ATD*99#` opens packet data and answers CONNECT. Frames of PPP that follow are taken and
 * not answered. There is no voice.
 */
export function dialCommands(session: ModemSession, bearer: Bearer): readonly CommandHandler[] {
  let line: { readonly end: (result: string) => void } | null = null;

  const hangUp = (result: string | null): void => {
    const held = line;
    if (held === null) return;
    line = null;
    bearer.release('context');
    if (result !== null) held.end(result);
  };
  bearer.onLost(() => hangUp('NO CARRIER'));
  const channel: TransparentChannel = {
    onHost: () => undefined,
    attach(given) {
      line = given;
    },
    detach: () => undefined,
    hangUp: () => hangUp('NO CARRIER'),
    get open() {
      return line !== null;
    },
  };
  const dial = (number: string): Reply => {
    if (!PACKET_DATA.test(number.trim())) return NO_CARRIER;
    return {
      kind: 'wait',
      start(done) {
        bearer.open('context', (result) => {
          const connect = session.line.connectText === 0 ? 'CONNECT' : `CONNECT ${session.baud}`;
          done(result.ok ? { kind: 'transparent', connect, channel } : NO_CARRIER);
        });
        return undefined;
      },
    };
  };
  const ignored = (name: string, most: number): CommandHandler => ({
    name,
    ownCheck: true,
    execute: () => OK,
    write: ({ args: [value = ''] }) => (/^\d$/.test(value) && Number(value) <= most ? OK : ERROR),
  });
  const register = ([name, factory]: readonly [string, number]): CommandHandler => {
    let value = factory;
    return {
      name,
      ownCheck: true,
      read: () => answer(String(value).padStart(3, '0')),
      write({ args: [typed = ''] }) {
        if (!/^\d{1,3}$/.test(typed) || Number(typed) > 255) return ERROR;
        value = Number(typed);
        return OK;
      },
    };
  };
  const end = (): Reply => {
    hangUp(null);
    return OK;
  };
  return [
    { name: 'D', ownCheck: true, write: ({ args: [number = ''] }) => dial(number) },
    { name: 'H', ownCheck: true, execute: end, write: ({ args: [what] }) => (what === '0' ? end() : ERROR) },
    { name: 'A', ownCheck: true, execute: () => NO_CARRIER },
    { name: '+CHUP', execute: end },
    { name: '+CPAS', execute: () => answer('+CPAS: 0') },
    // 1: the network tells the number of callers.
    settingCommand('+CLIP', ['0', '1']),
    settingCommand('+CMER', ['0', '0', '0', '0', '0']),
    ...Object.entries(REGISTERS).map(register),
    ignored('L', 9),
    ignored('M', 9),
    ignored('&E', 1),
    ignored('\\V', 1),
  ];
}
