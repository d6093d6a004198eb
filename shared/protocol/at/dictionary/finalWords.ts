import type { AtFamily } from './entryTypes.ts';

/** What the lines that end a command say. Errors with a code are in the error tables. */
const FINALS: Readonly<Record<string, string>> = {
  OK: 'done',
  'NO CARRIER': 'no connection, or it was closed',
  'NO DIALTONE': 'no network to dial in',
  BUSY: 'the other end is busy',
  'NO ANSWER': 'the other end does not answer',
  'CONNECT FAIL': 'the connection could not be opened',
  'SEND OK': 'the data was sent',
  'SEND FAIL': 'the data was not sent',
  'CLOSE OK': 'the connection is closed',
  'SHUT OK': 'all connections are closed',
  FAIL: 'it failed',
  AT_ERROR: 'refused',
  AT_PARAM_ERROR: 'a parameter is wrong',
  AT_BUSY_ERROR: 'the module is busy: wait for the event that ends what it does',
  AT_TEST_PARAM_OVERFLOW: 'the parameter is too long',
  AT_NO_CLASSB_ENABLE: 'class B is not on',
  AT_NO_CLASS_B_ENABLE: 'class B is not on',
  AT_NO_NETWORK_JOINED: 'not joined to a network yet: AT+JOIN first',
  AT_RX_ERROR: 'a command was received damaged',
  AT_MODE_NO_SUPPORT: 'not possible in this mode',
  AT_COMMAND_NOT_FOUND: 'this module does not know the command',
  AT_UNSUPPORTED_BAND: 'this module has not that band',
  AT_DUTYCYCLE_RESTRICTED: 'too much airtime used: wait',
  AT_CRYPTO_ERROR: 'encryption failed',
  'error unknown': 'failed, without a reason',
  // ESP-AT, in place of OK or before it.
  'ALREADY SUBSCRIBE': 'subscribed to this topic already',
  'NO UNSUBSCRIBE': 'there was no subscription to this topic',
};

/** A final result code in words; null when the line is none. */
export function finalWords(line: string, family: AtFamily): string | null {
  if (line === 'ERROR') {
    const tells = family === 'sim7600' || family === 'a76xx';
    return `refused, without a reason${tells ? ': with AT+CMEE=2 the modem says why' : ''}`;
  }
  if (Object.hasOwn(FINALS, line)) return FINALS[line] ?? null;
  // Before OK; data is announced by +IPD and asked for by AT+CIPSEND.
  if (family === 'esp-at' && line === 'CONNECT') return 'the connection is open';
  const connected = /^CONNECT( .*)?$/.exec(line);
  return connected === null ? null : `connected${connected[1] ?? ''}: what follows is data`;
}
