import type { CommandHandler, TransparentChannel } from '../reply.ts';
import type { ModemSession } from '../session/modemSession.ts';
import type { Subjects } from '../session/subjects.ts';
import { lineCommands } from './lineCommands.ts';

/** Every command of the modem by its name. A family of commands is a file; here they are put together. */
export function createCommandTable(
  session: ModemSession,
  _subjects: Subjects,
  suspended: () => TransparentChannel | null,
): ReadonlyMap<string, CommandHandler> {
  const handlers: readonly CommandHandler[] = [...lineCommands(session, suspended)];
  return new Map(handlers.map((handler) => [handler.name, handler]));
}
