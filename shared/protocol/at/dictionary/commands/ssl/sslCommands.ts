import type { CommandEntry } from '../../entryTypes.ts';
import { CCH_SERVICE_COMMANDS } from './cchService.ts';
import { CCH_SESSION_COMMANDS } from './cchSession.ts';
import { CERTIFICATE_COMMANDS } from './certificates.ts';
import { CSSLCFG_COMMANDS } from './csslcfg.ts';

/** TLS: settings, certificates, sockets (V3.00 chapter 10). */
export const SSL_COMMANDS: readonly CommandEntry[] = [
  ...CSSLCFG_COMMANDS,
  ...CERTIFICATE_COMMANDS,
  ...CCH_SERVICE_COMMANDS,
  ...CCH_SESSION_COMMANDS,
];
