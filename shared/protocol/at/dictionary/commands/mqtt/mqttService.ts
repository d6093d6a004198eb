import { a76Max, answer, execute, read, test, write } from '../../entryBuilders.ts';
import type { CommandEntry, LineSpec } from '../../entryTypes.ts';
import { choice, optional, readFields, string } from '../../fields.ts';
import { indexedOutcome, OUTCOME_FIRST_ON_SIM7600, outcome, serviceOutcome } from '../../outcomes.ts';
import { SSL_CONTEXT } from '../ssl/sslFields.ts';
import { CLIENT, clientOutcome, MQTT_ERR, mqttCommand } from './mqttFields.ts';

const CLIENT_ID = string('clientID', 'client id', { length: [1, 128] });
const SERVER_TYPE = choice('server_type', 'transport', { 0: 'TCP', 1: 'TLS' }, { default: '0' });
const VERSION = choice('mqtt_version', 'protocol', { 3: 'MQTT 3.1', 4: 'MQTT 3.1.1' });

const acquired = indexedOutcome('client', 'acquired', 'mqtt');
const isListed = (fields: readonly string[]): boolean => fields.length > 2 || !/^\d{0,2}$/.test(fields[1] ?? '');

/** `0,19` tells how it went; `0,"node-12",1` is a line of the list of AT+CMQTTACCQ?. */
const ACCQ_LINE: LineSpec = answer('+CMQTTACCQ', [CLIENT, MQTT_ERR], {
  decode: (fields) => readFields(isListed(fields) ? [CLIENT, CLIENT_ID, SERVER_TYPE] : [CLIENT, MQTT_ERR], fields),
  sentence: (fields, context) => {
    const [client = '', id = '', server = ''] = fields;
    if (!isListed(fields)) return acquired(fields, context);
    return `client ${client}: ${id === '' ? 'not acquired' : `id ${id}, ${server === '1' ? 'TLS' : 'TCP'}`}`;
  },
});

/** The MQTT service and its two clients (V3.00 16.2). */
export const MQTT_SERVICE_COMMANDS: readonly CommandEntry[] = [
  mqttCommand({
    name: '+CMQTTSTART',
    title: 'Start the MQTT service',
    meaning:
      'Activates the data connection by itself; AT+NETOPEN is not needed. The result is +CMQTTSTART: 0, before or after OK. 23 means that it runs already; some newer firmwares then answer ERROR alone.',
    forms: [execute('AT+CMQTTSTART')],
    answers: [answer('+CMQTTSTART', [MQTT_ERR], { sentence: serviceOutcome('MQTT service', 'started', 'mqtt') })],
    outcome: outcome('+CMQTTSTART', 'mqtt', OUTCOME_FIRST_ON_SIM7600),
    maxSeconds: 120,
  }),
  mqttCommand({
    name: '+CMQTTSTOP',
    title: 'Stop the MQTT service',
    meaning: 'After AT+CMQTTDISC and AT+CMQTTREL. The result is +CMQTTSTOP: 0, before or after OK.',
    forms: [execute('AT+CMQTTSTOP')],
    answers: [answer('+CMQTTSTOP', [MQTT_ERR], { sentence: serviceOutcome('MQTT service', 'stopped', 'mqtt') })],
    outcome: outcome('+CMQTTSTOP', 'mqtt', OUTCOME_FIRST_ON_SIM7600),
    ...a76Max(12),
  }),
  mqttCommand({
    name: '+CMQTTACCQ',
    title: 'Acquire a client',
    meaning:
      'After AT+CMQTTSTART: gives the client its id and says whether it uses TLS. 19 means that it is acquired already, often because only the MCU was restarted.',
    forms: [
      test('AT+CMQTTACCQ=?'),
      read('AT+CMQTTACCQ?'),
      write('AT+CMQTTACCQ=<client_index>,<clientID>[,<server_type>[,<mqtt_version>]]', [
        CLIENT,
        CLIENT_ID,
        optional(SERVER_TYPE),
        optional(VERSION),
      ]),
    ],
    answers: [ACCQ_LINE],
  }),
  mqttCommand({
    name: '+CMQTTREL',
    title: 'Release a client',
    meaning: 'After AT+CMQTTDISC and before AT+CMQTTSTOP. Forgets will, settings and topics of the client.',
    forms: [test('AT+CMQTTREL=?'), read('AT+CMQTTREL?'), write('AT+CMQTTREL=<client_index>', [CLIENT])],
    answers: [clientOutcome('+CMQTTREL', 'released')],
    maxSeconds: 120,
  }),
  mqttCommand({
    name: '+CMQTTSSLCFG',
    title: 'TLS context of a client',
    meaning:
      'After AT+CMQTTSTART. Forgotten when AT+CMQTTCONNECT fails and after AT+CMQTTDISC: set it before each connect. Without it the context has the number of the client.',
    forms: [
      test('AT+CMQTTSSLCFG=?'),
      read('AT+CMQTTSSLCFG?'),
      write('AT+CMQTTSSLCFG=<client_index>,<ssl_ctx_index>', [CLIENT, SSL_CONTEXT]),
    ],
    answers: [
      answer('+CMQTTSSLCFG', [CLIENT, SSL_CONTEXT], {
        sentence: ([client = '', context = '']) =>
          context === '' ? `client ${client}: no TLS context given` : `client ${client}: TLS context ${context}`,
      }),
    ],
  }),
];
