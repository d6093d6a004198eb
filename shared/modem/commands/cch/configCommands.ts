import { answer, type CommandHandler, ERROR, OK, type Reply } from '../../reply.ts';
import type { CchService } from '../../session/cch/cchService.ts';
import type { CchConfig } from '../../session/cch/cchSession.ts';

/** AT+CCHSSLCFG and AT+CCHCFG: between AT+CCHSTART and AT+CCHOPEN (V3.00 10.2). */
export function configCommands(service: CchService): readonly CommandHandler[] {
  const { sessions } = service;
  const change = (number: string, values: Partial<CchConfig>): Reply => {
    const found = sessions[Number(number)];
    if (service.state !== 'running' || found === undefined || found.slot.state !== 'free') return ERROR;
    Object.assign(found.config, values);
    return OK;
  };
  return [
    {
      name: '+CCHSSLCFG',
      read: () => answer(...sessions.map(({ slot, config }) => `+CCHSSLCFG: ${slot.number},${config.context ?? ''}`)),
      write: ({ args: [number = '', context = ''] }) => change(number, { context: Number(context) }),
    },
    {
      name: '+CCHCFG',
      read: () =>
        answer(
          ...sessions.map(
            ({ slot, config }) => `+CCHCFG: ${slot.number},${config.sendTimeoutS},${config.context ?? ''}`,
          ),
        ),
      write({ args: [key = '', number = '', value = ''] }) {
        if (key.toLowerCase() === 'sslctx') return change(number, { context: Number(value) });
        const sendTimeoutS = Number(value);
        return sendTimeoutS > 0 ? change(number, { sendTimeoutS }) : ERROR;
      },
    },
  ];
}
