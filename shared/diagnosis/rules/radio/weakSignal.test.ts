import { expect, test } from 'vitest';
import { dialogue, findIn, severitiesIn } from '../../capture.testkit.ts';
import { weakSignal } from './weakSignal.ts';

const WEAK = ['AT+CSQ', '+CSQ: 5,99', 'OK'] as const;
const SEARCHING = ['AT+CEREG?', '+CEREG: 0,2', 'OK'] as const;
const cpsi = (rsrp: string) =>
  ['AT+CPSI?', `+CPSI: LTE,Online,001-01,0x12,123456,1,EUTRAN-BAND3,1500,3,3,${rsrp},5`, 'OK'] as const;

test.each([
  ['and it searches', dialogue(WEAK, SEARCHING), ['fault']],
  [
    'and a publish takes too long',
    dialogue(WEAK, ['AT+CMQTTPUB=0,1,60', 'OK'], 60, ['', '+CMQTTPUB: 0,17']),
    ['fault'],
  ],
  ['and the network goes', dialogue(WEAK, 60, ['', '+CMQTTNONET']), ['fault']],
  ['RSRP in tenths', dialogue(cpsi('-150,-1211,-900'), SEARCHING), ['fault']],
  ['RSRP in whole dBm', dialogue(cpsi('-15,-121,-90'), SEARCHING), ['fault']],
  [
    'what failed has another reason',
    dialogue(WEAK, ['AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1', 'OK', '+CMQTTCONNECT: 0,30']),
    ['warning'],
  ],
  ['registration is refused', dialogue(WEAK, ['AT+CEREG?', '+CEREG: 0,3', 'OK']), []],
  ['and all works', dialogue(WEAK, ['AT+CEREG?', '+CEREG: 0,1', 'OK']), []],
  ['better when asked again', dialogue(WEAK, ['AT+CSQ', '+CSQ: 17,99', 'OK'], SEARCHING), []],
  ['not known', dialogue(['AT+CSQ', '+CSQ: 99,99', 'OK'], SEARCHING), []],
  ['good', dialogue(['AT+CSQ', '+CSQ: 10,99', 'OK'], SEARCHING), []],
  ['RSRP good enough', dialogue(cpsi('-110,-1050,-700'), SEARCHING), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(weakSignal, log)).toEqual(severities);
});

test.each([
  ['5', '−103 dBm'],
  ['0', '−113 or less dBm'],
  ['9', '−95 dBm'],
])('+CSQ: %s is %s', (rssi, words) => {
  const log = dialogue(['AT+CSQ', `+CSQ: ${rssi},99`, 'OK'], SEARCHING);
  expect(findIn(weakSignal, log)[0]?.title).toBe(`The signal is weak: ${words}`);
});
