import { describe, expect, test } from 'vitest';
import { captureFromText } from './capture.testkit.ts';
import { CONNECT_BYTES, dialogue, NET_OPEN, SOCKET_OPEN, sent } from './dialogue.testkit.ts';

const CONNACK = String.raw`\x20\x02\x00\x00`;
const PINGREQ = String.raw`\xc0\x00`;
const pushed = (bytes: string, length: number): string =>
  String.raw`RECV FROM:203.0.113.9:1883\r\n+IPD${length}\r\n${bytes}`;
const SECOND = ['> AT+CIPOPEN=1,"TCP","other.example",1883', 'OK', '+CIPOPEN: 1,0'];
const second = (length: number, bytes: string): readonly string[] =>
  sent(length, bytes).map((line) => line.replace('AT+CIPSEND=0', 'AT+CIPSEND=1').replace('+CIPSEND: 0', '+CIPSEND: 1'));

/** `tx 0 CONNECT`, and what is odd about it. */
const packetsOf = (text: string): readonly string[] =>
  captureFromText(text).socketPackets.map(({ dir, socket, packet: { type, complete, problems } }) =>
    [dir, `${socket}`, type, ...(complete ? [] : ['cut']), ...(complete && problems.length > 0 ? ['bad'] : [])].join(
      ' ',
    ),
  );

describe('MQTT in the sockets of the modem', () => {
  test.each<readonly [string, string, readonly string[]]>([
    [
      'sent and pushed',
      dialogue(...SOCKET_OPEN, ...sent(22, CONNECT_BYTES), pushed(CONNACK, 4)),
      ['tx 0 CONNECT', 'rx 0 CONNACK'],
    ],
    [
      'fetched as hex',
      dialogue(
        ...SOCKET_OPEN,
        ...sent(22, CONNECT_BYTES),
        '> AT+CIPRXGET=3,0,4',
        String.raw`+CIPRXGET: 3,0,4,0\r\n20020000|OK`,
      ),
      ['tx 0 CONNECT', 'rx 0 CONNACK'],
    ],
    [
      'a packet in two sends',
      dialogue(
        ...SOCKET_OPEN,
        ...sent(8, String.raw`\x10\x14\x00\x04MQTT`),
        ...sent(14, String.raw`\x04\x02\x00\x3c\x00\x08bench-03`),
      ),
      ['tx 0 CONNECT'],
    ],
    [
      'two packets in one send',
      dialogue(...SOCKET_OPEN, ...sent(24, `${CONNECT_BYTES}${PINGREQ}`)),
      ['tx 0 CONNECT', 'tx 0 PINGREQ'],
    ],
    [
      'two sockets',
      dialogue(
        ...SOCKET_OPEN,
        ...SECOND,
        ...sent(22, CONNECT_BYTES),
        ...second(22, CONNECT_BYTES),
        ...sent(2, PINGREQ),
      ),
      ['tx 0 CONNECT', 'tx 1 CONNECT', 'tx 0 PINGREQ'],
    ],
    [
      'in transparent mode',
      dialogue(
        '> AT+CIPMODE=1',
        'OK',
        ...NET_OPEN,
        '> AT+CIPOPEN=0,"TCP","broker.example",1883',
        'CONNECT 115200',
        `>> ${CONNECT_BYTES}`,
      ).concat(`60 RX ${CONNACK}\n`),
      ['tx 0 CONNECT', 'rx 0 CONNACK'],
    ],
    [
      'a length that is too short',
      dialogue(...SOCKET_OPEN, ...sent(22, CONNECT_BYTES.replace(String.raw`\x14`, String.raw`\x12`))),
      ['tx 0 CONNECT bad', 'tx 0 PUBLISH cut'],
    ],
    [
      'a length that is too long, up to the close',
      dialogue(...SOCKET_OPEN, ...sent(22, CONNECT_BYTES.replace(String.raw`\x14`, String.raw`\x20`)), '+IPCLOSE: 0,1'),
      ['tx 0 CONNECT cut'],
    ],
    [
      'a text without its length, to the port of MQTT',
      dialogue(...SOCKET_OPEN, ...sent(20, String.raw`\x10\x12MQTT\x04\x02\x00\x3c\x00\x08bench-03`)),
      ['tx 0 CONNECT bad'],
    ],
    [
      'a close that nobody saw',
      dialogue(
        ...SOCKET_OPEN,
        ...sent(22, CONNECT_BYTES),
        ...sent(3, String.raw`\x30\x09\x00`),
        ...sent(22, CONNECT_BYTES),
      ),
      ['tx 0 CONNECT', 'tx 0 PUBLISH cut', 'tx 0 CONNECT'],
    ],
    ['the modem’s side alone', dialogue('+CIPOPEN: 0,0', pushed(CONNACK, 4)), ['rx 0 CONNACK']],
    ['the modem’s side alone, no CONNACK', dialogue('+CIPOPEN: 0,0', pushed('\\x20\\x02\\x09\\x00', 4)), []],
    ['another protocol', dialogue(...SOCKET_OPEN, ...sent(14, 'GET / HTTP/1.0'), pushed('HTTP', 4)), []],
    ['from the middle of a session', dialogue(...sent(2, PINGREQ)), []],
    ['no sockets', dialogue('> AT', 'OK'), []],
  ])('%s', (_, text, expected) => {
    expect(packetsOf(text)).toEqual(expected);
  });

  test('tells where a packet begins', () => {
    const text = dialogue(
      ...SOCKET_OPEN,
      ...sent(25, String.raw`${CONNECT_BYTES}${PINGREQ}\xe0`),
      ...sent(1, String.raw`\x00`),
    );
    const [, ping, bye] = captureFromText(text).socketPackets;
    expect([ping?.offset, bye?.offset]).toEqual([22, 24]);
    expect([bye?.row.seq, bye?.packet.type]).toEqual([ping?.row.seq, 'DISCONNECT']);
  });

  test('reads packets by the version of their CONNECT', () => {
    const connect = String.raw`\x10\x15\x00\x04MQTT\x05\x02\x00\x3c\x00\x00\x08bench-03`;
    const [, answer] = captureFromText(
      dialogue(...SOCKET_OPEN, ...sent(23, connect), pushed(String.raw`\x20\x03\x00\x87\x00`, 5)),
    ).socketPackets;
    expect(answer?.packet).toMatchObject({ type: 'CONNACK', result: { code: 0x87 } });
  });
});
