import { describe, expect, it } from 'vitest';
import { CSQ, said, TOPIC } from './pastedText.testkit.ts';
import { parsePastedText } from './pastedText.ts';

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
    ['the part that speaks and words', '[modem] Sending: AT+CSQ\n[modem] Response: +CSQ: 22,99\n[modem] Response: OK'],
    ['the port', 'UART2 TX: AT+CSQ\nUART2 RX: +CSQ: 22,99\nUART2 RX: OK'],
    ['German words', 'Sende: AT+CSQ\nEmpfangen: +CSQ: 22,99\nEmpfangen: OK'],
    ['a part of another name', '[GSM UART] TX: AT+CSQ\n[GSM UART] RX: +CSQ: 22,99\n[GSM UART] RX: OK'],
    ['bytes as Python prints them', "sent b'AT+CSQ'\nreceived b'+CSQ: 22,99'\nreceived b'OK'"],
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
    ['brackets', '[TX] AT+CMQTTTOPIC=0,5\n[RX] >\n[TX] plant\n[RX] OK'],
    ['TX and RX alone', 'TX AT+CMQTTTOPIC=0,5\nRX >\nTX plant\nRX OK'],
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

  it('a damaged copy that is no command is the echo too, another command is not', () => {
    expect(said('AT+CREG=1\nAT+CREG}1\nERROR')).toEqual([
      String.raw`TX AT+CREG=1\r`,
      String.raw`RX AT+CREG}1\r`,
      String.raw`RX \r\nERROR\r\n`,
    ]);
    expect(said('AT+CREG?\nAT+CGREG?\n+CGREG: 0,1\nOK').slice(0, 2)).toEqual([
      String.raw`TX AT+CREG?\r`,
      String.raw`TX AT+CGREG?\r`,
    ]);
  });

  it('a command behind noise that had no line end', () => {
    expect(said('AT\n\ufffd\ufffd\0\ufffdAT\n\ufffd\ufffd')).toEqual([
      String.raw`TX AT\r`,
      String.raw`RX \r\n\xff\xff\x00\xff\r\n`,
      String.raw`TX AT\r`,
      String.raw`RX \r\n\xff\xff\r\n`,
    ]);
  });

  it('results as numbers, where none is in words', () => {
    expect(said('AT+CPIN?\n+CPIN: READY\n0\nAT+CGATT=1\n4')).toEqual([
      String.raw`TX AT+CPIN?\r`,
      String.raw`RX \r\n+CPIN: READY\r\n`,
      String.raw`RX 0\r`,
      String.raw`TX AT+CGATT=1\r`,
      String.raw`RX 4\r`,
    ]);
    expect(said('AT\nOK\nAT+CGSN\n8')).toContain(String.raw`RX \r\n8\r\n`);
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
