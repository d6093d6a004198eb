import type { CommandHandler } from '../../reply.ts';
import type { CchService } from '../../session/cch/cchService.ts';
import type { ModemSession } from '../../session/modemSession.ts';
import type { SslContexts } from '../../session/ssl/sslContexts.ts';
import { configCommands } from './configCommands.ts';
import { dataCommands } from './dataCommands.ts';
import { serviceCommands } from './serviceCommands.ts';
import { sessionCommands } from './sessionCommands.ts';

/** TLS sockets on the command line (V3.00 chapter 10). */
export function cchCommands(session: ModemSession, cch: CchService, contexts: SslContexts): readonly CommandHandler[] {
  return [
    ...serviceCommands(session, cch),
    ...configCommands(cch),
    ...sessionCommands(session, cch, contexts),
    ...dataCommands(session, cch),
  ];
}
