import { expect, test } from 'vitest';
import { dialogue, findIn, severitiesIn } from '../../capture.testkit.ts';
import { pdpFailed } from './failed.ts';

const REGISTERED = ['AT+CEREG?', '+CEREG: 0,1', 'OK'] as const;

test.each([
  ['AT+CGACT', dialogue(REGISTERED, ['AT+CGACT=1,1', '+CME ERROR: 133']), ['fault']],
  ['AT+NETOPEN', dialogue(REGISTERED, ['AT+NETOPEN', 'ERROR']), ['fault']],
  ['AT+NETOPEN, told later', dialogue(REGISTERED, ['AT+NETOPEN', 'OK'], 9, ['', '+NETOPEN: 1']), ['fault']],
  ['AT+CMQTTSTART', dialogue(REGISTERED, ['AT+CMQTTSTART', '+CMQTTSTART: 7', 'ERROR']), ['fault']],
  ['nothing known of the registration', dialogue(['AT+NETOPEN', 'ERROR']), ['fault']],
  ['it works the next time', dialogue(['AT+NETOPEN', 'ERROR'], ['AT+NETOPEN', 'OK', '+NETOPEN: 0']), ['warning']],
  [
    'the context alone is up',
    dialogue(REGISTERED, ['AT+NETOPEN', 'ERROR'], ['AT+CGPADDR=1', '+CGPADDR: 1,10.0.0.2', 'OK']),
    ['fault'],
  ],
  ['not registered', dialogue(['AT+CEREG?', '+CEREG: 0,0', 'OK'], ['AT+NETOPEN', 'ERROR']), []],
  ['no network service', dialogue(['AT+CGACT=1,1', '+CME ERROR: no network service']), []],
  ['no SIM', dialogue(['AT+CPIN?', '+CME ERROR: 10'], ['AT+NETOPEN', 'ERROR']), []],
  ['open already', dialogue(REGISTERED, ['AT+NETOPEN', '+IP ERROR: Network is already opened', 'ERROR']), []],
  ['running already', dialogue(REGISTERED, ['AT+CMQTTSTART', '+CMQTTSTART: 23', 'ERROR']), []],
  ['switched off', dialogue(REGISTERED, ['AT+CGACT=0,1', 'ERROR']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(pdpFailed, log)).toEqual(severities);
});

test.each([
  ['its own code', ['AT+CGACT=1,1', '+CME ERROR: 133'], 'not subscribed'],
  ['a result code', ['AT+CMQTTSTART', '+CMQTTSTART: 7', 'ERROR'], 'network open fail'],
  ['an error line', ['AT+NETOPEN', '+IP ERROR: Open failure for network error', 'ERROR'], 'Open failure'],
] as const)('gives the reason: %s', (_name, exchange, words) => {
  expect(findIn(pdpFailed, dialogue(REGISTERED, exchange))[0]?.detail).toContain(words);
});

test('gives the cause that AT+CEER tells', () => {
  const log = dialogue(REGISTERED, ['AT+NETOPEN', 'ERROR'], ['AT+CEER', '+CEER: Missing or unknown APN', 'OK']);
  expect(findIn(pdpFailed, log)[0]?.detail).toContain('cause 27');
});
