import { expect, test } from 'vitest';
import { exchanges, findIn, severitiesIn } from '../../capture.testkit.ts';
import { pdpFailed } from './failed.ts';

const REGISTERED = ['AT+CEREG?', '+CEREG: 0,1', 'OK'] as const;

test.each([
  ['AT+CGACT', exchanges(REGISTERED, ['AT+CGACT=1,1', '+CME ERROR: 133']), ['fault']],
  ['AT+NETOPEN', exchanges(REGISTERED, ['AT+NETOPEN', 'ERROR']), ['fault']],
  ['AT+NETOPEN, told later', exchanges(REGISTERED, ['AT+NETOPEN', 'OK'], 9, ['', '+NETOPEN: 1']), ['fault']],
  ['AT+CMQTTSTART', exchanges(REGISTERED, ['AT+CMQTTSTART', '+CMQTTSTART: 7', 'ERROR']), ['fault']],
  ['nothing known of the registration', exchanges(['AT+NETOPEN', 'ERROR']), ['fault']],
  ['it works the next time', exchanges(['AT+NETOPEN', 'ERROR'], ['AT+NETOPEN', 'OK', '+NETOPEN: 0']), ['warning']],
  [
    'the context alone is up',
    exchanges(REGISTERED, ['AT+NETOPEN', 'ERROR'], ['AT+CGPADDR=1', '+CGPADDR: 1,10.0.0.2', 'OK']),
    ['fault'],
  ],
  ['not registered', exchanges(['AT+CEREG?', '+CEREG: 0,0', 'OK'], ['AT+NETOPEN', 'ERROR']), []],
  ['no network service', exchanges(['AT+CGACT=1,1', '+CME ERROR: no network service']), []],
  ['no SIM', exchanges(['AT+CPIN?', '+CME ERROR: 10'], ['AT+NETOPEN', 'ERROR']), []],
  ['open already', exchanges(REGISTERED, ['AT+NETOPEN', '+IP ERROR: Network is already opened', 'ERROR']), []],
  ['running already', exchanges(REGISTERED, ['AT+CMQTTSTART', '+CMQTTSTART: 23', 'ERROR']), []],
  ['switched off', exchanges(REGISTERED, ['AT+CGACT=0,1', 'ERROR']), []],
  ['with the modem side alone', exchanges(['', '+CEREG: 1'], ['', '+CMQTTSTART: 7']), ['fault']],
  ['the same of sockets', exchanges(['', 'OK'], 20, ['', '+NETOPEN: 1']), ['fault']],
  ['an answer that says open', exchanges(['', '+NETOPEN: 1', 'OK']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(pdpFailed, log)).toEqual(severities);
});

test.each([
  ['its own code', ['AT+CGACT=1,1', '+CME ERROR: 133'], 'not subscribed'],
  ['a result code', ['AT+CMQTTSTART', '+CMQTTSTART: 7', 'ERROR'], 'network open fail'],
  ['an error line', ['AT+NETOPEN', '+IP ERROR: Open failure for network error', 'ERROR'], 'Open failure'],
] as const)('gives the reason: %s', (_name, exchange, words) => {
  expect(findIn(pdpFailed, exchanges(REGISTERED, exchange))[0]?.detail).toContain(words);
});

test('gives the cause that AT+CEER tells', () => {
  const log = exchanges(REGISTERED, ['AT+NETOPEN', 'ERROR'], ['AT+CEER', '+CEER: Missing or unknown APN', 'OK']);
  expect(findIn(pdpFailed, log)[0]?.detail).toContain('cause 27');
});
