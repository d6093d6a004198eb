import { answer, type CommandHandler, ERROR, OK } from '../../reply.ts';
import type { SocketService } from '../../session/sockets/socketService.ts';

/** AT+CIPMODE, CIPHEAD, CIPSRIP, CIPSENDMODE, CIPTIMEOUT, CIPCCFG, CIPDNSSET (V3.00 11.2). Ranges are checked before. */
export function settingCommands(service: SocketService): readonly CommandHandler[] {
  const { settings } = service;
  const { timeouts, config, dns } = settings;

  type Switch = 'transparent' | 'lengthLine' | 'senderLine' | 'waitForAck';
  const onOff = (name: string, key: Switch, allowed = (): boolean => true): CommandHandler => ({
    name,
    read: () => answer(`${name}: ${settings[key] ? 1 : 0}`),
    write({ args: [value = ''] }) {
      if (!allowed()) return ERROR;
      settings[key] = Number(value) === 1;
      return OK;
    },
  });
  /** Several numbers, kept in the order of the command's parameters. */
  const numbers = <Key extends string>(
    name: string,
    store: { [Name in Key]: number },
    keys: readonly Key[],
  ): CommandHandler => ({
    name,
    read: () => answer(`${name}: ${keys.map((key) => store[key]).join(',')}`),
    write({ args }) {
      for (const [index, key] of keys.entries()) store[key] = Number(args[index]);
      return OK;
    },
  });

  return [
    onOff('+CIPMODE', 'transparent', () => service.state === 'closed'),
    onOff('+CIPHEAD', 'lengthLine'),
    onOff('+CIPSRIP', 'senderLine'),
    onOff('+CIPSENDMODE', 'waitForAck'),
    numbers('+CIPTIMEOUT', timeouts, ['net', 'open', 'send']),
    numbers('+CIPCCFG', config, [
      ...(['retransmissions', 'delayMs', 'ack', 'errorMode', 'header', 'asynchronous', 'leastTimeoutMs'] as const),
    ]),
    numbers('+CIPDNSSET', dns, ['netRetries', 'timeoutMs', 'queryRetries']),
  ];
}
