import { expect, test } from 'vitest';
import { exchanges, severitiesIn } from '../../capture.testkit.ts';
import { noApn } from './noApn.ts';

const EMPTY = ['AT+CGDCONT?', '+CGDCONT: 1,"IP","","0.0.0.0",0,0', 'OK'] as const;
const FAILS = ['AT+NETOPEN', 'ERROR'] as const;

test.each([
  ['empty', exchanges(EMPTY, FAILS), ['fault']],
  ['missing', exchanges(['AT+CGDCONT?', '+CGDCONT: 2,"IP","ims"', 'OK'], FAILS), ['fault']],
  ['none at all', exchanges(['AT+CGDCONT?', 'OK'], FAILS), ['fault']],
  [
    'set to nothing',
    exchanges(['AT+CGDCONT=1,"IP",""', 'OK'], ['AT+CMQTTSTART', '+CMQTTSTART: 7', 'ERROR']),
    ['fault'],
  ],
  ['undefined', exchanges(['AT+CGDCONT=1', 'OK'], FAILS), ['fault']],
  ['asked afterwards', exchanges(FAILS, EMPTY), ['fault']],
  [
    'of the context that is opened',
    exchanges(['AT+CGDCONT?', '+CGDCONT: 1,"IP","a"', 'OK'], ['AT+CGACT=1,3', 'ERROR']),
    ['fault'],
  ],
  [
    'and it works later',
    exchanges(EMPTY, FAILS, ['AT+CGDCONT=1,"IP","iot.example"', 'OK'], ['AT+NETOPEN', 'OK', '+NETOPEN: 0']),
    ['warning'],
  ],
  ['set in between', exchanges(EMPTY, ['AT+CGDCONT=1,"IP","iot.example"', 'OK'], FAILS), []],
  ['not known', exchanges(FAILS), []],
  ['empty, and it works', exchanges(EMPTY, ['AT+NETOPEN', 'OK', '+NETOPEN: 0']), []],
  ['not registered', exchanges(['AT+CEREG?', '+CEREG: 0,2', 'OK'], EMPTY, FAILS), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(noApn, log)).toEqual(severities);
});
