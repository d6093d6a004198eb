import { test, write } from '../../entryBuilders.ts';
import type { CommandEntry } from '../../entryTypes.ts';
import { choice, integer, optional } from '../../fields.ts';
import { AFTER_OK, outcome } from '../../outcomes.ts';
import { CLIENT, clientOutcome, DUP, LENGTH, mqttCommand, QOS, TOPIC } from './mqttFields.ts';

const RETAINED = choice(
  'retained',
  'kept by the broker for later subscribers',
  { 0: 'no', 1: 'yes' },
  { default: '0' },
);

const PUB = {
  name: '+CMQTTPUB',
  title: 'Publish',
  meaning:
    'Sends the topic and payload given before, and forgets both. OK only means accepted: the result is +CMQTTPUB: <client>,0.',
  forms: [
    test('AT+CMQTTPUB=?'),
    write('AT+CMQTTPUB=<client_index>,<qos>,<pub_timeout>[,<retained>[,<dup>]]', [
      CLIENT,
      QOS,
      integer('pub_timeout', 'time limit', { range: [[60, 180]], unit: 's' }),
      optional(RETAINED),
      optional(DUP),
    ]),
  ],
  answers: [clientOutcome('+CMQTTPUB', 'published')],
  outcome: outcome('+CMQTTPUB', 'mqtt', AFTER_OK),
  maxSeconds: 120,
} as const satisfies Partial<CommandEntry>;

/** The will, and publishing (V3.00 16.2). */
export const MQTT_PUBLISH_COMMANDS: readonly CommandEntry[] = [
  mqttCommand({
    name: '+CMQTTWILLTOPIC',
    title: 'Topic of the will',
    meaning: 'Asks for the topic with > and takes exactly as many bytes as announced. Before AT+CMQTTCONNECT.',
    forms: [
      test('AT+CMQTTWILLTOPIC=?'),
      write('AT+CMQTTWILLTOPIC=<client_index>,<req_length>', [CLIENT, LENGTH('topic', 1024)]),
    ],
    answers: [clientOutcome('+CMQTTWILLTOPIC', 'will topic taken')],
  }),
  mqttCommand({
    name: '+CMQTTWILLMSG',
    title: 'Message of the will',
    meaning: 'Asks for the message with > and takes exactly as many bytes as announced. Before AT+CMQTTCONNECT.',
    forms: [
      test('AT+CMQTTWILLMSG=?'),
      write('AT+CMQTTWILLMSG=<client_index>,<req_length>,<qos>', [CLIENT, LENGTH('message', 1024), QOS]),
    ],
    answers: [clientOutcome('+CMQTTWILLMSG', 'will message taken')],
  }),
  mqttCommand({
    name: '+CMQTTTOPIC',
    title: 'Topic to publish to',
    meaning:
      'Asks for the topic with > and takes exactly as many bytes as announced. Forgotten after AT+CMQTTPUB. 11 means not connected, 14 that the result of the command before was not awaited.',
    forms: [
      test('AT+CMQTTTOPIC=?'),
      write('AT+CMQTTTOPIC=<client_index>,<req_length>', [CLIENT, LENGTH('topic', 1024)]),
    ],
    answers: [clientOutcome('+CMQTTTOPIC', 'topic taken')],
  }),
  mqttCommand({
    name: '+CMQTTPAYLOAD',
    title: 'Payload to publish',
    meaning:
      'Asks for the payload with > and takes exactly as many bytes as announced, whatever they are. Forgotten after AT+CMQTTPUB; without it the message is empty.',
    forms: [
      test('AT+CMQTTPAYLOAD=?'),
      write('AT+CMQTTPAYLOAD=<client_index>,<req_length>', [CLIENT, LENGTH('payload', 10_240)]),
    ],
    answers: [clientOutcome('+CMQTTPAYLOAD', 'payload taken')],
  }),
  mqttCommand({ ...PUB, families: ['sim7600'] }),
  mqttCommand({
    ...PUB,
    families: ['a76xx'],
    meaning: `${PUB.meaning} After AT+CMQTTCFG="argtopic",… the topic stands in the command and the payload follows >.`,
    forms: [
      ...PUB.forms,
      write('AT+CMQTTPUB=<client_index>,<topic>,<qos>,<req_length>[,<retained>[,<dup>]]', [
        CLIENT,
        TOPIC,
        QOS,
        LENGTH('payload', 10_240),
        optional(RETAINED),
        optional(DUP),
      ]),
    ],
    section: 'V3.00 16.2, topics in the command seen on A7670',
  }),
];
