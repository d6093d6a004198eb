import type { CommandEntry } from '../../entryTypes.ts';
import { HTTP_REQUEST_COMMANDS } from './httpRequest.ts';
import { HTTP_SESSION_COMMANDS } from './httpSession.ts';

/** HTTP(S): INIT, PARA, DATA, ACTION, HEAD, READ, TERM (V3.00 chapter 13). */
export const HTTP_COMMANDS: readonly CommandEntry[] = [...HTTP_SESSION_COMMANDS, ...HTTP_REQUEST_COMMANDS];
