import { describe, it } from 'vitest';
import { expectRows } from './framer.testkit.ts';

// Section numbers: SIM7500_SIM7600 Series AT Command Manual V3.00.
const dialogues: readonly (readonly [string, string])[] = [
  [
    'a transparent socket: bursts are rows, +++ leads back (2.2.9, CIPMODE=1)',
    String.raw`
      0.000 TX AT+CIPOPEN=0,"TCP","broker.example",1883\r    => command
      0.500 RX \r\nCONNECT 115200\r\n                        => final
      0.600 TX \x10\x0c\x00\x04MQTT                          => -
      0.610 TX \x04\x02\x00\x3c\x00\x00                      => -
      0.660 idle                                             => payload=\x10\x0c\x00\x04MQTT\x04\x02\x00\x3c\x00\x00
      0.700 RX \x20\x02\x00\x00                              => -
      0.760 RX \r\nOK\r\n                                    => payload=\x20\x02\x00\x00
      2.000 TX +                                             => payload=\r\nOK\r\n
      2.300 TX +                                             => -
      2.600 TX +                                             => -
      3.600 idle                                             => command=+++
      3.700 RX \r\nOK\r\n                                    => final
      3.900 TX ATO\r                                         => command
      4.000 RX \r\nCONNECT 115200\r\n                        => final
      4.100 TX AT\r                                          => -
      4.150 idle                                             => command`,
  ],
  [
    'plus signs inside data are data',
    String.raw`
      0.000 TX ATO\r                                         => command
      0.100 RX \r\nCONNECT\r\n                               => final
      0.200 TX 1+1                                           => -
      0.210 TX +++                                           => -
      0.260 idle                                             => payload=1+1+++
      0.500 TX +++                                           => -
      0.550 idle                                             => payload=+++
      2.000 TX +++x                                          => -
      2.050 idle                                             => payload=+++x`,
  ],
  [
    'the peer hangs up: CLOSED ends the data, in pieces too (11.2.4)',
    String.raw`
      0.000 TX AT+CIPOPEN=0,"TCP","broker.example",1883\r    => command
      0.500 RX \r\nCONNECT\r\n                               => final
      0.600 RX abc\r\nCLO                                    => -
      0.650 idle                                             => payload=abc
      0.700 RX SED\r\n\r\n+CIPCLOSE: 0,0\r\n                 => final=\r\nCLOSED\r\n late`,
  ],
  [
    'an ending whose line end came with the data before it',
    String.raw`
      0.000 TX AT+CSQ\r                                      => command
      0.001 TX ATO\r                                         => command
      0.100 RX \r\nCONNECT\r\n                               => final
      0.600 RX line\r\n                                      => -
      0.650 idle                                             => payload=line\r\n
      0.700 RX NO CARRIER\r\n                                => final=NO\x20CARRIER\r\n
      0.800 RX \r\n+CSQ: 1,99\r\n                            => info`,
  ],
  [
    'an ending that only began is data after all',
    String.raw`
      0.000 TX ATO\r                                         => command
      0.100 RX \r\nCONNECT\r\n                               => final
      0.600 RX abc\r\nNO                                     => -
      0.650 idle                                             => payload=abc
      2.600 idle                                             => payload=\r\nNO`,
  ],
  [
    'a PPP connection: a row per frame, NO CARRIER at its end',
    String.raw`
      0.000 TX ATD*99#\r                                     => command
      0.100 RX \r\nCONNECT 150000000\r\n                     => final
      0.200 TX \x7e\xff\x7d\x23\xc0\x21\x7e\xff\x03\x01      => ppp=\x7e\xff\x7d\x23\xc0\x21\x7e
      0.250 idle                                             => ppp=\xff\x03\x01
      0.300 RX \x7e\x21\x45\x00\x7e\x7e\x21\x46\x7e          => ppp=\x7e\x21\x45\x00\x7e ppp=\x7e\x21\x46\x7e
      0.400 RX \r\nNO CARRIER\r\n                            => final
      0.500 TX AT\r                                          => command`,
  ],
  [
    'ATO goes on as before',
    String.raw`
      0.000 TX ATD*99#\r                                     => command
      0.100 RX \r\nCONNECT\r\n                               => final
      1.100 TX +++                                           => -
      2.200 RX \r\nOK\r\n                                    => command final
      2.300 TX ATO\r                                         => command
      2.400 RX \r\nCONNECT\r\n\x7e\x21\x45\x7e                => final ppp`,
  ],
  [
    'a restart in the middle of it',
    String.raw`
      0.000 TX ATD*99#\r                                     => command
      0.100 RX \r\nCONNECT\r\n                               => final
      0.300 RX \x7e\x21\x45\r\nRDY\r\n                       => ppp=\x7e\x21\x45 urc=\r\nRDY\r\n
      0.400 RX \r\n+CPIN: READY\r\n                          => urc`,
  ],
  [
    'a restarted host talks AT to a modem that still carries data',
    String.raw`
      0.000 TX ATO\r                                         => command
      0.100 RX \r\nCONNECT\r\n                               => final
      0.200 RX \r\nOK\r\n                                    => -
      1.000 TX AT\r\n                                        => payload=\r\nOK\r\n
      1.010 RX \r\nOK\r\n                                    => command=AT\r\n final
      1.100 TX AT+CSQ\r                                      => command`,
  ],
  [
    'frames met while no line is open: PPP and the multiplexer (TS 27.010)',
    String.raw`
      0.000 TX \x7e\xff\x7d\x23\xc0\x21\x7d\x21\x7e          => ppp
      0.100 TX \xf9\x03\x3f\x01\x1c\xf9\xf9\x07\x3f\x01\xde\xf9 => cmux=\xf9\x03\x3f\x01\x1c\xf9 cmux
      0.200 RX \x7e\xff\x03\xc0\x21\x01\x7e\xff\x03\xc0\x22\x7e => ppp ppp=\xff\x03\xc0\x22\x7e
      0.300 RX \xf9\x05\xef\x09OK\r\n\x12\xf9\r\nRDY\r\n     => cmux=\xf9\x05\xef\x09OK\r\n\x12\xf9 urc
      0.400 RX \xf9\x05\xef\x04\x00ab\x12\xf9                => cmux
      0.500 RX \xf9\x05\xef\x09OK\r\n                        => -
      2.500 idle                                             => cmux*`,
  ],
  [
    'what only begins like a frame is read as a line',
    String.raw`
      0.000 RX ~home\r\n                                     => text=~home\r\n
      0.100 RX \xf9\r\nRDY\r\n                               => garbage urc
      0.200 RX \x7e\xff\r\nRDY\r\n                           => garbage=\x7e\xff urc=\r\nRDY\r\n
      0.300 RX \xf9\x05\xef\x05ab\x12\x33\r\nRDY\r\n         => garbage=\xf9\x05\xef\x05ab\x12\x33 urc
      0.400 TX ~                                             => -
      2.400 idle                                             => garbage*=~`,
  ],
];

describe('raw data and frames', () => {
  it.each(dialogues)('%s', (_, dialogue) => expectRows(dialogue));
});
