import { expect, test } from 'vitest';
import { dialogue, findIn, severitiesIn } from '../../capture.testkit.ts';
import { unknownCommand } from './unknownCommand.ts';

test.each([
  ['misspelt', dialogue(['AT+CMQTSTART', 'ERROR']), ['fault']],
  ['not supported, with its reason', dialogue(['AT+FOOBAR=1', '+CME ERROR: operation not supported']), ['fault']],
  ['in a chain', dialogue(['AT+CREG=1;+CGREGG=1', 'ERROR']), ['fault']],
  [
    'and right the next time',
    dialogue(['AT+CMQTSTART', 'ERROR'], ['AT+CMQTTSTART', '+CMQTTSTART: 0', 'OK']),
    ['warning'],
  ],
  ['a question, and all goes on', dialogue(['AT+CPISI?', 'ERROR'], ['AT+CSQ', '+CSQ: 20,99', 'OK']), ['warning']],
  ['a question beside another failure', dialogue(['AT+CPISI?', 'ERROR'], ['AT+CGATT=1', 'ERROR']), ['warning']],
  ['a known command, refused', dialogue(['AT+CGATT=1', 'ERROR']), []],
  ['refused for another reason', dialogue(['AT+FOOBAR', '+CME ERROR: 10']), []],
  ['not in the dictionary, and it works', dialogue(['AT+FOOBAR', 'OK']), []],
  ['a command of another family', dialogue(['AT+SMCONN', 'ERROR']), []],
  ['with a result line of its own', dialogue(['AT+CMQTTFOO=0', '+CMQTTFOO: 0,12', 'ERROR']), []],
  ['damaged on its way', String.raw`0 TX AT+CSQ\r${'\n'}0.1 RX AT+CSY\r\r\nERROR\r\n`, []],
  ['no command line at all', dialogue(['hello', 'ERROR']), []],
])('%s', (_name, log, severities) => {
  expect(severitiesIn(unknownCommand, log, { family: 'sim7600' })).toEqual(severities);
});

test('names the nearest one', () => {
  expect(findIn(unknownCommand, dialogue(['AT+CMQTSTART', 'ERROR']))[0]?.title).toBe(
    'AT+CMQTSTART is misspelt: AT+CMQTTSTART is meant',
  );
  expect(findIn(unknownCommand, dialogue(['AT+ZZYYXX', 'ERROR']))[0]?.title).toBe('This modem does not know AT+ZZYYXX');
});

test('other families have other commands', () => {
  const log = dialogue(['AT+MQTTCONN=0,"broker.example",1883,1', 'ERROR']);
  expect(severitiesIn(unknownCommand, log, { family: 'esp-at' })).toEqual([]);
});
