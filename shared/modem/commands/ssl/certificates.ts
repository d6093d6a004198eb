import { isCertificateName } from '../../../protocol/at/dictionary/commands/ssl/sslFields.ts';
import { answer, type CommandHandler, ERROR, OK } from '../../reply.ts';
import type { ModemSession } from '../../session/modemSession.ts';

/** Files the module has room for. */
const MAX_FILES = 64;

/** AT+CCERTDOWN, AT+CCERTLIST, AT+CCERTDELE (V3.00 10.2). */
export function certificateCommands({ store }: ModemSession): readonly CommandHandler[] {
  const { files } = store;
  return [
    {
      name: '+CCERTDOWN',
      write({ args: [name = '', length = ''] }) {
        if (!isCertificateName(name) || (!files.has(name) && files.size >= MAX_FILES)) return ERROR;
        return {
          kind: 'prompt',
          prompt: '>',
          terms: { end: 'count', count: Number(length) },
          onData(bytes) {
            files.set(name, bytes.slice());
            return OK;
          },
        };
      },
    },
    {
      name: '+CCERTLIST',
      execute: () => answer(...[...files.keys()].filter(isCertificateName).map((name) => `+CCERTLIST: "${name}"`)),
    },
    {
      name: '+CCERTDELE',
      write: ({ args: [name = ''] }) => (isCertificateName(name) && files.delete(name) ? OK : ERROR),
    },
  ];
}
