import { describe, expect, test } from 'vitest';
import type { MqttLevel } from '../../model/row.ts';
import { summaryDetails } from './describeSummary.ts';
import { hex } from './mqttBytes.testkit.ts';
import { summarizePacket } from './summary.ts';

describe('malformed packets say what is wrong and give what can be read', () => {
  const CASES: readonly (readonly [clause: string, level: MqttLevel, bytes: string, problem: string, rest?: object])[] =
    [
      ['no bytes', 4, '', '', { type: 'INVALID', complete: false }],
      ['type 0 (3.1.1 section 2.2.1)', 4, '00 00', 'packet type 0', { type: 'INVALID' }],
      ['remaining length (2.2.3)', 4, '30 ff ff ff ff 7f', 'more than four bytes', { type: 'INVALID', size: 0 }],
      ['remaining length not minimal [MQTT-1.5.5-1]', 5, 'd0 80 00', 'more bytes than it needs', { type: 'PINGRESP' }],
      ['[MQTT-2.2.2-1]', 4, 'c3 00', 'reserved flags are 0011, not 0000 [MQTT-2.2.2-1]', { type: 'PINGREQ' }],
      ['[MQTT-2.1.3-1]', 5, '60 02 00 01', 'reserved flags are 0000, not 0010 [MQTT-2.1.3-1]', { type: 'PUBREL' }],
      ['[MQTT-2.3.1-1]', 4, '40 02 00 00', 'packet identifier 0'],
      ['[MQTT-1.5.3-1]', 4, '30 05 00 02 c3 28 21', 'Topic name is not UTF-8 [MQTT-1.5.3-1]', { preview: '!' }],
      ['[MQTT-1.5.4-2]', 5, '30 04 00 01 00 00', 'U+0000 [MQTT-1.5.4-2]'],
      ['[MQTT-3.1.2-1]', 4, '10 0d 00 04 4d 51 58 58 04 02 00 3c 00 01 62', '"MQXX"', { clientId: 'b' }],
      ['[MQTT-3.1.2-2]', 4, '10 0d 00 04 4d 51 54 54 09 02 00 3c 00 01 62', 'level 9', { protocolLevel: 9, level: 0 }],
      ['[MQTT-3.1.2-3]', 4, '10 0d 00 04 4d 51 54 54 04 03 00 3c 00 01 62', 'reserved connect flag'],
      ['[MQTT-3.1.2-13]', 4, '10 0d 00 04 4d 51 54 54 04 0a 00 3c 00 01 62', 'will QoS without a will [MQTT-3.1.2-13]'],
      ['[MQTT-3.1.2-15]', 4, '10 0d 00 04 4d 51 54 54 04 22 00 3c 00 01 62', 'will retain without a will'],
      ['[MQTT-3.1.2-22]', 4, '10 10 00 04 4d 51 54 54 04 42 00 3c 00 01 62 00 01 70', 'password without a user name'],
      ['[MQTT-3.1.3-7]', 4, '10 0c 00 04 4d 51 54 54 04 00 00 3c 00 00', 'needs a clean session'],
      [
        'CONNECT cut in the client id',
        4,
        '10 0e 00 04 4d 51 54 54 04 02 00 3c 00 08 62 65',
        'ends inside Client identifier',
      ],
      ['[MQTT-3.2.2-4]', 4, '20 02 01 05', 'session present in a refusal'],
      ['CONNACK return code (table 3.1)', 4, '20 02 00 06', 'return code 6 is reserved', { result: { ok: false } }],
      [
        '3.1.1 CONNACK to a 5.0 client',
        5,
        '20 02 00 01',
        '3.1.1 format',
        { result: { text: 'protocol version not accepted' } },
      ],
      ['[MQTT-3.3.1-2]', 4, '38 03 00 01 74', 'DUP at QoS 0'],
      ['[MQTT-3.3.1-4]', 4, '36 05 00 01 74 00 01', 'QoS 3', { qos: 3 }],
      ['[MQTT-3.3.2-2]', 4, '30 05 00 03 61 2f 23', 'wildcard'],
      ['[MQTT-4.7.3-1]', 4, '30 02 00 00', 'empty topic'],
      ['5.0, neither topic nor alias', 5, '30 03 00 00 00', 'no topic and no topic alias'],
      ['[MQTT-3.3.2-8]', 5, '30 07 00 01 74 03 23 00 00', 'Topic alias 0'],
      ['PUBLISH whose topic runs out', 4, '30 04 00 09 61 62', 'ends inside Topic name', { payload: { length: 0 } }],
      ['property not known', 5, '30 07 00 01 74 02 7f 00 21', 'property 0x7f', { preview: '!' }],
      ['property in the wrong packet', 5, '30 07 00 01 74 03 21 00 05', 'Receive maximum does not belong in PUBLISH'],
      ['property twice', 5, '30 0a 00 01 74 06 23 00 01 23 00 02', 'Topic alias occurs twice'],
      ['property length past the end', 5, '30 05 00 01 74 7f 01', 'runs past the packet'],
      [
        'property cut by the property length',
        5,
        '30 07 00 01 74 02 23 00 21',
        'ends inside Topic alias',
        { preview: '!' },
      ],
      ['reason code of another packet', 5, '40 03 00 01 8e', '0x8e is not one of PUBACK', { packetId: 1 }],
      ['[MQTT-3.8.3-3]', 4, '82 02 00 01', 'no topic filter'],
      ['[MQTT-3-8.3-4]', 4, '82 06 00 01 00 01 61 04', 'reserved subscription options'],
      ['[MQTT-3.8.3-5]', 5, '82 07 00 01 00 00 01 61 c0', 'reserved subscription options'],
      ['SUBSCRIBE at QoS 3', 4, '82 06 00 01 00 01 61 03', 'QoS 3'],
      ['[MQTT-4.7.1-2]', 4, '82 09 00 01 00 04 61 2f 23 62 00', '# must be the last level'],
      ['[MQTT-4.7.1-3]', 4, '82 07 00 01 00 02 61 2b 00', '+ must fill a level'],
      ['SUBSCRIBE without options', 4, '82 05 00 01 00 01 61', 'ends before Requested QoS', { subscriptions: [] }],
      ['SUBACK [MQTT-3.9.3-2]', 4, '90 03 00 01 07', 'return code 0x07 is reserved'],
      ['SUBACK without codes', 4, '90 02 00 01', 'no return code'],
      ['[MQTT-3.10.3-2]', 4, 'a2 02 00 01', 'no topic filter'],
      ['PINGREQ with a body', 4, 'c0 01 00', '1 byte more than PINGREQ has'],
      ['AUTH before 5.0', 4, 'f0 00', 'type 15 is reserved'],
      ['bytes behind the packet', 4, 'c0 00 c0', '1 byte follow the packet'],
    ];
  test.each(CASES.map(([clause, ...rest]) => [clause, rest] as const))(
    '%s',
    (_clause, [level, bytes, problem, rest]) => {
      const summary = summarizePacket(hex(bytes), level);
      expect(summary).toMatchObject(rest ?? {});
      if (problem !== '') expect(summary.problems.join('; ')).toContain(problem);
      if (problem !== '') expect(summaryDetails(summary)).toContain('⚠');
    },
  );
});
