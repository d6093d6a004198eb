import { describe, it } from 'vitest';
import { expectRows } from './framer.testkit.ts';

const dialogues: readonly (readonly [string, string])[] = [
  [
    'echoes damaged on the way to the modem are echoes',
    String.raw`
      0.000 TX AT+CREG=1\r                                   => command
      0.010 RX AT+CREG}1\r\r\nERROR\r\n                      => echo=AT+CREG}1\r final
      0.100 TX AT+CPIN?\r                                    => command
      0.110 RX AT+CPI\r\r\nERROR\r\n                         => echo=AT+CPI\r final
      0.200 TX AT+CMQTTTOPIC=0,12\r                          => command
      0.210 RX AT+C\xcdQTTTOPIC=0,12\r\r\n>                  => echo prompt
      0.300 TX plant/7/temp                                  => payload
      0.310 RX \r\nOK\r\n                                    => final
      0.400 TX AT\r                                          => command
      0.410 RX A\r\r\nOK\r\n                                 => echo=A\r final`,
  ],
  [
    'short commands take no answer for their echo',
    String.raw`
      0.000 TX AT\r                                          => command
      0.001 RX \r\nFORMAT\r\n\r\nOK\r\n                      => info final
      0.100 TX ATI\r                                         => command
      0.101 RX \r\nRDY\r\n                                   => urc
      0.200 TX AT+X?\r                                       => command
      0.201 RX \r\n+X: 1\r\n\r\nOK\r\n                       => info final`,
  ],
  [
    "a result that lost its line end comes out with the next line, but is not the next command's",
    String.raw`
      0.000 TX AT\r                                          => command
      0.010 RX AT\r\r\nOK\r\n\r\nOK\r                       => echo final
      0.200 TX AT+CSQ\r                                      => command
      0.210 RX AT+CSQ\r\r\n+CSQ: 9,99\r\n\r\nOK\r\n         => final=\r\nOK\r echo info final`,
  ],
  [
    'the end of an answer cut off by the host, glued to the next echo',
    String.raw`
      0.000 TX AT+CGACT?\r                                   => command
      0.001 RX 0AT+CGACT?\r\r\n+CGACT: 1,1\r\n\r\nOK\r\n     => info*=0 echo info final`,
  ],
  [
    'bad bytes inside a line stay in it, noise before it does not',
    String.raw`
      0.000 TX AT+CSQ\r                                      => command
      0.001 RX \xfe\x00AT+CSQ\r                              => garbage=\xfe\x00 echo=AT+CSQ\r
      0.002 RX \r\n+CSQ: 2\xb2,99\r\n                        => info
      0.003 RX \xff\r\nOK\r\n                                => garbage=\xff final=\r\nOK\r\n
      0.004 RX \xe0\xfcOK\r\n                                => garbage=\xe0\xfc final=OK\r\n`,
  ],
  [
    'readable beginnings and ends of a line full of noise are lines',
    String.raw`
      0.000 RX +CREG: 1\xf8\x00\xfe\x80\xc0\xf0RDY\r\n       => urc*=+CREG:\x201 garbage=\xf8\x00\xfe\x80\xc0\xf0 urc=RDY\r\n
      0.100 RX \xf8a\xfeb\x80c\x81\r\n                       => garbage=\xf8a\xfeb\x80c\x81`,
  ],
  [
    'UTF-8 is text, also at the beginning of a line',
    String.raw`
      0.000 TX AT+CMGR=1\r                                   => command
      0.001 RX \r\n+CMGR: "REC READ"\r\nТемпература 21 °C\r\n\r\nOK\r\n => info info final`,
  ],
  [
    'a stream at the wrong rate is garbage and goes on being read',
    String.raw`
      0.000 RX \x00\xf8\xe0\x9c\xfe\x03\x80\x1c\xc0\xe3      => -
      2.000 idle                                             => garbage
      3.000 RX \r\nRDY\r\n                                   => urc`,
  ],
  [
    'noise of the host',
    String.raw`
      0.000 TX \x00\xffAT\r                                  => garbage command=AT\r
      0.100 TX \x1a\r                                        => garbage=\x1a\r
      0.200 TX \x1b                                          => -
      2.200 idle                                             => garbage
      3.000 TX ATD\xf8\xf9\xfa\xfbE0V1\r                     => garbage=ATD\xf8\xf9\xfa\xfb command=E0V1\r`,
  ],
  [
    'a command without CR never reaches the modem: cut after the silence',
    `
      0.000 TX ATE0                                          => -
      1.999 idle                                             => -
      2.000 idle                                             => command*=ATE0`,
  ],
  [
    'a command typed by hand, and its echo',
    String.raw`
      5.000 TX AT+C                                          => -
      7.100 TX SQ\r                                          => command*=AT+C command=SQ\r
      7.101 RX AT+C                                          => -
      9.200 RX SQ\r\r\n+CSQ: 9,99\r\n                        => echo*=AT+C echo=SQ\r info`,
  ],
  [
    'a line feed alone ends a row, not a command',
    String.raw`
      0.000 TX AT\nAT\r                                      => command*=AT\n command=AT\r`,
  ],
  [
    'a silent line is cut; its rest keeps its kind unless it is a line of its own',
    String.raw`
      0.000 TX AT+CGMR\r                                     => command
      0.100 RX \r\n+CGMR: LE11                               => -
      2.100 RX B01SIM7600C\r\n                               => info*=\r\n+CGMR:\x20LE11 info=B01SIM7600C\r\n
      2.200 RX \r\nOK                                        => -
      4.200 idle                                             => final*
      4.300 RX \r\n                                          => -
      5.000 RX +CREG: 1,"00                                  => -
      7.000 RX C3"\r\n                                        => urc*=\r\n+CREG:\x201,"00 urc=C3"\r\n
      8.000 RX +CRE                                          => -
      10.00 RX RDY\r\n                                       => urc*=+CRE urc=RDY\r\n`,
  ],
  [
    'blank lines lead the next one, or come out at the end',
    String.raw`
      0.000 RX \r\n\r\n                                      => -
      9.000 RX \r\nRDY\r\n\r\n                               => urc=\r\n\r\n\r\nRDY\r\n
      9.100 TX \r                                            => command=\r
      9.200 TX \n                                            => -
      end                                                    => command=\n urc=\r\n`,
  ],
];

