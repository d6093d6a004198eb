import { describe, expect, it } from 'vitest';
import { startModem } from '../modem.testkit.ts';

const OK = '\r\nOK\r\n';
const ERROR = '\r\nERROR\r\n';

describe('the command line', () => {
  it.each([
    ['AT', OK],
    ['at', OK],
    ['ATE1V1', OK],
    ['AT+CMEE?', `\r\n+CMEE: 2\r\n${OK}`],
    ['AT+CMEE=1;+CMEE?', `\r\n+CMEE: 1\r\n${OK}`],
    ['AT+CMEE=3', ERROR],
    ['AT+CMEE=?', `\r\n+CMEE: (0-2)\r\n${OK}`],
    ['AT+NOSUCH', ERROR],
    ['AT+CMEE?;+NOSUCH;+CMEE?', `\r\n+CMEE: 2\r\n${ERROR}`],
    ['ATX5', ERROR],
    ['ATO', '\r\nNO CARRIER\r\n'],
    ['AT+CMEE=\xe2\x80\x9c1\xe2\x80\x9d', ERROR],
    [`AT${'+CMEE?;'.repeat(40)}`, ERROR],
    [`AT${'X'.repeat(560)}`, ERROR],
  ])('answers %s', (command, answer) => {
    expect(startModem().at(command)).toBe(answer);
  });

  it('echoes what was sent, and LF after CR is not a line', () => {
    expect(startModem().say('AT\r\nAT\r\n')).toBe(`AT\r${OK}AT\r${OK}`);
  });

  it('is silent about what is no command line', () => {
    expect(startModem().say('hello\r\n\xff\xfe')).toBe('');
  });

  it('finds the command behind noise', () => {
    expect(startModem().say('\x00xxAT\r')).toContain(OK);
  });

  it('does not echo after ATE0, and answers with numbers after ATV0', () => {
    const { say } = startModem();
    expect(say('ATE0\r')).toBe(`ATE0\r${OK}`);
    expect(say('AT\r')).toBe(OK);
    expect(say('ATV0\r')).toBe('0\r');
    expect(say('AT+CMEE?\r')).toBe('+CMEE: 2\r\n0\r');
    expect(say('AT+NOSUCH\r')).toBe('4\r');
    expect(say('ATQ1\r')).toBe('');
    expect(say('AT\r')).toBe('');
    expect(say('ATQ0V1\r')).toBe(OK);
  });

  it('repeats the last line on A/ at once', () => {
    const { say } = startModem();
    say('AT+CMEE?\r');
    expect(say('A/')).toBe(`A/\r\n+CMEE: 2\r\n${OK}`);
  });

  it('keeps what AT&W saved, and ATZ takes it back', () => {
    const { say } = startModem();
    say('ATE0\r');
    say('AT&W\r');
    say('ATE1\r');
    expect(say('ATZ\r')).toBe(`ATZ\r${OK}`);
    expect(say('AT\r')).toBe(OK);
    expect(say('AT&F\r')).toBe(OK);
    expect(say('AT\r')).toBe(`AT\r${OK}`);
  });

  it('takes commands sent ahead one after the other', () => {
    expect(startModem().say('AT+CMEE=1\rAT+CMEE?\r')).toBe(`AT+CMEE=1\r${OK}AT+CMEE?\r\r\n+CMEE: 1\r\n${OK}`);
  });

  it('takes the LF behind CR for a part of the line, also when the command asks for data', () => {
    const { say } = startModem();
    say('AT+CCERTDOWN="a.pem",4\r\n');
    expect(say('\ntwo')).toBe(OK);
    say('AT+CCERTDOWN="b.pem",4\r');
    expect(say('\nxy\n')).toBe(OK);
    expect(say('AT+CCERTLIST\r\n')).toContain('b.pem');
  });

  it('deletes with backspace', () => {
    expect(startModem().say('AT+CMEX\bE?\r')).toContain('+CMEE: 2');
  });
});

describe('the boot banner', () => {
  it.each([
    ['sim7600', ['RDY', '+CPIN: READY', 'SMS DONE', 'PB DONE']],
    ['a76xx', ['*ATREADY: 1', '+CPIN: READY', 'SMS DONE', '+CGEV: EPS PDN ACT 1', 'PB DONE']],
  ] as const)('of the %s', (profile, lines) => {
    const { heard } = startModem({ settings: { profile }, booted: false });
    expect(
      heard(20_000)
        .split('\r\n')
        .filter((line) => line !== ''),
    ).toEqual(lines);
  });
});
