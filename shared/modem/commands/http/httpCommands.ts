import type { CommandHandler } from '../../reply.ts';
import type { HttpService } from '../../session/http/httpService.ts';
import type { ModemSession } from '../../session/modemSession.ts';
import { requestCommands } from './requestCommands.ts';
import { responseCommands } from './responseCommands.ts';
import { sessionCommands } from './sessionCommands.ts';

/** HTTP and HTTPS on the command line (V3.00 chapter 13). */
export function httpCommands(session: ModemSession, http: HttpService): readonly CommandHandler[] {
  return [...sessionCommands(http), ...requestCommands(session, http), ...responseCommands(session, http)];
}
