import { expect, test } from 'vitest';
import { dialogue, severitiesIn } from '../../capture.testkit.ts';
import { noApn } from './noApn.ts';

const EMPTY = ['AT+CGDCONT?', '+CGDCONT: 1,"IP","","0.0.0.0",0,0', 'OK'] as const;
const FAILS = ['AT+NETOPEN', 'ERROR'] as const;

test.each([
  ['empty', dialogue(EMPTY, FAILS), ['fault']],
  ['missing', dialogue(['AT+CGDCONT?', '+CGDCONT: 2,"IP","ims"', 'OK'], FAILS), ['fault']],
  ['none at all', dialogue(['AT+CGDCONT?', 'OK'], FAILS), ['fault']],
  ['set to nothing', dialogue(['AT+CGDCONT=1,"IP",""', 'OK'], ['AT+CMQTTSTART', '+CMQTTSTART: 7', 'ERROR']), ['fault']],
  ['undefined', dialogue(['AT+CGDCONT=1', 'OK'], FAILS), ['fault']],
  ['asked afterwards', dialogue(FAILS, EMPTY), ['fault']],
  [
    'of the context that is opened',
    dialogue(['AT+CGDCONT?', '+CGDCONT: 1,"IP","a"', 'OK'], ['AT+CGACT=1,3', 'ERROR']),
    ['fault'],
  ],
  [
    'and it works later',
    dialogue(EMPTY, FAILS, ['AT+CGDCONT=1,"IP","iot.example"', 'OK'], ['AT+NETOPEN', 'OK', '+NETOPEN: 0']),
    ['warning'],
  ],
  ['set in between', dialogue(EMPTY, ['AT+CGDCONT=1,"IP","iot.example"', 'OK'], FAILS), []],
  ['not known', dialogue(FAILS), []],
  ['empty, and it works', dialogue(EMPTY, ['AT+NETOPEN', 'OK', '+NETOPEN: 0']), []],
  ['not registered', dialogue(['AT+CEREG?', '+CEREG: 0,2', 'OK'], EMPTY, FAILS), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(noApn, log)).toEqual(severities);
});
