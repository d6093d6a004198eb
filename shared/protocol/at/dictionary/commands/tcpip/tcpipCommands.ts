import type { CommandEntry } from '../../entryTypes.ts';
import { CIPOPEN_COMMANDS } from './cipopen.ts';
import { CIPRXGET_COMMANDS } from './ciprxget.ts';
import { CIPSEND_COMMANDS } from './cipsend.ts';
import { NAME_LOOKUP_COMMANDS } from './nameLookup.ts';
import { NETOPEN_COMMANDS } from './netopen.ts';
import { SERVER_COMMANDS } from './servers.ts';
import { SOCKET_SETTINGS } from './socketSettings.ts';

/** Sockets: NETOPEN, CIPOPEN, CIPSEND, CIPRXGET, CIPCLOSE, NETCLOSE (V3.00 chapter 11). */
export const TCPIP_COMMANDS: readonly CommandEntry[] = [
  ...NETOPEN_COMMANDS,
  ...CIPOPEN_COMMANDS,
  ...CIPSEND_COMMANDS,
  ...CIPRXGET_COMMANDS,
  ...SERVER_COMMANDS,
  ...NAME_LOOKUP_COMMANDS,
  ...SOCKET_SETTINGS,
];
