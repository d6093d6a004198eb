import { expect, test } from 'vitest';
import { captureFromText, exchanges, severitiesIn } from '../../capture.testkit.ts';
import { hostConsole } from './hostConsole.ts';

test.each([
  ['login:', ['fault']],
  ['gateway-7 login: ', ['fault']],
  ['Password: ', ['fault']],
  ['Login incorrect', ['fault']],
  ['Debian GNU/Linux 12 gateway ttyS0', ['fault']],
  ['[    3.141592] usb 1-1: new device', ['fault']],
  ['-bash: AT+CSQ: command not found', ['fault']],
  ['root@gateway:~# ', ['fault']],
  ['U-Boot 2023.01', ['fault']],
  ['Linux version 6.1.0', ['fault']],
  ['OK', []],
  ['+CPIN: SIM PIN', []],
  ['login failed: no route to host', []],
  ['the password is secret', []],
])('%s', (line, severities) => {
  expect(severitiesIn(hostConsole, exchanges(['AT', line], ['AT']))).toEqual(severities);
});

test('a modem that answers later is there too', () => {
  expect(severitiesIn(hostConsole, exchanges(['AT', 'gateway login: '], 5, ['AT', 'OK']))).toEqual(['warning']);
});

test('the text of a message may say anything, with the modem side alone too', () => {
  const log = String.raw`0 RX \r\n+CMGR: "REC READ","+10000000","","24/05/01,10:00:00+08"\r\nmeter login: see below\r\n\r\nOK\r\n`;
  expect(severitiesIn(hostConsole, log)).toEqual([]);
});

test('the log of a firmware is a console by itself', () => {
  const capture = captureFromText(exchanges(['', 'gateway login: ']));
  const link = {
    id: 1,
    lane: 'serial',
    role: 'mcu-console',
    name: 'log',
    address: '',
    clientId: '',
    level: 0,
    openedAt: 0,
    closedAt: null,
  } as const;
  expect(hostConsole.find(capture)).toHaveLength(1);
  expect(hostConsole.find({ ...capture, links: new Map([[1, link]]) })).toEqual([]);
});
