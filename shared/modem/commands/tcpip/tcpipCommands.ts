import type { CommandHandler } from '../../reply.ts';
import type { Bearer } from '../../session/bearer.ts';
import type { ModemSession } from '../../session/modemSession.ts';
import type { SocketService } from '../../session/sockets/socketService.ts';
import { linkCommands } from './linkCommands.ts';
import { nameCommands } from './nameCommands.ts';
import { netCommands } from './netCommands.ts';
import { pingCommands } from './pingCommands.ts';
import { receiveCommands } from './receiveCommands.ts';
import { sendCommands } from './sendCommands.ts';
import { serverCommands } from './serverCommands.ts';
import { settingCommands } from './settingCommands.ts';
import { createToolBearer } from './toolBearer.ts';

/** The socket service on the command line (V3.00 chapter 11). */
export function tcpipCommands(
  session: ModemSession,
  sockets: SocketService,
  bearer: Bearer,
): readonly CommandHandler[] {
  const tools = createToolBearer(bearer);
  return [
    ...netCommands(session, sockets),
    ...linkCommands(session, sockets),
    ...sendCommands(session, sockets),
    ...receiveCommands(sockets),
    ...serverCommands(sockets),
    ...settingCommands(sockets),
    ...nameCommands(session, sockets, tools),
    ...pingCommands(session, tools),
  ];
}
