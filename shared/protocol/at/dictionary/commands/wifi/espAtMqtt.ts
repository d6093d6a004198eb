import { answer, read, write } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec } from '../../entryTypes.ts';
import { choice, integer, optional, string, text } from '../../fields.ts';
import { espAt } from './espAtEntry.ts';

const section = 'ESP-AT, MQTT AT Commands';

/** One link only. */
export const ESP_LINK: FieldSpec = choice('LinkID', 'link', { 0: '0' });

const SCHEMES: Readonly<Record<string, string>> = {
  1: 'TCP',
  2: 'TLS, server not checked',
  3: 'TLS, server checked',
  4: 'TLS, with a certificate of the module',
  5: 'TLS, both checked',
  6: 'WebSocket',
  7: 'WebSocket over TLS, server not checked',
  8: 'WebSocket over TLS, server checked',
  9: 'WebSocket over TLS, with a certificate of the module',
  10: 'WebSocket over TLS, both checked',
};
export const ESP_SCHEME: FieldSpec = choice('scheme', 'transport', SCHEMES, {
  judge: (raw) => (raw === '2' || raw === '7' ? 'note' : undefined),
});

const CLIENT_ID = string('client_id', 'client id', { length: [0, 256] });
const USER = string('username', 'user name', { length: [0, 64] });
const PASSWORD = string('password', 'password', { length: [0, 64], secret: true });
export const ESP_HOST: FieldSpec = string('host', 'broker', { length: [1, 128] });
export const ESP_PORT: FieldSpec = integer('port', 'port', { range: [[1, 65_535]] });
const PATH = string('path', 'path, WebSocket only', { length: [0, 32] });
export const ESP_RECONNECT: FieldSpec = choice('reconnect', 'connect again by itself', { 0: 'no', 1: 'yes' });
const TOPIC = string('topic', 'topic', { length: [1, 128] });
const QOS = choice('qos', 'quality of service', { 0: '0, at most once', 1: '1, at least once', 2: '2, exactly once' });
const RETAIN = choice('retain', 'kept by the broker', { 0: 'no', 1: 'yes' });
const LENGTH = integer('length', 'bytes that follow', { range: [[0, 65_535]], unit: 'B' });

const STATES: Readonly<Record<string, string>> = {
  0: 'not set up',
  1: 'user set up',
  2: 'connection set up',
  3: 'disconnected',
  4: 'connected',
  5: 'connected, nothing subscribed',
  6: 'connected, subscribed',
};
const STATE = choice('state', 'connection', STATES, { judge: (raw) => (Number(raw) >= 4 ? 'ok' : 'note') });

/** The same as part of AT+MQTTUSERCFG, for values too long for one command. */
const longValue = (name: string, title: string, field: FieldSpec): CommandEntry =>
  espAt({
    name,
    group: 'mqtt',
    title,
    meaning: 'After AT+MQTTUSERCFG, for values that make that command longer than 256 characters.',
    forms: [write(`AT${name}=<LinkID>,<${field.name}>`, [ESP_LINK, { ...field, length: [0, 1024] }])],
    section,
  });

