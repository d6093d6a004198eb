import { describe, expect, it } from 'vitest';
import { said, TOPIC } from './pastedText.testkit.ts';

describe('data', () => {
  it.each([
    ['behind the prompt', 'AT+CMQTTTOPIC=0,5\n>plant\nOK'],
    ['behind the prompt and a space', 'AT+CMQTTTOPIC=0,5\n> plant\nOK'],
    ['on the next line', 'AT+CMQTTTOPIC=0,5\n>\nplant\nOK'],
    ['in one line with everything', 'AT+CMQTTTOPIC=0,5 -> > plant -> OK'],
  ])('typed at a prompt, %s', (_, text) => {
    expect(said(text)).toEqual(TOPIC);
  });

  it('written without line ends by a log that shows them elsewhere', () => {
    expect(said('TX: AT+CMQTTTOPIC=0,5<CR>\nRX: <CR><LF>> \nTX: plant\nRX: <CR><LF>OK<CR><LF>')).toEqual([
      String.raw`TX AT+CMQTTTOPIC=0,5\r`,
      String.raw`RX \r\n>`,
      'TX plant',
      String.raw`RX \r\nOK\r\n`,
    ]);
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

  it('in place of which a command was typed, right behind the prompt', () => {
    expect(said('AT+CMQTTTOPIC=0,9\n>AT+CMQTTTOPIC=0,9\nOK')).toEqual([
      String.raw`TX AT+CMQTTTOPIC=0,9\r`,
      String.raw`RX \r\n>\x20`,
      String.raw`TX AT+CMQTTTOPIC=0,9\r`,
      String.raw`RX \r\nOK\r\n`,
    ]);
  });

  it('short of what was declared, and the same command again', () => {
    expect(said('AT+CIPSEND=0,30\n>\nshort\nAT+CIPSEND=0,30\nOK')).toEqual([
      String.raw`TX AT+CIPSEND=0,30\r`,
      String.raw`RX \r\n>\x20`,
      'TX short',
      String.raw`TX AT+CIPSEND=0,30\r`,
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

describe('very long lines', () => {
  it.each([
    ['hex', '41 '.repeat(300_000)],
    ['spaces', `AT${' '.repeat(300_000)}x`],
    ['gaps', '4154  '.repeat(50_000)],
    ['arrows', 'AT->'.repeat(50_000)],
    ['text', 'x'.repeat(1_000_000)],
  ])('of %s are read', (_, text) => {
    expect(said(text).length).toBeGreaterThan(0);
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
