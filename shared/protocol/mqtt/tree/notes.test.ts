import { describe, expect, test } from 'vitest';
import type { MqttLevel } from '../../../model/row.ts';
import { hex } from '../mqttBytes.testkit.ts';
import type { PacketNote } from '../rules/rules.ts';
import { RULES, type RuleName } from '../rules/rules.ts';
import type { NoteSeverity } from '../rules/ruleTypes.ts';
import type { Sender } from '../tables/packetTypes.ts';
import { decodePacket } from './decodePacket.ts';
import { type DecodeOptions, decodePackets } from './decodePackets.ts';

type Case = readonly [
  rule: RuleName,
  level: MqttLevel,
  bytes: string,
  severity: NoteSeverity,
  clause: string | null,
  offset: number,
  from?: Sender,
];

/** CONNECT of level 4 up to the flags; behind them keep alive 60 and client id `b`. */
const connect4 = (flags: string, rest = '', length = 13): string =>
  `10 ${(length + rest.split(' ').filter(Boolean).length).toString(16).padStart(2, '0')} 00 04 4d 51 54 54 04 ${flags} 00 3c 00 01 62 ${rest}`;

/** One packet each. */
const PACKETS: readonly Case[] = [
  ['reservedType', 4, '00 00', 'error', '3.1.1 section 2.2.1', 0],
  ['reservedType', 5, '07 00', 'error', '5.0 section 2.1.2', 0],
  ['authBeforeFive', 4, 'f0 00', 'error', '3.1.1 section 2.2.1', 0],
  ['reservedFlags', 4, 'c3 00', 'error', '[MQTT-2.2.2-1]', 0],
  ['reservedFlags', 5, '60 02 00 01', 'error', '[MQTT-2.1.3-1]', 0],
  ['reservedFlags', 3, '81 06 00 01 00 01 61 00', 'error', '3.1 section 2.1', 0],
  ['lengthTooLong', 4, '30 ff ff ff ff 7f', 'error', '3.1.1 section 2.2.3', 1],
  ['lengthTooLong', 5, '30 0a 00 01 74 ff ff ff ff 01 21 21', 'error', '5.0 section 1.5.5', 5],
  ['lengthNotMinimal', 5, 'd0 80 00', 'error', '[MQTT-1.5.5-1]', 1],
  ['lengthNotMinimal', 4, 'd0 80 00', 'warning', '3.1.1 section 2.2.3', 1],
  ['packetCut', 4, '30 0a 00 01 74', 'error', '3.1.1 section 2.2.3', 1],
  ['fieldCut', 4, '30 04 00 09 61 62', 'error', '3.1.1 section 2.2.3', 2],
  ['fieldCut', 4, '40 00', 'error', '3.1.1 section 2.2.3', 1],
  ['unexpectedBytes', 4, 'c0 01 00', 'error', '3.1.1 section 2.2.3', 2],
  ['unexpectedBytes', 4, 'e0 02 00 00', 'error', '3.1.1 section 2.2.3', 2],
  ['unexpectedBytes', 4, '40 04 00 01 68 69', 'error', '3.1.1 section 2.2.3', 4],
  ['unexpectedBytes', 5, 'd0 01 68', 'error', '5.0 section 2.1.4', 2],
  ['bytesBehind', 4, 'c0 00 c0', 'error', '3.1.1 section 2.2.3', 2],
  ['packetIdZero', 4, '40 02 00 00', 'error', '[MQTT-2.3.1-1]', 2],
  ['packetIdZero', 5, '32 06 00 01 74 00 00 00', 'error', '[MQTT-2.2.1-3]', 5],
  ['packetIdZero', 3, '82 06 00 00 00 01 61 00', 'error', '3.1 section 2.4', 2],

  ['notUtf8', 4, '30 05 00 03 61 c3 28', 'error', '[MQTT-1.5.3-1]', 5],
  ['notUtf8', 5, '30 05 00 02 c0 80 00', 'error', '[MQTT-1.5.4-1]', 4],
  ['surrogate', 4, '30 05 00 03 ed a0 80', 'error', '[MQTT-1.5.3-1]', 4],
  ['nullCharacter', 4, '30 04 00 02 61 00', 'error', '[MQTT-1.5.3-2]', 5],
  ['nullCharacter', 5, '30 04 00 01 00 00', 'error', '[MQTT-1.5.4-2]', 4],
  ['controlCharacter', 4, '30 05 00 03 61 0d 0a', 'warning', '3.1.1 section 1.5.3', 5],
  ['controlCharacter', 5, '30 05 00 02 c2 85 00', 'warning', '5.0 section 1.5.4', 4],
  ['byteOrderMark', 4, '30 06 00 04 ef bb bf 61', 'info', '[MQTT-1.5.3-3]', 4],
  ['topicWildcard', 4, '30 05 00 03 61 2f 23', 'error', '[MQTT-3.3.2-2]', 2],
  ['topicWildcard', 3, '30 05 00 03 2b 2f 61', 'error', '3.1 appendix A', 2],
  ['willTopicWildcard', 4, connect4('06', '00 01 2b 00 00'), 'error', '[MQTT-4.7.1-1]', 15],
  ['responseTopicWildcard', 5, '30 08 00 01 74 04 08 00 01 23', 'error', '[MQTT-3.3.2-14]', 7],
  ['topicEmpty', 4, '30 02 00 00', 'error', '[MQTT-4.7.3-1]', 2],
  ['topicEmpty', 4, connect4('06', '00 00 00 00'), 'error', '[MQTT-4.7.3-1]', 15],
  ['topicAndAliasMissing', 5, '30 03 00 00 00', 'error', '5.0 section 3.3.2.1', 2],
  ['filterEmpty', 4, 'a2 04 00 01 00 00', 'error', '[MQTT-4.7.3-1]', 4],
  ['filterHash', 4, '82 09 00 01 00 04 61 2f 23 62 00', 'error', '[MQTT-4.7.1-2]', 4],
  ['filterHash', 5, 'a2 07 00 01 00 00 02 61 23', 'error', '[MQTT-4.7.1-1]', 5],
  ['filterPlus', 4, '82 07 00 01 00 02 61 2b 00', 'error', '[MQTT-4.7.1-3]', 4],
  ['filterPlus', 5, '82 08 00 01 00 00 02 2b 61 00', 'error', '[MQTT-4.7.1-2]', 5],
  ['shareName', 5, '82 10 00 01 00 00 0a 24 73 68 61 72 65 2f 2f 61 62 00', 'error', '[MQTT-4.8.2-1]', 5],
  ['shareName', 5, '82 0c 00 01 00 00 06 24 73 68 61 72 65 00', 'error', '[MQTT-4.8.2-1]', 5],
  ['shareNameCharacters', 5, '82 0f 00 01 00 00 09 24 73 68 61 72 65 2f 2b 61 00', 'error', '[MQTT-4.8.2-2]', 5],
  ['shareNameCharacters', 5, '82 0e 00 01 00 00 08 24 73 68 61 72 65 2f 67 00', 'error', '[MQTT-4.8.2-2]', 5],

  ['protocolName', 4, '10 0d 00 04 4d 51 58 58 04 02 00 3c 00 01 62', 'error', '[MQTT-3.1.2-1]', 2],
  ['protocolName', 4, '10 0f 00 06 4d 51 49 73 64 70 04 02 00 3c 00 01 62', 'error', '[MQTT-3.1.2-1]', 2],
  ['protocolName', 4, '10 0d 00 04 6d 71 74 74 04 02 00 3c 00 01 62', 'error', '[MQTT-3.1.2-1]', 2],
  ['protocolName', 0, '10 0d 00 04 4d 51 54 54 03 02 00 3c 00 01 62', 'error', '3.1 section 3.1', 2],
  ['protocolLevel', 4, '10 0d 00 04 4d 51 54 54 09 02 00 3c 00 01 62', 'error', '[MQTT-3.1.2-2]', 8],
  ['protocolLevel', 4, '10 0d 00 04 4d 51 54 54 00 02 00 3c 00 01 62', 'error', '[MQTT-3.1.2-2]', 8],
  ['bridgeBit', 4, '10 0d 00 04 4d 51 54 54 84 02 00 3c 00 01 62', 'info', '3.1.1 section 3.1.2.2', 8],
  ['connectReservedFlag', 4, connect4('03'), 'error', '[MQTT-3.1.2-3]', 9],
  ['willQos3', 4, connect4('1e', '00 01 77 00 00'), 'error', '[MQTT-3.1.2-14]', 9],
  ['willQosWithoutWill', 4, connect4('0a'), 'error', '[MQTT-3.1.2-13]', 9],
  ['willRetainWithoutWill', 4, connect4('22'), 'error', '[MQTT-3.1.2-15]', 9],
  ['willQos3', 5, '10 13 00 04 4d 51 54 54 05 1e 00 3c 00 00 01 62 00 00 01 77 00', 'error', '[MQTT-3.1.2-12]', 9],
  ['willQosWithoutWill', 5, '10 0e 00 04 4d 51 54 54 05 0a 00 3c 00 00 01 62', 'error', '[MQTT-3.1.2-11]', 9],
  ['willRetainWithoutWill', 5, '10 0e 00 04 4d 51 54 54 05 22 00 3c 00 00 01 62', 'error', '[MQTT-3.1.2-13]', 9],
  ['willMissing', 4, connect4('06'), 'error', '[MQTT-3.1.2-9]', 12],
  ['userNameMissing', 4, connect4('82'), 'error', '[MQTT-3.1.2-19]', 12],
  ['userNameMissing', 3, '10 0f 00 06 4d 51 49 73 64 70 03 82 00 3c 00 01 62', 'warning', '3.1 section 3.1', 14],
  ['passwordMissing', 4, connect4('c2', '00 01 75'), 'error', '[MQTT-3.1.2-21]', 15],
  ['passwordMissing', 5, '10 0e 00 04 4d 51 54 54 05 42 00 3c 00 00 01 62', 'error', '[MQTT-3.1.2-19]', 13],
  ['passwordWithoutUser', 4, connect4('42', '00 01 70'), 'error', '[MQTT-3.1.2-22]', 9],
  ['connectExtraFields', 4, connect4('02', '00 01 75'), 'error', '3.1.1 section 3.1.3', 15],
  ['clientIdLength', 3, '10 0e 00 06 4d 51 49 73 64 70 03 02 00 3c 00 00', 'error', '3.1 section 3.1', 14],
  [
    'clientIdLength',
    3,
    `10 26 00 06 4d 51 49 73 64 70 03 02 00 3c 00 18 ${'61 '.repeat(24)}`,
    'error',
    '3.1 section 3.1',
    14,
  ],
  ['clientIdLength', 4, `10 24 00 04 4d 51 54 54 04 02 00 3c 00 18 ${'61 '.repeat(24)}`, 'info', '[MQTT-3.1.3-5]', 12],
  ['emptyClientIdNeedsClean', 4, '10 0c 00 04 4d 51 54 54 04 00 00 3c 00 00', 'error', '[MQTT-3.1.3-7]', 12],
  [
    'authDataWithoutMethod',
    5,
    '10 12 00 04 4d 51 54 54 05 02 00 3c 04 16 00 01 61 00 01 62',
    'error',
    '5.0 section 3.1.2.11.10',
    14,
  ],
  ['connackReservedFlags', 4, '20 02 02 00', 'error', '3.1.1 section 3.2.2.1', 2],
  ['connackReservedFlags', 5, '20 03 80 00 00', 'error', '[MQTT-3.2.2-1]', 2],
  ['connackReservedFlags', 3, '20 02 01 00', 'warning', '3.1 section 3.2', 2],
  ['sessionPresentRefused', 4, '20 02 01 05', 'error', '[MQTT-3.2.2-4]', 2],
  ['sessionPresentRefused', 5, '20 03 01 87 00', 'error', '[MQTT-3.2.2-6]', 2],
  ['connackReturnCode', 4, '20 02 00 06', 'error', '3.1.1 section 3.2.2.3', 3],
  ['connackOldForm', 5, '20 02 00 01', 'error', '5.0 section 3.2.2.3', 3],

  ['qos3', 4, '36 05 00 01 74 00 01', 'error', '[MQTT-3.3.1-4]', 0],
  ['dupAtQos0', 4, '38 03 00 01 74', 'error', '[MQTT-3.3.1-2]', 0],
  ['payloadNotUtf8', 5, '30 07 00 01 74 02 01 01 ff', 'warning', '5.0 section 3.3.2.3.2', 8],
  [
    'willPayloadNotUtf8',
    5,
    '10 17 00 04 4d 51 54 54 05 06 00 3c 00 00 01 62 02 01 01 00 01 77 00 01 ff',
    'warning',
    '5.0 section 3.1.3.2.3',
    22,
  ],
  ['subscriptionIdFromClient', 5, '30 06 00 01 74 02 0b 01', 'error', '[MQTT-3.3.4-6]', 5, 'client'],
  ['subscribeEmpty', 4, '82 02 00 01', 'error', '[MQTT-3.8.3-3]', 2],
  ['subscribeEmpty', 5, '82 03 00 01 00', 'error', '[MQTT-3.8.3-2]', 4],
  ['unsubscribeEmpty', 4, 'a2 02 00 01', 'error', '[MQTT-3.10.3-2]', 2],
  ['subscribeQos3', 4, '82 06 00 01 00 01 61 03', 'error', '[MQTT-3-8.3-4]', 7],
  ['subscribeReservedBits', 4, '82 06 00 01 00 01 61 04', 'error', '[MQTT-3-8.3-4]', 7],
  ['subscribeReservedBits', 5, '82 07 00 01 00 00 01 61 c0', 'error', '[MQTT-3.8.3-5]', 8],
  ['retainHandling3', 5, '82 07 00 01 00 00 01 61 30', 'error', '5.0 section 3.8.3.1', 8],
  ['noLocalShared', 5, '82 10 00 01 00 00 0a 24 73 68 61 72 65 2f 67 2f 61 04', 'error', '[MQTT-3.8.3-4]', 17],
  ['subackEmpty', 4, '90 02 00 01', 'error', '[MQTT-3.8.4-5]', 2],
  ['subackEmpty', 5, '90 03 00 01 00', 'error', '[MQTT-3.8.4-6]', 4],
  ['subackReturnCode', 4, '90 03 00 01 07', 'error', '[MQTT-3.9.3-2]', 4],
  ['unsubackEmpty', 5, 'b0 03 00 01 00', 'error', '5.0 section 3.11.3', 4],
  ['reasonCode', 5, '20 03 00 8e 00', 'error', '[MQTT-3.2.2-8]', 3],
  ['reasonCode', 5, '40 03 00 01 8e', 'error', '[MQTT-3.4.2-1]', 4],
  ['reasonCode', 5, '50 03 00 01 92', 'error', '[MQTT-3.5.2-1]', 4],
  ['reasonCode', 5, '62 03 00 01 10', 'error', '[MQTT-3.6.2-1]', 4],
  ['reasonCode', 5, '70 03 00 01 10', 'error', '[MQTT-3.7.2-1]', 4],
  ['reasonCode', 5, '90 04 00 01 00 03', 'error', '[MQTT-3.9.3-2]', 5],
  ['reasonCode', 5, 'b0 04 00 01 00 01', 'error', '[MQTT-3.11.3-2]', 5],
  ['reasonCode', 5, 'e0 01 01', 'error', '[MQTT-3.14.2-1]', 2],
  ['reasonCode', 5, 'f0 01 87', 'error', '[MQTT-3.15.2-1]', 2],
  ['reasonCodeSender', 5, 'e0 01 8d', 'error', '[MQTT-3.14.2-1]', 2, 'client'],
  ['reasonCodeSender', 5, 'e0 01 04', 'error', '[MQTT-3.14.2-1]', 2, 'server'],
  ['reasonCodeSender', 5, 'f0 01 19', 'error', '[MQTT-3.15.2-1]', 2, 'server'],
  ['reasonCodeSender', 5, 'f0 01 00', 'error', '[MQTT-3.15.2-1]', 2, 'client'],

  ['propertyLength', 5, '30 05 00 01 74 7f 01', 'error', '5.0 section 2.2.2.1', 5],
  ['propertyUnknown', 5, '30 07 00 01 74 02 7f 00 21', 'error', '5.0 section 2.2.2.2', 6],
  ['propertyPlace', 5, '30 07 00 01 74 03 21 00 05', 'error', '5.0 section 2.2.2.2', 6],
  ['propertyTwice', 5, '30 0a 00 01 74 06 23 00 01 23 00 02', 'error', '5.0 section 2.2.2.2', 9],
  ['propertyTwice', 5, '82 0b 00 01 04 0b 01 0b 02 00 01 61 00', 'error', '5.0 section 2.2.2.2', 7],
  ['propertyValue', 5, '30 07 00 01 74 03 23 00 00', 'error', '[MQTT-3.3.2-8]', 7],
  ['propertyValue', 5, '30 06 00 01 74 02 01 02', 'error', '5.0 section 3.3.2.3.2', 7],
  ['propertyValue', 5, '20 06 00 00 03 21 00 00', 'error', '5.0 section 3.1.2.11.3', 6],
  ['propertyValue', 5, '20 08 00 00 05 27 00 00 00 00', 'error', '5.0 section 3.1.2.11.4', 6],
  ['propertyValue', 5, '20 05 00 00 02 24 02', 'error', '5.0 section 3.2.2.3.4', 6],
  ['propertyValue', 5, '82 09 00 01 02 0b 00 00 01 61 00', 'error', '5.0 section 3.8.2.1.2', 6],
  ['authMethodMissing', 5, 'f0 02 18 00', 'error', '5.0 section 3.15.2.2.2', 3],
  ['propertySender', 5, 'e0 07 00 05 11 00 00 00 01', 'error', '[MQTT-3.14.2-2]', 4, 'server'],

  ['wrongSender', 4, '20 02 00 00', 'error', '3.1.1 section 2.2.1', 0, 'client'],
  ['wrongSender', 5, 'd0 00', 'error', '5.0 section 2.1.2', 0, 'client'],
  ['wrongSender', 4, 'c0 00', 'error', '3.1.1 section 2.2.1', 0, 'server'],
  ['wrongSender', 4, 'e0 00', 'error', '3.1.1 section 2.2.1', 0, 'server'],
  ['moreNotes', 4, `90 ff 01 00 01 ${'07 '.repeat(253)}`, 'warning', null, 104],
];

