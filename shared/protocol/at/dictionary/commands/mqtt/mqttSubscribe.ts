import { test, write } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec, FormSpec } from '../../entryTypes.ts';
import { optional } from '../../fields.ts';
import { AFTER_OK, EITHER, outcome } from '../../outcomes.ts';
import { CLIENT, clientOutcome, DUP, LENGTH, mqttCommand, QOS, TOPIC } from './mqttFields.ts';

/** Topics queued before, or one topic that follows `>`. */
const forms = (name: string, rest: readonly FieldSpec[]): readonly FormSpec[] => {
  const names = rest.map((field) => `,<${field.name}>`).join('');
  return [
    test(`AT${name}=?`),
    write(`AT${name}=<client_index>[,<dup>]`, [CLIENT, optional(DUP)]),
    write(`AT${name}=<client_index>,<req_length>${names}[,<dup>]`, [
      CLIENT,
      LENGTH('topic', 1024),
      ...rest,
      optional(DUP),
    ]),
  ];
};

/** The topic in the command, of the newer family only. */
const inline = (name: string, rest: readonly FieldSpec[]): FormSpec => {
  const names = rest.map((field) => `,<${field.name}>`).join('');
  return write(`AT${name}=<client_index>,<topic>${names}[,<dup>]`, [CLIENT, TOPIC, ...rest, optional(DUP)]);
};

const SUB = {
  name: '+CMQTTSUB',
  title: 'Subscribe',
  meaning:
    'To the topics queued with AT+CMQTTSUBTOPIC, or to one that follows >. OK only means accepted: the result is +CMQTTSUB: <client>,0. A retained message may come at once.',
  forms: forms('+CMQTTSUB', [QOS]),
  answers: [clientOutcome('+CMQTTSUB', 'subscribed')],
  // A failure was also seen before OK.
  outcome: outcome('+CMQTTSUB', 'mqtt', EITHER),
  maxSeconds: 120,
} as const satisfies Partial<CommandEntry>;

const UNSUB = {
  name: '+CMQTTUNSUB',
  title: 'Unsubscribe',
  meaning:
    'From the topics queued with AT+CMQTTUNSUBTOPIC, or from one that follows >. OK only means accepted: the result is +CMQTTUNSUB: <client>,0.',
  forms: forms('+CMQTTUNSUB', []),
  answers: [clientOutcome('+CMQTTUNSUB', 'unsubscribed')],
  outcome: outcome('+CMQTTUNSUB', 'mqtt', AFTER_OK),
  maxSeconds: 120,
} as const satisfies Partial<CommandEntry>;

const A76XX: Pick<CommandEntry, 'families' | 'section'> = {
  families: ['a76xx'],
  section: 'V3.00 16.2, topics in the command seen on A7670',
};

/** Subscribing (V3.00 16.2). */
export const MQTT_SUBSCRIBE_COMMANDS: readonly CommandEntry[] = [
  mqttCommand({
    name: '+CMQTTSUBTOPIC',
    title: 'Queue a topic to subscribe to',
    meaning: 'Asks for the topic with >. All queued topics together have at most 5120 bytes; AT+CMQTTSUB sends them.',
    forms: [
      test('AT+CMQTTSUBTOPIC=?'),
      write('AT+CMQTTSUBTOPIC=<client_index>,<req_length>,<qos>', [CLIENT, LENGTH('topic', 1024), QOS]),
    ],
    answers: [clientOutcome('+CMQTTSUBTOPIC', 'topic queued')],
  }),
  mqttCommand({ ...SUB, families: ['sim7600'] }),
  mqttCommand({ ...SUB, ...A76XX, forms: [...SUB.forms, inline('+CMQTTSUB', [QOS])] }),
  mqttCommand({
    name: '+CMQTTUNSUBTOPIC',
    title: 'Queue a topic to unsubscribe from',
    meaning: 'Asks for the topic with >. AT+CMQTTUNSUB sends the queued topics.',
    forms: [
      test('AT+CMQTTUNSUBTOPIC=?'),
      write('AT+CMQTTUNSUBTOPIC=<client_index>,<req_length>', [CLIENT, LENGTH('topic', 1024)]),
    ],
    answers: [clientOutcome('+CMQTTUNSUBTOPIC', 'topic queued')],
  }),
  mqttCommand({ ...UNSUB, families: ['sim7600'] }),
  mqttCommand({ ...UNSUB, ...A76XX, forms: [...UNSUB.forms, inline('+CMQTTUNSUB', [])] }),
];
