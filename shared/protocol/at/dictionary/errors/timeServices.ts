import type { ErrorCodes } from './errorTypes.ts';

/** +CNTP: time over NTP (V3.00 15). */
export const NTP_ERRORS: ErrorCodes = {
  0: ['operation succeeded'],
  1: ['unknown error'],
  2: ['wrong parameter'],
  3: ['wrong date and time calculated'],
  4: ['network error', 'no data connection, or UDP port 123 is blocked'],
  5: ['time zone error', 'the time zone is in quarter hours, −96 to 96'],
  6: ['timeout', 'the server does not answer: name, or UDP port 123 is blocked'],
};

/** +CHTPUPDATE: time from the Date header of web servers (V3.00 15). */
export const HTP_ERRORS: ErrorCodes = {
  0: ['operation succeeded'],
  1: ['unknown error'],
  2: ['wrong parameter', 'no server is configured: AT+CHTPSERV="ADD",…'],
  3: ['wrong date and time calculated'],
  4: ['network error', 'no data connection, or the server does not answer'],
};
