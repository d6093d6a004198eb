import { CCHCLOSE_LINE, CCHRECV_LINE } from '../commands/ssl/cchSession.ts';
import { SESSION, SSL_ERR } from '../commands/ssl/sslFields.ts';
import { m3 } from '../entryBuilders.ts';
import type { UrcEntry } from '../entryTypes.ts';
import { text } from '../fields.ts';
import { failureWords } from '../outcomes.ts';
import { urc } from './urc.ts';

/** TLS sockets and HTTP (V3.00 10.4, 13.3.3). */
export const SSL_URCS: readonly UrcEntry[] = [
  urc({
    name: '+CCHEVENT',
    title: 'TLS socket event',
    meaning: 'RECV EVENT: received data waits, read it with AT+CCHRECV.',
    fields: [SESSION, text('event', 'event')],
    sentence: ([session = '', event = '']) =>
      `session ${session}: ${event === 'RECV EVENT' ? 'data waits to be read' : event}`,
    severity: 'ok',
    section: m3('10.4'),
  }),
  urc({
    name: '+CCHRECV',
    title: 'Data of a TLS socket',
    meaning: 'So many bytes follow. Read them by count, not by line.',
    line: CCHRECV_LINE,
    severity: 'ok',
    section: m3('10.2'),
  }),
  urc({
    name: '+CCHCLOSE',
    title: 'TLS socket closed',
    meaning: 'Also reported when opening failed.',
    line: CCHCLOSE_LINE,
    section: m3('10.2'),
  }),
  urc({
    name: '+CCH_RECV_CLOSED',
    title: 'TLS socket closed while receiving',
    meaning: 'The session is lost while data was received: open it again.',
    fields: [SESSION, SSL_ERR],
    sentence: ([session = '', code = '']) => `session ${session}: lost while receiving, ${failureWords('ssl', code)}`,
    severity: 'error',
    section: m3('10.4'),
  }),
  urc({
    name: '+CCH_PEER_CLOSED',
    title: 'TLS socket closed by the server',
    meaning: 'The server hung up: open the session again.',
    fields: [SESSION],
    sentence: ([session = '']) => `session ${session}: the server hung up`,
    severity: 'warning',
    section: m3('10.4'),
  }),
  urc({
    name: '+HTTP_PEER_CLOSED',
    title: 'HTTP connection closed by the server',
    meaning: 'The server hung up, often simply after its response.',
    section: m3('13.3.3'),
  }),
  urc({
    name: '+HTTP_NONET_EVENT',
    title: 'HTTP without network',
    meaning: 'The data connection is lost: AT+HTTPTERM, AT+HTTPINIT.',
    severity: 'error',
    section: m3('13.3.3'),
  }),
];
