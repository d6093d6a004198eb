import type { ErrorCodes } from './errorTypes.ts';

/** Error codes of the CCH commands (V3.00 10.3). HTTP has the same from 700 on. */
export const SSL_ERRORS: ErrorCodes = {
  0: ['operation succeeded'],
  1: ['alerting state'],
  2: ['unknown error'],
  3: ['busy', 'the command before is not finished'],
  4: ['peer closed', 'the server hung up'],
  5: ['operation timeout'],
  6: ['transfer failed'],
  7: ['memory error'],
  8: ['invalid parameter'],
  9: ['network error'],
  10: ['open session error'],
  11: ['state error', 'AT+CCHSTART is missing, or the session is not open'],
  12: ['create socket error'],
  13: ['get DNS error', 'the host name is misspelt, or name lookup is blocked'],
  14: ['connect socket error', 'nobody answers at that address: host, port, firewall'],
  15: ['handshake error', 'CA certificate, SNI off, clock not set, cipher suites, a wildcard name'],
  16: ['close socket error'],
  17: ['no network'],
  18: ['send data timeout'],
  19: ['not set certificates', 'authmode asks for a file that is not configured'],
};
