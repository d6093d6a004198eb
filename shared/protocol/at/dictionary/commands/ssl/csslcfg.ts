import { answer, command, m3, read, test, write } from '../../entryBuilders.ts';
import type { AtFamily, CommandEntry, FieldSpec, FormSpec, LineSpec } from '../../entryTypes.ts';
import { choice, hex, integer, string } from '../../fields.ts';
import { anyKeyForm, keyedForm } from '../../keyedForms.ts';
import { CERTIFICATE_FILE, SSL_CONTEXT } from './sslFields.ts';

const VERSION = choice(
  'sslversion',
  'version',
  { 0: 'SSL 3.0', 1: 'TLS 1.0', 2: 'TLS 1.1', 3: 'TLS 1.2', 4: 'all' },
  { default: '4', judge: (raw) => (raw === '3' || raw === '4' ? undefined : 'note') },
);
const AUTHMODE = choice(
  'authmode',
  'who shows a certificate',
  {
    0: 'nobody is checked',
    1: 'the server is checked',
    2: 'the server is checked, the modem shows its certificate',
    3: 'only the modem shows its certificate',
  },
  { default: '0', judge: (raw) => (raw === '0' ? 'note' : undefined) },
);
const IGNORE_TIME = choice(
  'ignorelocaltime',
  'dates of certificates',
  { 0: 'checked with the clock, so AT+CCLK must be right', 1: 'not checked' },
  { default: '1' },
);
const NEGOTIATE = integer('negotiatetime', 'time limit of the handshake', {
  range: [[10, 300]],
  unit: 's',
  default: '300',
});
const SNI = choice(
  'enableSNI',
  'server name in the handshake',
  { 0: 'not sent: many cloud brokers then refuse', 1: 'sent' },
  { default: '0', judge: (raw) => (raw === '0' ? 'note' : undefined) },
);
const CA = CERTIFICATE_FILE('cacert', 'CA certificate');
const CERT = CERTIFICATE_FILE('clientcert', 'certificate of the modem');
const KEY = CERTIFICATE_FILE('clientkey', 'private key of the modem');
const SUITES = hex('ciphersuites', 'cipher suites', {
  values: { '0xFFFF': 'all', '0x002F': 'TLS_RSA_WITH_AES_128_CBC_SHA', '0x0035': 'TLS_RSA_WITH_AES_256_CBC_SHA' },
});
const SECRET = (name: string): FieldSpec => string(name, 'password of the private key', { secret: true });

const setting = (key: string, value: FieldSpec): FormSpec => keyedForm('+CSSLCFG', key, [SSL_CONTEXT, value]);

const SETTINGS: readonly FormSpec[] = [
  setting('sslversion', VERSION),
  setting('authmode', AUTHMODE),
  setting('ignorelocaltime', IGNORE_TIME),
  setting('negotiatetime', NEGOTIATE),
  setting('cacert', CA),
  setting('clientcert', CERT),
  setting('clientkey', KEY),
  setting('enableSNI', SNI),
  setting('keypwd', SECRET('keypwd')),
  setting('ciphersuites', SUITES),
];

/** Of the newer family only. */
const A76XX_SETTINGS: readonly FormSpec[] = [
  setting('password', SECRET('password')),
  setting(
    'ignorecertCN',
    choice('ignorecertCN', 'name in the certificate', { 0: 'must fit the server', 1: 'not checked' }),
  ),
];

/** `+CSSLCFG: 0,4,1,1,300,"ca.pem","","",1,"",0xFFFF`; older firmwares print fewer of them. */
const CSSLCFG_LINE: LineSpec = answer(
  '+CSSLCFG',
  [
    SSL_CONTEXT,
    VERSION,
    AUTHMODE,
    IGNORE_TIME,
    NEGOTIATE,
    string('cacert', 'CA certificate'),
    string('clientcert', 'certificate of the modem'),
    string('clientkey', 'private key of the modem'),
    SNI,
    SECRET('keypwd'),
    SUITES,
  ],
  {
    sentence: ([context = '', , mode = '', , , ca = '', , , sni = '']) =>
      [
        `TLS context ${context}`,
        AUTHMODE.values?.[mode] ?? 'check of certificates not given',
        ca === '' ? 'no CA' : `CA ${ca}`,
        ...(sni === '' ? [] : [sni === '0' ? 'server name not sent' : 'server name sent']),
      ].join(', '),
  },
);

const csslcfg = (families: readonly AtFamily[], settings: readonly FormSpec[]): CommandEntry =>
  command({
    name: '+CSSLCFG',
    families,
    group: 'ssl',
    title: 'TLS settings',
    meaning:
      'Settings of one of ten contexts: what is checked, which files, whether the server name is sent. By default nobody is checked and no name is sent. Not kept over a reset.',
    forms: [
      test('AT+CSSLCFG=?'),
      read('AT+CSSLCFG?'),
      ...settings,
      anyKeyForm('+CSSLCFG', settings),
      write('AT+CSSLCFG=<ssl_ctx_index>', [SSL_CONTEXT]),
    ],
    answers: [CSSLCFG_LINE],
    errors: 'ssl',
    section: m3('10.2'),
  });

/** TLS settings (V3.00 10.2). */
export const CSSLCFG_COMMANDS: readonly CommandEntry[] = [
  csslcfg(['sim7600'], SETTINGS),
  csslcfg(['a76xx'], [...SETTINGS, ...A76XX_SETTINGS]),
];
