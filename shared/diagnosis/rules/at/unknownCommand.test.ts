import { expect, test } from 'vitest';
import { exchanges, findIn, severitiesIn } from '../../capture.testkit.ts';
import { unknownCommand } from './unknownCommand.ts';

test.each([
  ['misspelt', exchanges(['AT+CMQTSTART', 'ERROR']), ['fault']],
  ['not supported, with its reason', exchanges(['AT+FOOBAR=1', '+CME ERROR: operation not supported']), ['fault']],
  ['in a chain', exchanges(['AT+CREG=1;+CGREGG=1', 'ERROR']), ['fault']],
  [
    'and right the next time',
    exchanges(['AT+CMQTSTART', 'ERROR'], ['AT+CMQTTSTART', '+CMQTTSTART: 0', 'OK']),
    ['warning'],
  ],
  ['a question, and nothing else fails', exchanges(['AT+CPISI?', 'ERROR'], ['AT+CSQ', '+CSQ: 20,99', 'OK']), ['fault']],
  [
    'a question, and a connection is made',
    exchanges(['AT+CPISI?', 'ERROR'], ['AT+CIPOPEN=0,"TCP","b.example",1883', 'OK', '+CIPOPEN: 0,0']),
    ['warning'],
  ],
  [
    'signal of the sister family, beside no registration',
    exchanges(['AT+CESQ', 'ERROR'], ['AT+CEREG?', '+CEREG: 0,3', 'OK']),
    ['warning'],
  ],
  [
    'an action that opens nothing, beside a missing card',
    exchanges(['AT+CLTS=1', 'ERROR'], ['AT+CPIN?', '+CME ERROR: 10']),
    ['warning'],
  ],
  ['a question beside another failure', exchanges(['AT+CPISI?', 'ERROR'], ['AT+CGATT=1', 'ERROR']), ['warning']],
  ['a known command, refused', exchanges(['AT+CGATT=1', 'ERROR']), []],
  ['refused for another reason', exchanges(['AT+FOOBAR', '+CME ERROR: 10']), []],
  ['not in the dictionary, and it works', exchanges(['AT+FOOBAR', 'OK']), []],
  ['a command of another family', exchanges(['AT+SMCONN', 'ERROR']), []],
  ['with a result line of its own', exchanges(['AT+CMQTTFOO=0', '+CMQTTFOO: 0,12', 'ERROR']), []],
  ['damaged on its way', String.raw`0 TX AT+CSQ\r${'\n'}0.1 RX AT+CSY\r\r\nERROR\r\n`, []],
  ['no command line at all', exchanges(['hello', 'ERROR']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(unknownCommand, log, { family: 'sim7600' })).toEqual(severities);
});

test('names the nearest one', () => {
  expect(findIn(unknownCommand, exchanges(['AT+CMQTSTART', 'ERROR']))[0]?.title).toBe(
    'AT+CMQTSTART is misspelt: AT+CMQTTSTART is meant',
  );
  expect(findIn(unknownCommand, exchanges(['AT+ZZYYXX', 'ERROR']))[0]?.title).toBe(
    'This modem does not know AT+ZZYYXX',
  );
});

test('other families have other commands', () => {
  const log = exchanges(['AT+MQTTCONN=0,"broker.example",1883,1', 'ERROR']);
  expect(severitiesIn(unknownCommand, log, { family: 'esp-at' })).toEqual([]);
});
