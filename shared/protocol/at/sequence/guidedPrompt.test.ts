import { expect, test } from 'vitest';
import { guidedPrompt } from './guidedPrompt.ts';

const shown = (command: string, data: string): readonly string[] | string => {
  const result = guidedPrompt(command, data);
  return result.ok
    ? result.value.map(({ send, text, expect: { what } }) => `${send} ${text} ${what}`)
    : result.error.code;
};

test.each([
  ['AT+CMQTTTOPIC=0,99', 'bench/t1', 'AT+CMQTTTOPIC=0,8'],
  ['AT+CMQTTTOPIC=0', 'bench/t1', 'AT+CMQTTTOPIC=0,8'],
  ['at+cmqttpayload=0,1', '21 °C', 'AT+CMQTTPAYLOAD=0,6'],
  ['AT+CMQTTSUB=0,1,1', 'bench/#', 'AT+CMQTTSUB=0,7,1'],
  ['AT+CIPSEND=2,5', 'hello you', 'AT+CIPSEND=2,9'],
  ['AT+CIPSEND=2,5,"192.0.2.7",5000', 'hi', 'AT+CIPSEND=2,2,"192.0.2.7",5000'],
  ['AT+CIPSEND=1', 'hi', 'AT+CIPSEND=2'],
  ['AT+CCHSEND=0,0', 'hi', 'AT+CCHSEND=0,2'],
  ['AT+CCERTDOWN="ca.pem",1', '-----BEGIN-----\n', 'AT+CCERTDOWN="ca.pem",16'],
  ['AT+HTTPDATA=1,5000', '{"t":1}', 'AT+HTTPDATA=7,5000'],
  ['AT+MQTTPUBRAW=0,"bench/t1",0,1,0', 'on', 'AT+MQTTPUBRAW=0,"bench/t1",2,1,0'],
])('%s with %j declares its bytes', (command, data, line) => {
  expect(shown(command, data)).toEqual([`line ${line} prompt`, `data ${data} final`]);
});

test.each([
  ['AT+CIPSEND=0,', 'a\x1ab', 'AT+CIPSEND=0,', 'a\x03\x1ab\x1a'],
  ['AT+CIPSEND', 'hi', 'AT+CIPSEND', 'hi\x1a'],
  ['AT+CMGS="+15550100"', 'hi', 'AT+CMGS="+15550100"', 'hi\x1a'],
])('%s with %j ends as the command says', (command, data, line, sent) => {
  expect(shown(command, data)).toEqual([`line ${line} prompt`, `data ${sent} final`]);
});

test.each(['AT+CSQ', 'AT+CMQTTSUB=0,1', 'AT+CIPSEND?', 'AT+CIPSEND=?', 'hello', '', 'AT+CIPSEND=0,1;+CSQ'])(
  '%j asks for no data',
  (command) => {
    expect(shown(command, 'x')).toBe('no-prompt');
  },
);
