import { expect, test } from 'vitest';
import { findIn, severitiesIn } from '../../capture.testkit.ts';
import { bitErrors } from './bitErrors.ts';

const raw = String.raw;
const ONLINE = raw`
90 TX AT+CIPOPEN=0,"TCP","broker.example",1883\r
90.1 RX AT+CIPOPEN=0,"TCP","broker.example",1883\r\r\nOK\r\n\r\n+CIPOPEN: 0,0\r\n`;

test.each([
  ['the echo has another character', raw`0 TX AT+CREG=1\r${'\n'}0.1 RX AT+CREG}1\r\r\nERROR\r\n`, ['fault']],
  ['the echo lacks one', raw`0 TX AT+CPIN?\r${'\n'}0.1 RX AT+CPI?\r\r\nERROR\r\n`, ['fault']],
  ['a field of an answer, once', raw`0 TX AT+CSQ\r${'\n'}0.1 RX AT+CSQ\r\r\n+CSQ: 2\xb1,99\r\n\r\nOK\r\n`, ['fault']],
  [
    'two lines',
    raw`0 TX AT+CSQ\r${'\n'}0.1 RX \r\n+CSQ: 2\xb1,99\r\n\r\nOK\r\n${'\n'}1 TX AT+CEREG?\r${'\n'}1.1 RX \r\n+CER\xc5G: 0,1\r\n\r\nOK\r\n`,
    ['fault'],
  ],
  ['the name of an answer, once', raw`0 TX AT+CSQ\r${'\n'}0.1 RX AT+CSQ\r\r\n+GSQ: 21,99\r\n\r\nOK\r\n`, ['warning']],
  [
    'a result by one bit',
    raw`0 TX AT\r${'\n'}0.1 RX AT\r\r\nOJ\r\n${'\n'}9 TX AT\r${'\n'}9.1 RX AT\r\r\nOK\r\n`,
    ['warning'],
  ],
  [
    'one value with a byte that is no text, and nothing else is wrong',
    raw`0 TX AT+CSQ\r${'\n'}0.1 RX \r\n+CSQ: 2\xb1,99\r\n\r\nOK\r\n${'\n'}1 TX AT+CSQ\r${'\n'}1.1 RX \r\n+CSQ: 21,99\r\n\r\nOK\r\n`,
    ['fault'],
  ],
  [
    'one value hit, and the network refuses',
    raw`0 TX AT+CSQ\r${'\n'}0.1 RX \r\n+CSQ: 2\xb1,99\r\n\r\nOK\r\n${'\n'}1 TX AT+CEREG?\r${'\n'}1.1 RX \r\n+CEREG: 0,3\r\n\r\nOK\r\n`,
    ['warning'],
  ],
  [
    'what is left of a result',
    raw`0 TX AT\r${'\n'}0.1 RX AT\r\r\n\xcfK\r\n${'\n'}9 TX AT\r${'\n'}9.1 RX AT\r\r\nOK\r\n`,
    ['warning'],
  ],
  [
    'lost characters in names, and a result that is one short',
    raw`0 TX AT+CFUN?\r${'\n'}0.1 RX \r\n+CUN: 1\r\n\r\nOK\r\n${'\n'}1 TX AT+CMQTTSTART\r${'\n'}1.1 RX \r\n+MQTTTART: 0\r\n\r\nOK\r\n${'\n'}2 TX AT+CEREG?\r${'\n'}2.1 RX \r\n+CEREG 0,1\r\n\r\nK\r\n${'\n'}12 TX AT\r${'\n'}12.1 RX \r\nOK\r\n`,
    ['fault'],
  ],
  [
    'the echo and the answers, and the modem understood: the way back',
    raw`0 TX AT+CFUN?\r${'\n'}0.1 RX AT+CFN?\r\r\n+CFUN: 1\r\n\r\nOK\r\n${'\n'}1 TX AT+CEREG?\r${'\n'}1.1 RX AT+CEREG?\r\r\n+CREEG: 0,1\r\n\r\nOK\r\n`,
    ['fault'],
  ],
  [
    'another report between, with a name much alike',
    raw`0 TX AT+CREG?\r${'\n'}0.1 RX AT+CREG?\r\r\n+CGREG: 1\r\n\r\n+CREG: 0,1\r\n\r\nOK\r\n`,
    [],
  ],
  [
    'and it works all the same later',
    raw`0 TX AT+CREG=1\r${'\n'}0.1 RX AT+CREG}1\r\r\nERROR\r\n${ONLINE}`,
    ['warning'],
  ],
  [
    'both ways',
    raw`0 TX AT+CREG=1\r${'\n'}0.1 RX AT+CREG}1\r\r\nERROR\r\n${'\n'}1 TX AT+CSQ\r${'\n'}1.1 RX AT+CSQ\r\r\n+CSQ: 2\xb1,99\r\n\r\nOK\r\n`,
    ['fault', 'warning'],
  ],
  ['an operator with an accent', raw`0 TX AT+COPS?\r${'\n'}0.1 RX \r\n+COPS: 0,0,"Telef\xf3nica"\r\n\r\nOK\r\n`, []],
  [
    'a message in another alphabet',
    raw`0 RX \r\n+CMT: "+10000000","","24/01/01,10:00:00+04"\r\ncr\xe9dit \xe9puis\xe9\r\n`,
    [],
  ],
  ['UTF-8 in an answer', raw`0 TX AT+FOO?\r${'\n'}0.1 RX \r\n+FOO: "caf\xc3\xa9"\r\n\r\nOK\r\n`, []],
  ['a profile with FF in it', raw`0 TX AT&V\r${'\n'}0.1 RX AT&V\r\r\n+X: \xff; S4: 10\r\n\r\nOK\r\n`, []],
  ['what was left of data before it', raw`0 TX AT+CSQ\r${'\n'}0.1 RX CAT+CSQ\r\r\nERROR\r\n`, []],
  ['a command in small letters', raw`0 TX at+csq\r${'\n'}0.1 RX AT+CSQ\r\r\n+CSQ: 21,99\r\n\r\nOK\r\n`, []],
  ['typed with a correction', raw`0 TX AT+CSW\x08Q\r${'\n'}0.1 RX AT+CSW\x08 \x08Q\r\r\n+CSQ: 21,99\r\n\r\nOK\r\n`, []],
  [
    'an answer that only looks alike',
    raw`0 TX AT+CICCID\r${'\n'}0.1 RX AT+CICCID\r\r\n+ICCID: 8988000000000000001\r\n\r\nOK\r\n`,
    [],
  ],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(bitErrors, log)).toEqual(severities);
});

test('tells the direction by the echo', () => {
  const [toModem] = findIn(bitErrors, raw`0 TX AT+CREG=1\r${'\n'}0.1 RX AT+CREG}1\r\r\nERROR\r\n`);
  expect(toModem?.title).toContain('from the MCU to the modem');
  expect(toModem?.evidence[0]?.text).toBe('AT+CREG}1 (sent: AT+CREG=1)');
  const [fromModem] = findIn(bitErrors, raw`0 TX AT+CSQ\r${'\n'}0.1 RX AT+CSQ\r\r\n+CSQ: 2\xb1,99\r\n\r\nOK\r\n`);
  expect(fromModem?.title).toContain('from the modem to the MCU');
});

test('shows no password of a damaged command', () => {
  const log = raw`0 TX AT+CGAUTH=1,1,"hunter2","u"\r${'\n'}0.1 RX AT+CGAUTX=1,1,"hunter2","u"\r\r\nERROR\r\n`;
  const [found] = findIn(bitErrors, log);
  expect(found?.evidence[0]?.text).toBe('AT+CGAUTX=1,1,… (sent: AT+CGAUTH=1,1,(hidden),"u")');
  expect(found?.detail).not.toContain('hunter2');
});