const PINGREQ = 'c0 00';
const CONNECT = connect4('02');
const CONNACK = '20 02 00 00';

/** Several packets. */
const STREAMS: readonly (readonly [
  rule: RuleName,
  options: DecodeOptions,
  bytes: string,
  severity: NoteSeverity,
  clause: string | null,
  offset: number,
])[] = [
  ['firstNotConnect', { level: 4, from: 'client' }, PINGREQ, 'error', '[MQTT-3.1.0-1]', 0],
  ['firstNotConnack', { level: 5, from: 'server' }, 'd0 00', 'error', '[MQTT-3.2.0-1]', 0],
  ['beginsWithoutConnect', { level: 4 }, `${PINGREQ} ${PINGREQ}`, 'info', '[MQTT-3.1.0-1]', 0],
  ['secondConnect', {}, CONNECT + CONNECT, 'error', '[MQTT-3.1.0-2]', 15],
  ['secondConnack', { level: 4 }, CONNACK + CONNACK, 'error', '3.1.1 section 3.2', 4],
  ['secondConnack', { level: 5 }, '20 03 00 00 00 20 03 00 00 00', 'error', '[MQTT-3.2.0-2]', 5],
  ['afterDisconnect', { from: 'client' }, `${CONNECT} e0 00 ${PINGREQ}`, 'error', '[MQTT-3.14.4-2]', 17],
  ['levelGuessed', {}, PINGREQ, 'info', null, 0],
];

