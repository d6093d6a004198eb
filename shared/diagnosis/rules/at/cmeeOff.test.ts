import { expect, test } from 'vitest';
import { exchanges, severitiesIn } from '../../capture.testkit.ts';
import { cmeeOff } from './cmeeOff.ts';

const BARE = ['AT+CPIN?', 'ERROR'] as const;

test.each([
  ['a query without a reason', exchanges(BARE), ['note']],
  ['switched off', exchanges(['AT+CMEE=0', 'OK'], ['AT+CGATT=1', 'ERROR']), ['note']],
  ['the modem says it is off', exchanges(['AT+CMEE?', '+CMEE: 0', 'OK'], ['AT+CGATT=1', 'ERROR']), ['note']],
  ['forgotten by a restart', exchanges(['AT+CMEE=2', 'OK'], ['AT+CRESET', 'OK'], 9, ['', 'RDY'], BARE), ['note']],
  ['switched on', exchanges(['AT+CMEE=2', 'OK'], BARE), []],
  ['it gives reasons', exchanges(['AT+CIMI', '+CME ERROR: 10'], BARE), []],
  ['a value that may be wrong, and nothing known', exchanges(['AT+CGATT=1', 'ERROR']), []],
  ['a syntax error', exchanges(['AT+CMEE=0', 'OK'], ['AT+CGDCONT=1,IP', 'ERROR']), []],
  ['a command whose service has its own codes', exchanges(['AT+CMEE=0', 'OK'], ['AT+CMQTTSTART', 'ERROR']), []],
  ['an unknown command', exchanges(['AT+CMEE=0', 'OK'], ['AT+FOO?', 'ERROR']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(cmeeOff, log, { family: 'sim7600' })).toEqual(severities);
});
