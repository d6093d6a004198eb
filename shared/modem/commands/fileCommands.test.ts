import { describe, expect, it } from 'vitest';
import { startModem } from '../modem.testkit.ts';

const OK = '\r\nOK\r\n';
const ERROR = '\r\nERROR\r\n';
const line = (text: string): string => `\r\n${text}\r\n${OK}`;

/** A modem with `a.txt`. */
function start(content = 'Hello\r\nworld') {
  const modem = startModem();
  expect(modem.at(`AT+CFTRANRX="c:/a.txt",${content.length}`)).toBe('\r\n>');
  expect(modem.say(content)).toBe(OK);
  return modem;
}

describe('files (V3.00 chapter 20)', () => {
  it.each([
    ['AT+FSCD?', line('+FSCD: C:/')],
    ['AT+FSCD=c:/', line('+FSCD: C:/')],
    ['AT+FSCD=d:/', ERROR],
    ['AT+FSLS', line('+FSLS: FILES:\r\na.txt')],
    ['AT+FSLS?', line('+FSLS: SUBDIRECTORIES:0,FILES:1')],
    ['AT+FSLS=1', OK],
    ['AT+FSLS=2', line('+FSLS: FILES:\r\na.txt')],
    ['AT+FSLS=3', ERROR],
    ['AT+FSMEM', line('+FSMEM: C:(11348480,2201612)')],
    ['AT+FSATTRI=a.txt', line('+FSATTRI: 12')],
    ['AT+FSATTRI=C:/a.txt', line('+FSATTRI: 12')],
    ['AT+FSATTRI=b.txt', ERROR],
    ['AT+FSDEL=a.txt;+FSLS', OK],
    ['AT+FSDEL=b.txt', ERROR],
    ['AT+FSDEL=*.*;+FSLS', OK],
    ['AT+FSCOPY=a.txt,b.txt', line('+FSCOPY: 100\r\n+FSCOPY: END')],
    ['AT+FSCOPY=b.txt,a.txt', ERROR],
    ['AT+FSCOPY=a.txt,d:/a.txt', ERROR],
    ['AT+CFTRANTX="a.txt"', line('+CFTRANTX: DATA,12\r\nHello\r\nworld\r\n+CFTRANTX: 0')],
    ['AT+CFTRANTX="c:/a.txt",7', line('+CFTRANTX: DATA,5\r\nworld\r\n+CFTRANTX: 0')],
    ['AT+CFTRANTX="c:/a.txt",1,3', line('+CFTRANTX: DATA,3\r\nell\r\n+CFTRANTX: 0')],
    ['AT+CFTRANTX="c:/a.txt",12', line('+CFTRANTX: 0')],
    ['AT+CFTRANTX="c:/a.txt",13', ERROR],
    ['AT+CFTRANTX="b.txt"', ERROR],
    ['AT+CFTRANRX="b.txt",0', ERROR],
    ['AT+CFTRANRX="b.txt",2147483647', ERROR],
    ['AT+CFTRANRX="d:/b.txt",5', ERROR],
    [`AT+CFTRANRX="${'b'.repeat(113)}",5`, ERROR],
  ])('%s', (command, answer) => {
    expect(start().at(command)).toBe(answer);
  });

  it('are the certificates, too', () => {
    const { at, say } = startModem();
    at('AT+CFTRANRX="c:/ca.pem",4');
    say('test');
    expect(at('AT+CCERTLIST')).toBe(line('+CCERTLIST: "ca.pem"'));
    expect(at('AT+CCERTDELE="ca.pem"')).toBe(OK);
    expect(at('AT+FSLS')).toBe(OK);
  });

  it('are read in blocks of 1024 bytes', () => {
    const text = start('x'.repeat(2500)).at('AT+CFTRANTX="a.txt"');
    expect(text.match(/\+CFTRANTX: [^\r]+/g)).toEqual([
      '+CFTRANTX: DATA,1024',
      '+CFTRANTX: DATA,1024',
      '+CFTRANTX: DATA,452',
      '+CFTRANTX: 0',
    ]);
  });

  it('have room for 64 of them, and for two million bytes', () => {
    const { at, say } = start();
    for (let i = 1; i < 64; i += 1) {
      at(`AT+CFTRANRX="${i}.txt",1`);
      expect(say('x')).toBe(OK);
    }
    expect(at('AT+CFTRANRX="more.txt",1')).toBe(ERROR);
    expect(at('AT+FSCOPY=a.txt,more.txt')).toBe(ERROR);
    expect(at('AT+CFTRANRX="1.txt",1999999')).toBe(ERROR);
    expect(at('AT+CFTRANRX="1.txt",1')).toBe('\r\n>');
  });
});
