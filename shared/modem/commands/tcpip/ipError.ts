import { IP_ERRORS } from '../../../protocol/at/dictionary/errors/tcpip.ts';
import { failed, type Reply } from '../../reply.ts';
import type { SocketService } from '../../session/sockets/socketService.ts';

/** `<err_info>` of `+IP ERROR` (V3.00 11.5). 21 has two meanings. */
export const IP_ERROR = {
  bindFailed: 1,
  alreadyOpened: 4,
  notOpened: 8,
  notCreated: 11,
  parameter: 12,
  notSupported: 13,
  listening: 20,
  noData: 21,
} as const;

/** `+IP ERROR: …` in words or as a number, as AT+CIPCCFG says, and ERROR. */
export function ipError({ settings }: SocketService, error: keyof typeof IP_ERROR): Reply {
  const code = IP_ERROR[error];
  const words = error === 'noData' ? 'No data' : (IP_ERRORS[code]?.[0] ?? '');
  return failed(`+IP ERROR: ${settings.config.errorMode === 1 ? words : code}`);
}
