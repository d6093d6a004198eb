import { describe, expect, it } from 'vitest';
import { formatAtlog } from '../../model/atlog.ts';
import { parsePastedText } from './pastedText.ts';

/** Records without their times, as an .atlog writes them. */
const said = (text: string): readonly string[] =>
  formatAtlog(parsePastedText(text).records)
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^\S+ /, ''));
const timesOf = (text: string): readonly number[] => parsePastedText(text).records.map(({ t }) => t / 1000);

const CSQ = [String.raw`TX AT+CSQ\r`, String.raw`RX \r\n+CSQ: 22,99\r\n`, String.raw`RX \r\nOK\r\n`];
const TOPIC = [String.raw`TX AT+CMQTTTOPIC=0,5\r`, String.raw`RX \r\n>\x20`, 'TX plant', String.raw`RX \r\nOK\r\n`];

describe('marks of terminals', () => {
  it.each([
    ['arrows', '-> AT+CSQ\n<- +CSQ: 22,99\n<- OK'],
    ['double arrows', '>> AT+CSQ\n<< +CSQ: 22,99\n<< OK'],
    ['long arrows', '--> AT+CSQ\n<-- +CSQ: 22,99\n<-- OK'],
    ['drawn arrows', '→ AT+CSQ\n← +CSQ: 22,99\n← OK'],
    ['signs', '> AT+CSQ\n< +CSQ: 22,99\n< OK'],
    ['TX and RX', 'TX: AT+CSQ\nRX: +CSQ: 22,99\nRX: OK'],
    ['TX and RX in brackets', '[TX] AT+CSQ\n[RX] +CSQ: 22,99\n[RX] OK'],
    ['TX and RX without a colon', 'TX AT+CSQ\nRX +CSQ: 22,99\nRX OK'],
    ['TX and RX with a count', 'TX (7 bytes): AT+CSQ\nRX (16 bytes): +CSQ: 22,99\nRX 2 bytes: OK'],
    ['Send and Recv', 'Send: AT+CSQ\nRecv: +CSQ: 22,99\nRecv: OK'],
    ['a command and a response', 'Sending command: AT+CSQ\nResponse: +CSQ: 22,99\nResponse: OK'],
    ['MCU and MODEM', 'MCU -> AT+CSQ\nMODEM -> +CSQ: 22,99\nMODEM -> OK'],
    ['marks on lines of their own', 'TX:\nAT+CSQ\nRX:\n+CSQ: 22,99\nOK'],
    ['only the first line of an answer marked', '>> AT+CSQ\n<< +CSQ: 22,99\nOK'],
    ['a log that speaks as the modem', 'RX: AT+CSQ\nTX: +CSQ: 22,99\nTX: OK'],
    ['quotes', "--> 'AT+CSQ'\n<-- '+CSQ: 22,99'\n<-- 'OK'"],
  ])('%s', (_, text) => {
    expect(said(text)).toEqual(CSQ);
  });

  it('keeps the line ends that a log shows', () => {
    for (const [cr, lf] of [
      ['<CR>', '<LF>'],
      ['[CR]', '[LF]'],
      ['\\r', '\\n'],
      ['<0D>', '<0A>'],
      ['\\x0d', '\\x0A'],
      ['␍', '␊'],
    ] as const) {
      const text = `TX: AT+CSQ${cr}\nRX: ${cr}${lf}+CSQ: 22,99${cr}${lf}${cr}${lf}OK${cr}${lf}`;
      expect(said(text)).toEqual([String.raw`TX AT+CSQ\r`, String.raw`RX \r\n+CSQ: 22,99\r\n\r\nOK\r\n`]);
    }
  });

  it('shows an echo where the log has one', () => {
    expect(said('TX: AT\nRX: AT\nRX: OK')).toEqual([
      String.raw`TX AT\r`,
      String.raw`RX AT\r`,
      String.raw`RX \r\nOK\r\n`,
    ]);
  });

  it.each([
    ['arrows', '-> AT+CMQTTTOPIC=0,5\n<- >\n-> plant\n<- OK'],
    ['signs', '> AT+CMQTTTOPIC=0,5\n< >\n> plant\n< OK'],
    ['words', 'TX: AT+CMQTTTOPIC=0,5\nRX: >\nTX: plant\nRX: OK'],
  ])('a prompt and its data: %s', (_, text) => {
    expect(said(text)).toEqual(TOPIC);
  });
});

