import { answer, command, execute, m3, read, test, write } from '../../entryBuilders.ts';
import type { CommandEntry, FormSpec } from '../../entryTypes.ts';
import { choice, integer, optional, text } from '../../fields.ts';
import { anyKeyForm, keyedForm } from '../../keyedForms.ts';
import { EITHER, outcome, serviceOutcome } from '../../outcomes.ts';
import { SESSION, SSL_CONTEXT, SSL_ERR } from './sslFields.ts';

const REPORT = choice('report_send_result', '+CCHSEND: after sending', { 0: 'not told', 1: 'told' });
const RECEIVE = choice('recv_mode', 'received data', { 0: 'pushed as it comes', 1: 'kept, told as +CCHEVENT' });
const MODE = choice('mode', 'mode', { 0: 'commands', 1: 'transparent' });

const SEND_TIMEOUT = integer('timeout', 'time limit of sending', { unit: 's' });
const SESSION_SETTINGS: readonly FormSpec[] = [
  keyedForm('+CCHCFG', 'sendtimeout', [SESSION, SEND_TIMEOUT]),
  keyedForm('+CCHCFG', 'sslctx', [SESSION, SSL_CONTEXT]),
];

/** The service of TLS sockets and its settings (V3.00 10.2). */
export const CCH_SERVICE_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+CCHSTART',
    group: 'ssl',
    title: 'Start the TLS socket service',
    meaning: 'Before AT+CCHOPEN. The result +CCHSTART: 0 comes before or after OK.',
    forms: [execute('AT+CCHSTART')],
    answers: [answer('+CCHSTART', [SSL_ERR], { sentence: serviceOutcome('TLS service', 'started', 'ssl') })],
    outcome: outcome('+CCHSTART', 'ssl', EITHER),
    errors: 'ssl',
    maxSeconds: 120,
    section: m3('10.2'),
  }),
  command({
    name: '+CCHSTOP',
    group: 'ssl',
    title: 'Stop the TLS socket service',
    meaning: 'The result +CCHSTOP: 0 comes before or after OK.',
    forms: [execute('AT+CCHSTOP')],
    answers: [answer('+CCHSTOP', [SSL_ERR], { sentence: serviceOutcome('TLS service', 'stopped', 'ssl') })],
    outcome: outcome('+CCHSTOP', 'ssl', EITHER),
    errors: 'ssl',
    maxSeconds: 120,
    section: m3('10.2'),
  }),
  command({
    name: '+CCHSET',
    group: 'ssl',
    title: 'How TLS sockets report',
    meaning: 'Before AT+CCHSTART.',
    forms: [
      test('AT+CCHSET=?'),
      read('AT+CCHSET?'),
      write('AT+CCHSET=<report_send_result>[,<recv_mode>]', [REPORT, optional(RECEIVE)]),
    ],
    answers: [answer('+CCHSET', [REPORT, RECEIVE])],
    errors: 'ssl',
    section: m3('10.2'),
  }),
  command({
    name: '+CCHMODE',
    group: 'ssl',
    title: 'Transparent TLS',
    meaning: 'Before AT+CCHSTART. In transparent mode AT+CCHOPEN answers CONNECT and the line carries raw data.',
    forms: [test('AT+CCHMODE=?'), read('AT+CCHMODE?'), write('AT+CCHMODE=<mode>', [MODE])],
    answers: [answer('+CCHMODE', [MODE])],
    errors: 'ssl',
    section: m3('10.2'),
  }),
  command({
    name: '+CCHSSLCFG',
    group: 'ssl',
    title: 'TLS context of a session',
    meaning:
      'After AT+CCHSTART and before AT+CCHOPEN. Forgotten when AT+CCHOPEN fails or the session is closed: set it each time.',
    forms: [
      test('AT+CCHSSLCFG=?'),
      read('AT+CCHSSLCFG?'),
      write('AT+CCHSSLCFG=<session_id>,<ssl_ctx_index>', [SESSION, SSL_CONTEXT]),
    ],
    answers: [answer('+CCHSSLCFG', [SESSION, SSL_CONTEXT])],
    errors: 'ssl',
    section: m3('10.2'),
  }),
  command({
    name: '+CCHCFG',
    group: 'ssl',
    title: 'Settings of a session',
    meaning: 'After AT+CCHSTART and before AT+CCHOPEN. Forgotten when AT+CCHOPEN fails or the session is closed.',
    forms: [test('AT+CCHCFG=?'), read('AT+CCHCFG?'), ...SESSION_SETTINGS, anyKeyForm('+CCHCFG', SESSION_SETTINGS)],
    answers: [answer('+CCHCFG', [SESSION, SEND_TIMEOUT, SSL_CONTEXT])],
    errors: 'ssl',
    section: m3('10.2'),
  }),
  command({
    name: '+CCHADDR',
    group: 'ssl',
    title: 'Own address of the TLS service',
    meaning: 'The IP address after AT+CCHSTART.',
    forms: [execute('AT+CCHADDR')],
    answers: [
      answer('+CCHADDR', [text('ip_address', 'own address')], {
        sentence: (fields) => `own address ${fields.join(', ')}`,
      }),
    ],
    errors: 'ssl',
    section: m3('10.2'),
  }),
];
