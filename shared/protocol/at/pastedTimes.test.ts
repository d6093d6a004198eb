import { describe, expect, it } from 'vitest';
import { CSQ, said } from './pastedText.testkit.ts';
import { parsePastedText } from './pastedText.ts';

const timesOf = (text: string): readonly number[] => parsePastedText(text).records.map(({ t }) => t / 1000);

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
    [
      'an underscore between date and clock',
      answered(['[2025-03-01_12:30:01:123]', '[2025-03-01_12:30:01:150]', '[2025-03-01_12:30:02:123]']),
      27,
      1000,
    ],
    ['hours of half a day', answered(['11:59:59 AM ', '12:00:00 PM ', '12:00:01 PM ']), 1000, 2000],
    ['over midnight', answered(['23:59:59.5 ', '23:59:59.9 ', '00:00:00.5 ']), 400, 1000],
    ["the kernel's clock", answered(['[   12.345678] ', '[   12.355678] ', '[   13.345678] ']), 10, 1000],
    ['ticks in milliseconds', answered(['[12345] ', '[12355] ', '[13345] ']), 10, 1000],
    ['ticks before a mark', answered(['0012345 ', '0012355 ', '0013345 '], ['> ', '< ']), 10, 1000],
    ['seconds with their sign and unit', answered(['+0.500s ', '+0.510s ', '+1.500s '], ['TX ', 'RX ']), 10, 1000],
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

  it('leaves out what a program says itself beside what it sends and receives', () => {
    const text = `12:30:01 DEBUG serial TX b'AT\\r'\n12:30:02 DEBUG serial TX b'AT\\r'\n12:30:08 ERROR no modem here`;
    expect(said(text)).toEqual([String.raw`TX AT\r`, String.raw`TX AT\r`]);
    const half = '12:30:01 Sent: AT\n12:30:02 nobody there\n12:30:03 Sent: AT\n12:30:04 nobody there';
    expect(said(half)).toEqual([String.raw`TX AT\r`, String.raw`TX AT\r`]);
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