describe('no marks: who speaks is told from the text', () => {
  it.each([
    ['lines', 'AT+CSQ\n+CSQ: 22,99\nOK'],
    ['blank lines between', 'AT+CSQ\r\n\r\n+CSQ: 22,99\r\n\r\nOK\r\n'],
    ['line ends as they came', 'AT+CSQ\r\r\n+CSQ: 22,99\r\n\r\nOK\r\n'],
    ['only CR', 'AT+CSQ\r+CSQ: 22,99\rOK\r'],
    ['indented, in a code fence', '```\n    AT+CSQ\n    +CSQ: 22,99\n    OK\n```'],
    ['quoted', '> AT+CSQ\n> +CSQ: 22,99\n>\n> OK\n'],
    ['on one line', 'AT+CSQ +CSQ: 22,99 OK'],
    ['with an arrow to the answer', 'AT+CSQ -> +CSQ: 22,99   OK'],
    ['in a table of the answer', 'AT+CSQ       => +CSQ: 22,99 / OK'],
    ['with comments', '// signal\nAT+CSQ\n# good enough?\n+CSQ: 22,99\nOK'],
    ['with colours', '\x1b[32mAT+CSQ\x1b[0m\n+CSQ: 22,99\n\x1b[1;31mOK\x1b[0m'],
  ])('%s', (_, text) => {
    expect(said(text)).toEqual(CSQ);
    expect(parsePastedText(text).timed).toBe(false);
  });

  it.each([
    [
      'minicom',
      'Welcome to minicom 2.8\n\nOPTIONS: I18n \nPort /dev/ttyUSB2, 12:00:01\n\nPress CTRL-A Z for help on special keys\n\n',
    ],
    [
      'picocom',
      'picocom v3.1\n\nport is        : /dev/ttyUSB2\nflowcontrol    : none\nbaudrate is    : 115200\n\nType [C-a] [C-h] to see available commands\nTerminal ready\n',
    ],
    ['PuTTY', '=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2025.03.01 12:30:01 =~=~=~=~=~=~=~=~=~=~=~=\n'],
    [
      'the PlatformIO monitor',
      '--- Terminal on /dev/ttyUSB0 | 115200 8-N-1\n--- Available filters and text transformations: colorize\n--- Quit: Ctrl+C\n',
    ],
  ])('what %s says about itself is left out', (_, head) => {
    expect(said(`${head}AT+CSQ\n+CSQ: 22,99\n\nOK\n`)).toEqual(CSQ);
  });

  it('a second copy of the command is its echo', () => {
    expect(said('AT+CSQ\nAT+CSQ\n+CSQ: 22,99\nOK')).toEqual([CSQ[0], String.raw`RX AT+CSQ\r`, CSQ[1], CSQ[2]]);
  });

  it('a result glued to the next echo', () => {
    expect(said('AT+NETOPEN\nOK\n+NETOPEN: 0AT+IPADDR\n+IPADDR: 10.44.0.7\nOK')).toEqual([
      String.raw`TX AT+NETOPEN\r`,
      String.raw`RX \r\nOK\r\n`,
      String.raw`RX \r\n+NETOPEN: 0\r\n`,
      String.raw`TX AT+IPADDR\r`,
      String.raw`RX \r\n+IPADDR: 10.44.0.7\r\n`,
      String.raw`RX \r\nOK\r\n`,
    ]);
  });

  it("reports and banners are the modem's, in any case of the commands", () => {
    expect(said('RDY\n+CPIN: READY\nat\nOK\nsome log line\n+CREG: 1')).toEqual([
      String.raw`RX \r\nRDY\r\n`,
      String.raw`RX \r\n+CPIN: READY\r\n`,
      String.raw`TX at\r`,
      String.raw`RX \r\nOK\r\n`,
      String.raw`RX \r\nsome log line\r\n`,
      String.raw`RX \r\n+CREG: 1\r\n`,
    ]);
  });

  it('a row of reports on one line', () => {
    expect(said('RDY / +CPIN: READY / SMS DONE')).toEqual([
      String.raw`RX \r\nRDY\r\n`,
      String.raw`RX \r\n+CPIN: READY\r\n`,
      String.raw`RX \r\nSMS DONE\r\n`,
    ]);
  });

  it('typographic quotes stay what they are', () => {
    expect(said('AT+CMEE=“2”\nERROR')[0]).toBe(String.raw`TX AT+CMEE=\xe2\x80\x9c2\xe2\x80\x9d\r`);
  });

  it('noise becomes bytes that are no text', () => {
    expect(said('ÿþ\ufffd\ufffdàð\n+CRE\ufffd: 1')).toEqual([
      String.raw`RX \r\n\xff\xfe\xff\xff\xe0\xf0\r\n`,
      String.raw`RX \r\n+CRE\xff: 1\r\n`,
    ]);
  });
});