/** MQTT: USERCFG, CONNCFG, CONN, SUB, PUB, CLEAN. */
export const ESP_AT_MQTT: readonly CommandEntry[] = [
  espAt({
    name: '+MQTTUSERCFG',
    group: 'mqtt',
    title: 'Who connects, and how',
    meaning: 'The first MQTT command. The whole line has at most 256 characters.',
    forms: [
      write('AT+MQTTUSERCFG=<LinkID>,<scheme>,<client_id>,<username>,<password>,<cert_key_ID>,<CA_ID>,<path>', [
        ESP_LINK,
        ESP_SCHEME,
        CLIENT_ID,
        USER,
        PASSWORD,
        integer('cert_key_ID', 'certificate of the module'),
        integer('CA_ID', 'CA certificate'),
        PATH,
      ]),
    ],
    section,
  }),
  longValue('+MQTTCLIENTID', 'Client id', CLIENT_ID),
  longValue('+MQTTUSERNAME', 'User name', USER),
  longValue('+MQTTPASSWORD', 'Password', PASSWORD),
  espAt({
    name: '+MQTTCONNCFG',
    group: 'mqtt',
    title: 'Keep-alive, session and will',
    meaning: 'Between AT+MQTTUSERCFG and AT+MQTTCONN. Keep-alive 0 means 120 s.',
    forms: [
      write(
        'AT+MQTTCONNCFG=<LinkID>,<keepalive>,<disable_clean_session>,<lwt_topic>,<lwt_msg>,<lwt_qos>,<lwt_retain>',
        [
          ESP_LINK,
          integer('keepalive', 'keep-alive', { range: [[0, 7200]], unit: 's' }),
          choice('disable_clean_session', 'session', { 0: 'new', 1: 'goes on with the one before' }),
          string('lwt_topic', 'topic of the will', { length: [0, 128] }),
          string('lwt_msg', 'message of the will', { length: [0, 128] }),
          { ...QOS, name: 'lwt_qos' },
          { ...RETAIN, name: 'lwt_retain' },
        ],
      ),
    ],
    section,
  }),
  espAt({
    name: '+MQTTALPN',
    group: 'mqtt',
    title: 'Protocol names of TLS (ALPN)',
    meaning: 'Before AT+MQTTCONN, where a broker asks for it.',
    forms: [
      write('AT+MQTTALPN=<LinkID>,<alpn_counts>,<alpn>', [
        ESP_LINK,
        integer('alpn_counts', 'how many', { range: [[0, 5]] }),
        text('alpn', 'names'),
      ]),
    ],
    section,
  }),
  espAt({
    name: '+MQTTSNI',
    group: 'mqtt',
    title: 'Server name of TLS (SNI)',
    meaning: 'Before AT+MQTTCONN; many cloud brokers need it.',
    forms: [write('AT+MQTTSNI=<LinkID>,<sni>', [ESP_LINK, string('sni', 'server name', { length: [1, 64] })])],
    section,
  }),
  espAt({
    name: '+MQTTCONN',
    group: 'mqtt',
    title: 'Connect to a broker',
    meaning: '+MQTTCONNECTED: and OK, or ERROR.',
    forms: [
      read('AT+MQTTCONN?'),
      write('AT+MQTTCONN=<LinkID>,<host>,<port>,<reconnect>[,<timeout>]', [
        ESP_LINK,
        ESP_HOST,
        ESP_PORT,
        ESP_RECONNECT,
        optional(integer('timeout', 'time limit', { range: [[3000, 60_000]], unit: 'ms', default: '15000' })),
      ]),
    ],
    answers: [
      answer('+MQTTCONN', [ESP_LINK, STATE, ESP_SCHEME, ESP_HOST, ESP_PORT, PATH, ESP_RECONNECT], {
        sentence: ([, state = '', , host = '', port = '']) =>
          `${STATES[state] ?? 'state not given'}${host === '' ? '' : `, ${host}:${port}`}`,
      }),
    ],
    maxSeconds: 60,
    section,
  }),
  espAt({
    name: '+MQTTPUB',
    group: 'mqtt',
    title: 'Publish a text',
    meaning:
      'The whole line has at most 256 characters; a comma or quote in the text needs a backslash. For more use AT+MQTTPUBRAW.',
    forms: [
      write('AT+MQTTPUB=<LinkID>,<topic>,<data>,<qos>,<retain>', [
        ESP_LINK,
        TOPIC,
        string('data', 'message'),
        QOS,
        RETAIN,
      ]),
    ],
    section,
  }),
  espAt({
    name: '+MQTTPUBRAW',
    group: 'mqtt',
    title: 'Publish bytes',
    meaning: 'Answers OK and >, takes exactly as many bytes as announced, then +MQTTPUB:OK or +MQTTPUB:FAIL.',
    forms: [write('AT+MQTTPUBRAW=<LinkID>,<topic>,<length>,<qos>,<retain>', [ESP_LINK, TOPIC, LENGTH, QOS, RETAIN])],
    answers: [
      answer('+MQTTPUB', [text('result', 'result', { judge: (raw) => (raw === 'OK' ? 'ok' : 'error') })], {
        sentence: ([result = '']) => (result === 'OK' ? 'published' : 'publishing failed'),
      }),
    ],
    section,
  }),
  espAt({
    name: '+MQTTSUB',
    group: 'mqtt',
    title: 'Subscribe',
    meaning: 'OK, or ALREADY SUBSCRIBE. Messages come as +MQTTSUBRECV:.',
    forms: [read('AT+MQTTSUB?'), write('AT+MQTTSUB=<LinkID>,<topic>,<qos>', [ESP_LINK, TOPIC, QOS])],
    answers: [
      answer('+MQTTSUB', [ESP_LINK, STATE, TOPIC, QOS], {
        sentence: ([, , topic = '']) => `subscribed to ${topic}`,
      }),
    ],
    section,
  }),
  espAt({
    name: '+MQTTUNSUB',
    group: 'mqtt',
    title: 'Unsubscribe',
    meaning: 'OK, with NO UNSUBSCRIBE before it when there was no such subscription.',
    forms: [write('AT+MQTTUNSUB=<LinkID>,<topic>', [ESP_LINK, TOPIC])],
    section,
  }),
  espAt({
    name: '+MQTTCLEAN',
    group: 'mqtt',
    title: 'Disconnect and forget',
    meaning: 'Closes the connection and forgets all MQTT settings.',
    forms: [write('AT+MQTTCLEAN=<LinkID>', [ESP_LINK])],
    section,
  }),
];
