import { command, execute, m3, test } from '../../entryBuilders.ts';
import type { AtFamily, CommandEntry, FieldSpec, FormSpec } from '../../entryTypes.ts';
import { choice, integer, string } from '../../fields.ts';
import { anyKeyForm, keyedForm } from '../../keyedForms.ts';

const SECONDS = (name: string, meaning: string, from: number, value: string): FieldSpec =>
  integer(name, meaning, { range: [[from, 120]], unit: 's', default: value });
const TEXT = (name: string, meaning: string, most: number): FieldSpec => string(name, meaning, { length: [1, most] });

const setting = (key: string, value: FieldSpec): FormSpec => keyedForm('+HTTPPARA', key, [value]);

const SETTINGS: readonly FormSpec[] = [
  setting(
    'URL',
    string('url', 'http://… or https://…', {
      length: [8, 512],
      judge: (raw) => (/^https?:\/\//i.test(raw) ? undefined : 'warning'),
    }),
  ),
  setting('CONNECTTO', SECONDS('conn_timeout', 'time limit of connecting', 20, '120')),
  setting('RECVTO', SECONDS('recv_timeout', 'time limit of receiving', 2, '10')),
  setting('RESPTO', SECONDS('response_timeout', 'time limit of the response', 20, '20')),
  setting('CONTENT', TEXT('content_type', 'type of the body', 256)),
  setting('ACCEPT', TEXT('accept_type', 'accepted types', 256)),
  setting('UA', TEXT('user_agent', 'user agent', 256)),
  setting('SSLCFG', integer('sslcfg_id', 'TLS context', { range: [[0, 9]] })),
  // Where tokens are put (Authorization: Bearer …).
  setting('USERDATA', string('user_data', 'further headers', { length: [1, 512], secret: true })),
  setting('BREAK', integer('break', 'first byte to fetch', { unit: 'B' })),
  setting('BREAKEND', integer('breakend', 'last byte to fetch', { unit: 'B' })),
];

/** Of the newer family only. */
const A76XX_SETTINGS: readonly FormSpec[] = [
  setting('READMODE', choice('readmode', 'reading', { 0: 'once', 1: 'more than once' })),
];

const httppara = (families: readonly AtFamily[], settings: readonly FormSpec[]): CommandEntry =>
  command({
    name: '+HTTPPARA',
    families,
    group: 'http',
    title: 'Settings of a request',
    meaning: 'After AT+HTTPINIT: URL, time limits, headers, TLS context.',
    forms: [test('AT+HTTPPARA=?'), ...settings, anyKeyForm('+HTTPPARA', settings)],
    errors: 'http',
    maxSeconds: 120,
    section: m3('13.2'),
  });

/** The HTTP service and its settings (V3.00 13.2). */
export const HTTP_SESSION_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+HTTPINIT',
    group: 'http',
    title: 'Start the HTTP service',
    meaning: 'Activates the data connection by itself. ERROR when it runs already.',
    forms: [execute('AT+HTTPINIT')],
    errors: 'http',
    maxSeconds: 120,
    section: m3('13.2'),
  }),
  command({
    name: '+HTTPTERM',
    group: 'http',
    title: 'Stop the HTTP service',
    meaning: 'Forgets all settings. ERROR when it does not run: harmless while tidying up.',
    forms: [execute('AT+HTTPTERM')],
    errors: 'http',
    maxSeconds: 120,
    section: m3('13.2'),
  }),
  httppara(['sim7600'], SETTINGS),
  httppara(['a76xx'], [...SETTINGS, ...A76XX_SETTINGS]),
];