describe('data', () => {
  it.each([
    ['behind the prompt', 'AT+CMQTTTOPIC=0,5\n>plant\nOK'],
    ['behind the prompt and a space', 'AT+CMQTTTOPIC=0,5\n> plant\nOK'],
    ['on the next line', 'AT+CMQTTTOPIC=0,5\n>\nplant\nOK'],
    ['in one line with everything', 'AT+CMQTTTOPIC=0,5 -> > plant -> OK'],
  ])('typed at a prompt, %s', (_, text) => {
    expect(said(text)).toEqual(TOPIC);
  });

  it('that the terminal did not show is not held against the host', () => {
    expect(said('AT+CMQTTTOPIC=0,5\n>\nOK')).toEqual([TOPIC[0], TOPIC[3]]);
  });

  it('that says OK, where two bytes were asked for', () => {
    expect(said('AT+CIPSEND=0,2\n>\nOK\nOK\n+CIPSEND: 0,2,2')[2]).toBe('TX OK');
  });

  it('short of what was declared, and the command typed into the prompt', () => {
    expect(said('AT+CMQTTPAYLOAD=0,24\n>{"mv":3712}\nAT+CMQTTPUB=0,1,60\nOK')).toEqual([
      String.raw`TX AT+CMQTTPAYLOAD=0,24\r`,
      String.raw`RX \r\n>\x20`,
      'TX {"mv":3712}',
      String.raw`TX AT+CMQTTPUB=0,1,60\r`,
      String.raw`RX \r\nOK\r\n`,
    ]);
  });

  it('more than was declared: the rest ends as a command line does', () => {
    expect(said('AT+CMQTTTOPIC=0,5\n>plant/7\nOK\nERROR')[2]).toBe(String.raw`TX plant/7\r`);
  });

  it('written in two pieces', () => {
    expect(said('AT+CMQTTPAYLOAD=0,9\n>\n{"t":21\n5}\nOK').slice(2, 4)).toEqual(['TX {"t":21', 'TX 5}']);
  });

  it('of several lines', () => {
    expect(said('AT+CCERTDOWN="ca.pem",23\n>\n-----BEGIN\nabc\n----END\nOK').slice(2, 5)).toEqual([
      'TX -----BEGIN',
      String.raw`TX \nabc`,
      String.raw`TX \n----END`,
    ]);
  });

  it('in hex, where that is the declared number of bytes', () => {
    expect(said('AT+CIPSEND=0,4\n>\n30 02 00 61\nOK')[2]).toBe(String.raw`TX 0\x02\x00a`);
  });

  it('ended by Ctrl-Z', () => {
    expect(said('AT+CMGS="+4912345"\n> hello^Z\n+CMGS: 3\nOK')[2]).toBe(String.raw`TX hello\x1a`);
    expect(said('TX: AT+CMGS="+4912345"\nRX: >\nTX: hello<SUB>\nRX: OK')[2]).toBe(String.raw`TX hello\x1a`);
  });

  it('of an incoming message is exactly as long as its header says', () => {
    expect(said('+CMQTTRXTOPIC: 0,5\nplant\n+CMQTTRXPAYLOAD: 0,2\nOK\n+CMQTTRXEND: 0')).toEqual([
      String.raw`RX \r\n+CMQTTRXTOPIC: 0,5\r\n`,
      String.raw`RX plant\r\n`,
      String.raw`RX \r\n+CMQTTRXPAYLOAD: 0,2\r\n`,
      String.raw`RX OK\r\n`,
      String.raw`RX \r\n+CMQTTRXEND: 0\r\n`,
    ]);
  });

  it('that could not be shown does not swallow what follows', () => {
    expect(said('AT+CIPRXGET=2,0\n+CIPRXGET: 2,0,4,0\n\x01\nOK\nAT\nOK').slice(2, 4)).toEqual([
      String.raw`RX \x01???\r\n`,
      String.raw`RX \r\nOK\r\n`,
    ]);
  });
});

