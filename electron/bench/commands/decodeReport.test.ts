import { describe, expect, test } from 'vitest';
import { createStyle } from '#shared/diagnosis/report/style.ts';
import { concat, hex } from '#shared/protocol/mqtt/mqttBytes.testkit.ts';
import { createPacketReader, type DecodeOptions } from '#shared/protocol/mqtt/tree/decodePackets.ts';
import { jsonReport, textReport } from './decodeReport.ts';

const text = (bytes: Uint8Array, options: DecodeOptions = {}, width = 100, colours = false): string =>
  [
    ...textReport(createPacketReader(bytes, options), bytes, { style: createStyle(colours), width }, { decoded: 0 }),
  ].join('');
const json = (bytes: Uint8Array): unknown =>
  JSON.parse([...jsonReport(createPacketReader(bytes, { level: 4 }), { decoded: 0 })].join(''));

const CONNECT = hex('10 17 00 04 4d 51 54 54 04 c2 00 3c 00 02 62 31 00 01 75 00 04 68 75 73 68');
const PUBLISH = hex('32 07 00 01 74 00 00 34 32');

describe('packets for people', () => {
  test('a line a field, and below it what is wrong with it', () => {
    expect(text(concat([CONNECT, PUBLISH, [0xc0]])).split('\n')).toEqual([
      'CONNECT  MQTT 3.1.1, 25 bytes at 0',
      '                                Fixed header',
      '     0  10                        Packet type and flags        CONNECT',
      '     1  17                        Remaining length             23',
      '                                Variable header',
      '     2  00 04 4d 51 54 54         Protocol name                MQTT',
      '     8  04                        Protocol level               4 (3.1.1)',
      '     9  c2                        Connect flags                clean session, user name, password',
      '        1... ....                   User name flag             1',
      '        .1.. ....                   Password flag              1',
      '        .... ..1.                   Clean session              1',
      '    10  00 3c                     Keep alive                   60 s',
      '                                Payload',
      '    12  00 02 62 31               Client identifier            b1',
      '    16  00 01 75                  User name                    u',
      '    19  (not shown)               Password                     4 bytes, not shown',
      '',
      'PUBLISH  MQTT 3.1.1, 9 bytes at 25',
      '                                Fixed header',
      '    25  32                        Packet type and flags        PUBLISH, QoS 1',
      '        .... .01.                   QoS                        1 at least once',
      '    26  07                        Remaining length             7',
      '                                Variable header',
      '    27  00 01 74                  Topic name                   t',
      '    30  00 00                     Packet identifier            0',
      '        ✗ Packet identifier 0 is not allowed [MQTT-2.3.1-1]',
      '          → Count packet identifiers from 1 to 65535 and skip 0 when the counter wraps around.',
      '    32  34 32                   Payload                        2 bytes: 42',
      '',
      '2 packets, 1 error, 1 byte left over: the beginning of a packet',
      '',
    ]);
  });

  test('a property is one line', () => {
    expect(text(hex('30 0c 00 01 74 08 26 00 01 6b 00 02 76 31'), { level: 5 })).toContain(
      '\n     6  26 00 01 6b 00 02 76 31     User property              k: v1\n',
    );
  });

  test('control characters do not reach the terminal', () => {
    const shown = text(hex('30 0a 00 08 1b 5b 32 4a 07 0d 0a 9b'), { level: 4 });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(shown).toContain('\\e[2J\\x07\\r\\n');
  });

  test('colours only where they are asked for', () => {
    expect(text(PUBLISH, {}, 100, true)).toContain('\x1b[31m        ✗ Packet identifier 0');
  });

  test('long fields are cut to the width', () => {
    const long = concat([[0x30, 0x80, 0x02, 0x00, 0x01, 0x74], new Uint8Array(253).fill(0x61)]);
    expect(
      text(long, { level: 4 }, 90)
        .split('\n')
        .map((line) => line.length > 90),
    ).not.toContain(true);
    expect(text(long, { level: 4 }, 90)).toMatch(/61 61 61 61 61 61 61 … +Payload +253 bytes: a+…\n/);
  });
});

test('packets for programs are one document', () => {
  expect(json(new Uint8Array(0))).toEqual({ packets: [], trailing: 0 });
  expect(json(Uint8Array.of(0x30))).toEqual({ packets: [], trailing: 1 });
  expect(json(concat([CONNECT, PUBLISH, [0xc0]]))).toMatchObject({
    packets: [
      { type: 'CONNECT', offset: 0, length: 25, notes: [] },
      { type: 'PUBLISH', offset: 25, length: 9, notes: [{ severity: 'error', clause: '[MQTT-2.3.1-1]', offset: 30 }] },
    ],
    trailing: 1,
  });
  expect(JSON.stringify(json(CONNECT))).not.toContain('hush');
});
