import { answer, read, test, write } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec, LineSpec } from '../../entryTypes.ts';
import { choice, integer, optional, readFields, string } from '../../fields.ts';
import { AFTER_OK, indexedOutcome, outcome } from '../../outcomes.ts';
import { CLIENT, MQTT_ERR, mqttCommand } from './mqttFields.ts';

/** Begins with tcp:// whether TLS is used or not; port 1883 when none is given. */
const ADDRESS = string('server_addr', 'address of the broker', { length: [9, 256], begins: 'tcp://' });
const KEEP_ALIVE = integer('keepalive_time', 'keep-alive', { range: [[1, 64_800]], unit: 's' });
const CLEAN = choice('clean_session', 'session', { 0: 'goes on with the one before', 1: 'new' });
const USER = string('user_name', 'user name', { length: [0, 256] });
const PASSWORD = string('pass_word', 'password', { length: [0, 256], secret: true });

const LISTED: readonly FieldSpec[] = [CLIENT, ADDRESS, KEEP_ALIVE, CLEAN, USER, PASSWORD];

/** `0,3` tells how it went; `0,"tcp://…",60,1,"user","password"` and `1` are the list of AT+CMQTTCONNECT?. */
const isListed = (fields: readonly string[]): boolean => fields.length > 2 || /[a-z]/i.test(fields[1] ?? '');

const connected = indexedOutcome('client', 'connected to the broker', 'mqtt');

const CONNECT_LINE: LineSpec = answer('+CMQTTCONNECT', [CLIENT, MQTT_ERR], {
  decode: (fields) => readFields(isListed(fields) ? LISTED : [CLIENT, MQTT_ERR], fields),
  sentence: (fields, context) => {
    const [client = '', address = ''] = fields;
    if (isListed(fields)) return `client ${client}: connected to ${address}`;
    if (fields.length === 1 && context.form === 'read') return `client ${client}: not connected`;
    return connected(fields, context);
  },
});

const LINK_STATE = choice('disc_state', 'connection', { 0: 'connected', 1: 'disconnected' });
const disconnected = indexedOutcome('client', 'disconnected from the broker', 'mqtt');

/** Of AT+CMQTTDISC? 0 means connected and 1 disconnected; as a result 0 is success. */
const DISC_LINE: LineSpec = answer('+CMQTTDISC', [CLIENT, MQTT_ERR], {
  decode: (fields, { form }) => readFields([CLIENT, form === 'read' ? LINK_STATE : MQTT_ERR], fields),
  sentence: (fields, context) => {
    const [client = '', state = ''] = fields;
    if (context.form !== 'read') return disconnected(fields, context);
    return `client ${client}: ${LINK_STATE.values?.[state] ?? 'state not given'}`;
  },
});

/** Connecting to a broker (V3.00 16.2). */
export const CMQTTCONNECT_COMMANDS: readonly CommandEntry[] = [
  mqttCommand({
    name: '+CMQTTCONNECT',
    title: 'Connect to a broker',
    meaning:
      'The address begins with tcp:// also for TLS, and needs :8883 then. OK only means accepted: the result is +CMQTTCONNECT: <client>,0. The query prints the password.',
    forms: [
      test('AT+CMQTTCONNECT=?'),
      read('AT+CMQTTCONNECT?'),
      write(
        'AT+CMQTTCONNECT=<client_index>,<server_addr>,<keepalive_time>,<clean_session>[,<user_name>[,<pass_word>]]',
        [CLIENT, ADDRESS, KEEP_ALIVE, CLEAN, optional(USER), optional(PASSWORD)],
      ),
    ],
    answers: [CONNECT_LINE],
    // Newer firmwares also answer the failure and ERROR, without OK.
    outcome: outcome('+CMQTTCONNECT', 'mqtt', { sim7600: 'after-ok', a76xx: 'either' }),
    maxSeconds: 120,
  }),
  mqttCommand({
    name: '+CMQTTDISC',
    title: 'Disconnect from the broker',
    meaning:
      'Before AT+CMQTTREL. The result is +CMQTTDISC: <client>,0. The query answers 0 for connected, 1 for disconnected.',
    forms: [
      test('AT+CMQTTDISC=?'),
      read('AT+CMQTTDISC?'),
      write('AT+CMQTTDISC=<client_index>,<timeout>', [
        CLIENT,
        integer('timeout', 'time limit, 0 = at once', {
          range: [
            [0, 0],
            [60, 180],
          ],
          unit: 's',
        }),
      ]),
    ],
    answers: [DISC_LINE],
    outcome: outcome('+CMQTTDISC', 'mqtt', AFTER_OK),
    maxSeconds: 120,
  }),
];