describe('dumps', () => {
  const EXACT = [String.raw`TX AT\r`, String.raw`RX AT\r\r\nOK\r\n`];
  it.each([
    ['pairs', 'TX: 41 54 0D\nRX: 41 54 0D 0D 0A 4F 4B 0D 0A'],
    ['pairs with 0x and commas', 'TX: 0x41, 0x54, 0x0D\nRX: 0x41, 0x54, 0x0D, 0x0D, 0x0A, 0x4F, 0x4B, 0x0D, 0x0A'],
    [
      'offsets and text',
      'TX:\n00000000  41 54 0d                 |AT.|\nRX:\n00000000  41 54 0d 0d 0a 4f 4b 0d  0a   |AT...OK..|',
    ],
    ['a mark on the first line only', 'TX 0000: 41 54 0d\nRX 0000: 41 54 0d 0d\n0004: 0a 4f 4b 0d 0a'],
  ])('%s', (_, text) => {
    const records = said(text);
    expect(records.filter((line) => line.startsWith('TX')).join('')).toBe(EXACT[0]);
    expect(
      records
        .filter((line) => line.startsWith('RX'))
        .join('')
        .replaceAll(/(?<=.)RX /g, ''),
    ).toBe(EXACT[1]);
  });

  it('without marks are read as text', () => {
    const expected = [String.raw`TX AT+CSQ\r`, String.raw`RX \r\nOK\r\n`];
    expect(said('41 54 2B 43 53 51 0D 0D 0A 4F 4B 0D 0A')).toEqual(expected);
    expect(said('00000000: 4154 2b43 5351 0d0d 0a4f 4b0d 0a         AT+CSQ...OK..')).toEqual(expected);
    expect(said('00000000  41 54 2b 43 53 51 0d 0d  0a 4f 4b 0d 0a           |AT+CSQ...OK..|')).toEqual(expected);
  });
});