const capped: readonly (readonly [string, string])[] = [
  [
    'a line without end is split and keeps its kind',
    `0.000 TX AT+COPS=?\\r => command
     0.100 RX \\r\\n+COPS: ${'x'.repeat(120)}\\r\\n\\r\\nOK\\r\\n => info* info* info final
     0.200 TX ${'A'.repeat(128)}\\r => command* command* command=\\r`,
  ],
  ['line ends without a line are split', `0.000 RX ${'\\r\\n'.repeat(40)} => info\n end => info`],
];

describe('noise, cuts and blanks', () => {
  it.each(dialogues)('%s', (_, dialogue) => expectRows(dialogue));
  it.each(capped)('%s', (_, dialogue) => expectRows(dialogue, { lineCap: 64 }));
});

describe('a console', () => {
  it.each([
    [
      'lines of any end are text, colours included',
      String.raw`
      0.000 RX [00:00:01] boot\r\n\x1b[32mI (312) main: ready\x1b[0m\r\n => text text
      0.100 RX OK\n                                          => text
      0.200 RX 10 %\r20 %\r                                  => text=10\x20%\r
      0.240 idle                                             => text=20\x20%\r
      0.300 RX shell> \x20                                   => -
      0.400 TX help\r                                        => -
      0.440 idle                                             => text=help\r
      0.500 TX ls\r\n                                        => text
      2.300 idle                                             => text*`,
    ],
    [
      'noise is garbage',
      String.raw`
      0.000 RX \x00\xf8\xfe\x80boot ok\r\n                   => garbage=\x00\xf8\xfe\x80 text=boot\x20ok\r\n
      0.100 RX \xf8\xfe\x80\r\n                              => garbage=\xf8\xfe\x80\r\n`,
    ],
  ])('%s', (_, dialogue) => expectRows(dialogue, { content: 'text' }));
});
