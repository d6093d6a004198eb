import type { ErrorCodes } from './errorTypes.ts';

/**
 * Error codes in the result lines of NETOPEN, CIPOPEN, CIPSEND, CIPCLOSE … and in +CIPERROR (V3.00 11.6). The numbers of
 * `+IP ERROR` mean something else: 8 is busy here and "network not opened" there.
 */
export const TCPIP_ERRORS: ErrorCodes = {
  0: ['operation succeeded'],
  1: ['network failure', 'the data connection could not be activated or was lost: APN, registration'],
  2: ['network not opened', 'AT+NETOPEN is missing or its result was not awaited; AT+CGACT does not replace it'],
  3: ['wrong parameter'],
  4: ['operation not supported'],
  5: ['failed to create socket'],
  6: ['failed to bind socket', 'the local port is taken'],
  7: ['TCP server is already listening'],
  8: ['busy', 'the command before is not finished'],
  9: ['sockets opened', 'close the sockets before AT+NETCLOSE'],
  10: ['timeout', 'nobody answers at that address: host, port, firewall'],
  11: ['DNS parse failed for AT+CIPOPEN', 'the host name is misspelt, or name lookup is blocked'],
  12: ['unknown error'],
};

/** Words of `+IP ERROR` whose number is shared with others. */
export const IP_ERROR_WORDS: Readonly<Record<string, number>> = { 'no data': 21 };

/** `+IP ERROR`: in words, or as a number after AT+CIPCCFG with errMode 0 (V3.00 11.5). */
export const IP_ERRORS: ErrorCodes = {
  0: ['Connection time out', 'nobody answers at that address: host, port, firewall'],
  1: ['Bind port failed', 'the local port is taken'],
  2: ['Port overflow'],
  3: ['Create socket failed'],
  4: ['Network is already opened', 'harmless: AT+NETOPEN was done before, often by an MCU that restarted alone'],
  5: ['Network is already closed', 'harmless while tidying up'],
  6: ['No clients connected'],
  7: ['No active client'],
  8: ['Network not opened', 'AT+NETOPEN is missing or its result was not awaited; AT+CGACT does not replace it'],
  9: ['Client index overflow', 'links are 0 to 9'],
  10: ['Connection is already created', 'close the link before opening it again'],
  11: ['Connection is not created', 'the link is not open'],
  12: ['Invalid parameter'],
  13: ['Operation not supported'],
  14: ['DNS query failed', 'the host name is misspelt, or name lookup is blocked'],
  15: ['TCP busy', 'the command before is not finished'],
  16: ['Netclose failed for socket opened', 'close the sockets before AT+NETCLOSE'],
  17: ['Sending time out', 'the peer does not acknowledge: the link is dead'],
  18: ['Sending failure for network error'],
  19: ['Open failure for network error'],
  20: ['Server is already listening'],
  21: ['Operation failed', 'the same number stands for No data: nothing is waiting to be read'],
  22: ['Port overflow'],
};
