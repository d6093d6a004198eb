import { expect, test } from 'vitest';
import { exchanges, findIn, severitiesIn } from '../../capture.testkit.ts';
import { weakSignal } from './weakSignal.ts';

const WEAK = ['AT+CSQ', '+CSQ: 5,99', 'OK'] as const;
const SEARCHING = ['AT+CEREG?', '+CEREG: 0,2', 'OK'] as const;
const cpsi = (rsrp: string) =>
  ['AT+CPSI?', `+CPSI: LTE,Online,001-01,0x12,123456,1,EUTRAN-BAND3,1500,3,3,${rsrp},5`, 'OK'] as const;

test.each([
  ['and it searches', exchanges(WEAK, SEARCHING), ['fault']],
  [
    'and a publish takes too long',
    exchanges(WEAK, ['AT+CMQTTPUB=0,1,60', 'OK'], 60, ['', '+CMQTTPUB: 0,17']),
    ['fault'],
  ],
  ['with the modem side alone', exchanges(['', '+CSQ: 4,99', 'OK'], 60, ['', '+CMQTTCONNECT: 0,3']), ['fault']],
  ['and the network goes', exchanges(WEAK, 60, ['', '+CMQTTNONET']), ['fault']],
  ['RSRP in tenths', exchanges(cpsi('-150,-1211,-900'), SEARCHING), ['fault']],
  ['RSRP in whole dBm', exchanges(cpsi('-15,-121,-90'), SEARCHING), ['fault']],
  [
    'what failed has another reason',
    exchanges(WEAK, ['AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1', 'OK', '+CMQTTCONNECT: 0,30']),
    ['warning'],
  ],
  ['registration is refused', exchanges(WEAK, ['AT+CEREG?', '+CEREG: 0,3', 'OK']), []],
  ['and all works', exchanges(WEAK, ['AT+CEREG?', '+CEREG: 0,1', 'OK']), []],
  ['better when asked again', exchanges(WEAK, ['AT+CSQ', '+CSQ: 17,99', 'OK'], SEARCHING), []],
  ['not known', exchanges(['AT+CSQ', '+CSQ: 99,99', 'OK'], SEARCHING), []],
  ['good', exchanges(['AT+CSQ', '+CSQ: 10,99', 'OK'], SEARCHING), []],
  ['RSRP good enough', exchanges(cpsi('-110,-1050,-700'), SEARCHING), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(weakSignal, log)).toEqual(severities);
});

test.each([
  ['5', '−103 dBm'],
  ['0', '−113 or less dBm'],
  ['9', '−95 dBm'],
])('+CSQ: %s is %s', (rssi, words) => {
  const log = exchanges(['AT+CSQ', `+CSQ: ${rssi},99`, 'OK'], SEARCHING);
  expect(findIn(weakSignal, log)[0]?.title).toBe(`The signal is weak: ${words}`);
});