describe('times', () => {
  const answered = (stamps: readonly [string, string, string], mark: readonly [string, string] = ['', '']): string =>
    `${stamps[0]}${mark[0]}AT+CSQ\n${stamps[1]}${mark[1]}+CSQ: 22,99\n${stamps[2]}${mark[1]}OK`;

  it.each([
    ['a clock in brackets', answered(['[12:30:01.123] ', '[12:30:01.150] ', '[12:30:02.123] ']), 27, 1000],
    ['and arrows', answered(['[12:30:01.123] ', '[12:30:01.150] ', '[12:30:02.123] '], ['-> ', '<- ']), 27, 1000],
    ['the Arduino monitor', answered(['12:30:01.123 -> ', '12:30:01.150 -> ', '12:30:02.123 -> ']), 27, 1000],
    ['a comma and colons', answered(['12:30:01,123: ', '12:30:01,150: ', '12:30:02,123: ']), 27, 1000],
    [
      'ISO 8601',
      answered(['2025-03-01T12:30:01.5Z ', '2025-03-01T12:30:01.6Z ', '2025-03-01T12:30:02.5Z ']),
      100,
      1000,
    ],
    [
      'CoolTerm',
      answered(['2025-03-01 12:30:01.123 ', '2025-03-01 12:30:01.150 ', '2025-03-01 12:30:02.123 ']),
      27,
      1000,
    ],
    [
      'Docklight',
      answered(
        ['01/03/2025 12:30:01.123 ', '01/03/2025 12:30:01.150 ', '01/03/2025 12:30:02.123 '],
        ['[TX] - ', '[RX] - '],
      ),
      27,
      1000,
    ],
    [
      'Tera Term',
      answered([
        '[Sat Mar 01 12:30:01.123 2025] ',
        '[Sat Mar 01 12:30:01.150 2025] ',
        '[Sat Mar 01 12:30:02.123 2025] ',
      ]),
      27,
      1000,
    ],
    ['hours of half a day', answered(['11:59:59 AM ', '12:00:00 PM ', '12:00:01 PM ']), 1000, 2000],
    ['over midnight', answered(['23:59:59.5 ', '23:59:59.9 ', '00:00:00.5 ']), 400, 1000],
    ["the kernel's clock", answered(['[   12.345678] ', '[   12.355678] ', '[   13.345678] ']), 10, 1000],
    ['ticks in milliseconds', answered(['[12345] ', '[12355] ', '[13345] ']), 10, 1000],
    ['seconds', answered(['0.500 ', '0.510 ', '1.500 ']), 10, 1000],
    ['ESP-IDF', answered(['I (12345) modem: ', 'I (12355) modem: ', 'I (13345) modem: ']), 10, 1000],
    [
      'Zephyr',
      answered([
        '[00:00:12.345,000] <dbg> modem: ',
        '[00:00:12.355,000] <dbg> modem: ',
        '[00:00:13.345,000] <dbg> modem: ',
      ]),
      10,
      1000,
    ],
  ])('%s', (_, text, second, third) => {
    expect(said(text)).toEqual(CSQ);
    expect(parsePastedText(text).timed).toBe(true);
    expect(timesOf(text)).toEqual([0, second, third]);
  });

  it("before every line, with nothing that is certainly the modem's", () => {
    expect(said('12:00:01 -> AT\n12:00:02 -> login:\n12:00:03 -> AT')).toEqual([
      String.raw`TX AT\r`,
      String.raw`RX \r\nlogin:\r\n`,
      String.raw`TX AT\r`,
    ]);
  });

  it('of ModemManager', () => {
    const line = (seconds: string, said: string): string =>
      `ModemManager[812]: <debug> [${seconds}] [modem0/ttyUSB2/at] ${said}`;
    const text = `${line('1614245678.123456', "--> 'AT+CSQ<CR>'")}\n${line('1614245678.133456', "<-- '<CR><LF>+CSQ: 22,99<CR><LF><CR><LF>OK<CR><LF>'")}`;
    expect(said(text)).toEqual([CSQ[0], String.raw`RX \r\n+CSQ: 22,99\r\n\r\nOK\r\n`]);
    expect(timesOf(text)).toEqual([0, 10]);
  });

  it('of a Python program', () => {
    const line = (time: string, said: string): string => `2025-03-01 12:30:01,${time} - modem - DEBUG - ${said}`;
    const text = `${line('123', "TX: b'AT+CSQ\\r'")}\n${line('150', "RX: b'\\r\\n+CSQ: 22,99\\r\\n'")}`;
    expect(said(text)).toEqual([CSQ[0], CSQ[1]]);
    expect(timesOf(text)).toEqual([0, 27]);
  });

  it('leaves out what other parts of an ESP-IDF program log', () => {
    const text = 'I (100) modem: AT+CSQ\nW (104) wifi: no channel\nI (110) modem: +CSQ: 22,99\nI (111) modem: OK';
    expect(said(text)).toEqual(CSQ);
  });

  it('do not count when only some lines have them', () => {
    const text = '[12:30:01.123] start\nAT+CSQ\n+CSQ: 22,99\nOK\n';
    expect(parsePastedText(text).timed).toBe(false);
    expect(timesOf(text)).toEqual([1, 2, 3, 4]);
  });

  it('never go back', () => {
    const text = '12:30:05 AT\n12:30:04 OK\n12:30:06 AT\n12:30:06 OK';
    expect(timesOf(text)).toEqual([0, 0, 1000, 1000]);
  });
});
