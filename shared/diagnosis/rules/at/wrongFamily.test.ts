import { expect, test } from 'vitest';
import { exchanges, findIn, severitiesIn } from '../../capture.testkit.ts';
import { wrongFamily } from './wrongFamily.ts';

test.each([
  ['AT+SMCONN', 'SIM7000'],
  ['AT+CAOPEN=0,0,"TCP","broker.example",1883', 'SIM7000'],
  ['AT+CNACT=0,1', 'SIM7000'],
  ['AT+QMTOPEN=0,"broker.example",1883', 'Quectel'],
  ['AT+QIACT=1', 'Quectel'],
  ['AT+CSTT="iot.example"', 'SIM800'],
  ['AT+SAPBR=1,1', 'SIM800'],
  ['AT+CWJAP="a","b"', 'ESP-AT'],
  ['AT+UMQTTC=1', 'u-blox'],
])('%s belongs to %s', (command, family) => {
  const [found] = findIn(wrongFamily, exchanges([command, 'ERROR']), { family: 'sim7600' });
  expect(found).toMatchObject({ severity: 'fault' });
  expect(found?.title).toContain(family);
});

test.each([
  ['a command of its own', 'sim7600', exchanges(['AT+CMQTTSTART', 'ERROR']), []],
  ['an unknown command of nobody', 'sim7600', exchanges(['AT+FOOBAR', 'ERROR']), []],
  ['a foreign command that works', 'a76xx', exchanges(['AT+CNACT=0,1', 'OK']), []],
  ['at home', 'esp-at', exchanges(['AT+CWJAP="a","b"', 'ERROR']), []],
  [
    'it asked and went on',
    'sim7600',
    exchanges(['AT+QCCID', 'ERROR'], ['AT+CIPOPEN=0,"TCP","b.example",1883', 'OK', '+CIPOPEN: 0,0']),
    ['warning'],
  ],
  [
    'it asked, and the card is missing anyway',
    'sim7600',
    exchanges(['AT+CCID', 'ERROR'], ['AT+CPIN?', '+CME ERROR: SIM not inserted']),
    ['warning'],
  ],
] as const)('%s', (_name, family, log, severities) => {
  expect(severitiesIn(wrongFamily, log, { family })).toEqual(severities);
});

test('names the commands that do it here', () => {
  const [found] = findIn(wrongFamily, exchanges(['AT+SMCONN', 'ERROR']), { family: 'sim7600' });
  expect(found?.advice).toContain('AT+CMQTTCONNECT');
});
