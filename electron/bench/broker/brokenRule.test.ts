import { describe, expect, it } from 'vitest';
import { CONNECT, hex, PINGREQ, PUBLISH } from '#shared/protocol/mqtt/mqttBytes.testkit.ts';
import { brokenRule } from './brokenRule.ts';

describe('brokenRule', () => {
  it.each([
    ['a will of QoS 3', '10 14 00 04 4d 51 54 54 04 1e 00 3c 00 02 63 31 00 01 77 00 01 78', 'willQos3'],
    ['a password without a user', '10 11 00 04 4d 51 54 54 04 42 00 3c 00 02 63 31 00 01 70', 'passwordWithoutUser'],
    ['protocol level 6', '10 0e 00 04 4d 51 54 54 06 02 00 3c 00 02 63 31', 'protocolLevel'],
    ['U+0000 in a topic', '30 06 00 03 61 00 62 78', 'nullCharacter'],
    ['a topic that is no UTF-8', '30 05 00 02 c3 28 78', 'notUtf8'],
    ['a surrogate in a topic', '30 06 00 03 ed a0 80 78', 'surrogate'],
    ['packet identifier 0 at QoS 1', '32 06 00 01 74 00 00 78', 'packetIdZero'],
    ['packet identifier 0 in a SUBSCRIBE', '82 06 00 00 00 01 74 00', 'packetIdZero'],
    ['an empty topic', '30 03 00 00 78', 'topicEmpty'],
    ['+ in a topic', '30 05 00 02 74 2b 78', 'topicWildcard'],
    ['# behind a name', '82 07 00 01 00 02 61 23 00', 'filterHash'],
    ['+ beside a name', '82 07 00 01 00 02 61 2b 00', 'filterPlus'],
    ['a filter to end that is none', 'a2 06 00 01 00 02 61 23', 'filterHash'],
    ['nothing to unsubscribe from', 'a2 02 00 01', 'unsubscribeEmpty'],
  ])('%s', (_name, bytes, rule) => {
    expect(brokenRule(hex(bytes), 4)?.rule).toBe(rule);
  });

  it.each([
    ['CONNECT', CONNECT],
    ['PUBLISH at QoS 1', PUBLISH],
    ['PINGREQ', PINGREQ],
    [
      'an empty client id and a session to keep: a matter of the return code',
      hex('10 0c 00 04 4d 51 54 54 04 00 00 3c 00 00'),
    ],
    ['a topic beyond ASCII', hex('30 06 00 03 e2 82 ac 78')],
    ['DUP at QoS 0', hex('38 04 00 01 74 78')],
    ['QoS 0 with a payload of zeros', hex('30 05 00 01 74 00 00')],
    ['the first part of a packet', hex('30 ff 7f 00 01 74 78')],
    ['MQTT 5.0', hex('10 0f 00 04 4d 51 54 54 05 02 00 3c 00 00 02 63 31')],
  ])('lets %s pass', (_name, bytes) => {
    expect(brokenRule(bytes, 4)).toBeNull();
  });
});