const brief = ({ rule, severity, clause, offset }: PacketNote) => ({ rule, severity, clause, offset });

describe('a broken rule is a note', () => {
  test.each(PACKETS.map(([rule, level, bytes, ...rest]) => [rule, level, bytes, rest] as const))(
    '%s at level %i: %s',
    (rule, level, bytes, rest) => {
      const [severity, clause, offset, from] = rest;
      const packet = decodePacket(hex(bytes), { level, ...(from === undefined ? {} : { from }) });
      expect(packet.notes.map(brief)).toContainEqual({ rule, severity, clause, offset });
    },
  );

  test.each(STREAMS)('%s %j: %s', (rule, options, bytes, severity, clause, offset) => {
    const notes = decodePackets(hex(bytes), options).packets.flatMap((packet) => packet.notes);
    expect(notes.map(brief)).toContainEqual({ rule, severity, clause, offset });
  });

  test('every rule is in these tables', () => {
    const tried = new Set<string>([...PACKETS, ...STREAMS].map(([rule]) => rule));
    expect(Object.keys(RULES).filter((rule) => !tried.has(rule))).toEqual([]);
  });
});

test('what is right gets no note', () => {
  const right: readonly (readonly [MqttLevel, string, Sender | undefined])[] = [
    [4, CONNECT, 'client'],
    [4, CONNACK, 'server'],
    [3, '6a 02 00 01', 'client'], // 3.1 lets PUBREL be sent again with DUP (3.1 section 2.1)
    [5, 'e0 00', 'server'],
    [5, '10 11 00 04 4d 51 54 54 05 42 00 3c 00 00 01 62 00 01 70', 'client'], // a password alone
    [4, `10 23 00 04 4d 51 54 54 04 02 00 3c 00 17 ${'61 '.repeat(23)}`, 'client'],
    [4, '82 0f 00 01 00 0a 24 73 68 61 72 65 2f 2f 61 61 00', undefined], // no share before 5.0
    [5, '30 07 00 00 03 23 00 01 61', 'client'],
    [5, '82 10 00 01 00 00 0a 24 73 68 61 72 65 2f 67 2f 23 01', 'client'],
  ];
  const notes = right.map(([level, bytes, from]) =>
    decodePacket(hex(bytes), { level, ...(from === undefined ? {} : { from }) }).notes.map(({ rule }) => rule),
  );
  expect(notes).toEqual(right.map(() => []));
});

test('one fault is one note, not the notes that would follow from it', () => {
  const rules = (bytes: string) => decodePacket(hex(bytes), { level: 5 }).notes.map(({ rule }) => rule);
  // A property length past the packet takes the client identifier with it.
  expect(rules('10 0e 00 04 4d 51 54 54 05 02 00 3c 09 00 01 62')).toEqual(['propertyLength', 'propertyUnknown']);
  expect(rules('30 05 00 09 61 62 63')).toEqual(['fieldCut']);
});

test.each([
  ['a server may ask for authentication before CONNACK', { level: 5, from: 'server' }, 'f0 06 18 04 15 00 01 6d'],
  ['what the server sends may come behind a DISCONNECT', { level: 4 }, `${CONNECT} e0 00 d0 00`],
] as const)('%s', (_name, options, bytes) => {
  expect(decodePackets(hex(bytes), options).packets.flatMap(({ notes }) => notes)).toEqual([]);
});

test('only errors are problems of the summary', () => {
  const { notes, summary } = decodePacket(hex('30 05 00 03 61 0d 0a'), { level: 4 });
  expect(notes.map(({ severity }) => severity)).toEqual(['warning']);
  expect(summary.problems).toEqual([]);
});
