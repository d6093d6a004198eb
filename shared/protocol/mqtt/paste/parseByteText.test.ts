import { describe, expect, test } from 'vitest';
import { hex } from '../mqttBytes.testkit.ts';
import { parseByteText } from './parseByteText.ts';

const CONNECT = hex('10 14 00 04 4d 51 54 54 04 02 00 3c 00 08 62 65 6e 63 68 2d 30 31');

describe('a CONNECT written as', () => {
  test.each([
    ['pairs', '10 14 00 04 4d 51 54 54 04 02 00 3c 00 08 62 65 6e 63 68 2d 30 31'],
    ['one run', '101400044D5154540402003C000862656E63682D3031'],
    ['one run behind 0x', '0x101400044D5154540402003C000862656E63682D3031'],
    ['pairs with colons', '10:14:00:04:4d:51:54:54:04:02:00:3c:00:08:62:65:6e:63:68:2d:30:31'],
    ['lines', '10140004\n4d515454\r\n0402003c\n\n000862656e63682d3031\n'],
    [
      'numbers',
      '0x10, 0x14, 0x0, 0x04,0x4d,0x51,0x54,0x54, 0x4, 0x02, 0x00, 0x3C, 0x00, 0x08, 0x62, 0x65, 0x6e, 0x63, 0x68, 0x2d, 0x30, 0x31,',
    ],
    [
      'a C array',
      'static const uint8_t packet[22] = {\n  0x10, 0x14, /* CONNECT */ 0x00, 0x04, 0x4d, 0x51, 0x54, 0x54, // name\n  0x04, 0x02, 0x00, 0x3c, 0x00, 0x08, 0x62, 0x65, 0x6e, 0x63, 0x68, 0x2d, 0x30, 0x31 };',
    ],
    [
      'a Java array',
      'byte[] p = {(byte) 0x10, (byte)0x14, 0x00, 0x04, 0x4d, 0x51, 0x54, 0x54, 0x04, 0x02, 0x00, 0x3c, 0x00, 0x08, 0x62, 0x65, 0x6e, 0x63, 0x68, 0x2d, 0x30, 0x31};',
    ],
    [
      'escapes alone',
      '\\x10\\x14\\x00\\x04 \\x4d\\x51\\x54\\x54\\x04\\x02\\x00\\x3c\\x00\\x08\\x62\\x65\\x6e\\x63\\x68\\x2d\\x30\\x31',
    ],
    ['a C string', '"\\x10\\x14\\0\\x04MQTT\\x04\\x02\\0<\\0\\x08bench-01";'],
    ['Python bytes', "b'\\x10\\x14\\x00\\x04MQTT\\x04\\x02\\x00<\\x00\\x08bench-01'"],
    [
      'a dump of xxd',
      '00000000: 1014 0004 4d51 5454 0402 003c 0008 6265  ....MQTT...<..be\n00000010: 6e63 682d 3031                           nch-01\n',
    ],
    [
      'a dump of hexdump -C',
      '00000000  10 14 00 04 4d 51 54 54  04 02 00 3c 00 08 62 65  |....MQTT...<..be|\n00000010  6e 63 68 2d 30 31                                 |nch-01|\n00000016',
    ],
    [
      'a dump of Wireshark',
      '0000   10 14 00 04 4d 51 54 54 04 02 00 3c 00 08 62 65   ....MQTT...<..be\n0010   6e 63 68 2d 30 31                                 nch-01',
    ],
    ['the end of a longer dump', '0036   10 14 00 04 4d 51 54 54 04 02 00 3c 00 08 62 65\n0046   6e 63 68 2d 30 31'],
  ])('%s', (_name, text) => {
    expect(parseByteText(text)).toEqual({ ok: true, value: CONNECT });
  });
});

test('characters beside a dump may look like bytes', () => {
  expect(parseByteText('0000: 3031 3233  0123\n0004: 3035  05')).toEqual({ ok: true, value: hex('30 31 32 33 30 35') });
});

test.each([
  ['0000  30 31  32 33\n0004  34 35', '30 31 32 33 34 35'],
  ['1014  0004\n0402  003c', '10 14 00 04 04 02 00 3c'],
])('columns of bytes are no characters, and bytes no offsets: %j', (text, bytes) => {
  expect(parseByteText(text)).toEqual({ ok: true, value: hex(bytes) });
});

test('blanks are text in a string that holds text', () => {
  expect(parseByteText('"\\x30\\x03 a\\n"')).toEqual({ ok: true, value: hex('30 03 20 61 0a') });
});

test.each([
  ['', 'empty', 'There are no bytes in it.'],
  ['  \n', 'empty', 'There are no bytes in it.'],
  ['hello', 'bad-hex', '"h" at character 1 is no hex digit (0-9, a-f).'],
  ['10 1', 'bad-hex', 'The hex digit "1" at character 4 stands alone: each byte takes two.'],
  ['c0 0\\q', 'bad-hex', '"\\q" is no escape sequence: write \\x and two hex digits.'],
  ['\\x10\\', 'bad-hex', '"\\" is no escape sequence: write \\x and two hex digits.'],
  ['{}', 'empty', 'There are no bytes in it.'],
])('%j is refused', (text, code, message) => {
  expect(parseByteText(text)).toEqual({ ok: false, error: { code, message } });
});
