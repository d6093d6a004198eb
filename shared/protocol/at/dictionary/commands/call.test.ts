import { expect, test } from 'vitest';
import { createDictionary } from '../dictionary.ts';
import { problemsOf, readLine } from '../lines.testkit.ts';

const dictionary = createDictionary('sim7600');

test.each([
  ['AT+CLCC', '+CLCC: 1,0,2,0,0,"5550100",129', { dir: 'outgoing', stat: 'dialling', mode: 'voice' }],
  ['AT+CLCC', '+CLCC: 1,0,9,0,0', { stat: '9' }],
  ['AT+CPAS', '+CPAS: 0', { pas: 'ready' }],
  ['AT+CPAS', '+CPAS:4', { pas: 'in a call' }],
  ['AT+CLIP?', '+CLIP: 1,2', { n: 'on', m: 'unknown' }],
  ['AT+CNUM', '+CNUM: "","5550100",129', { number: '5550100', type: '129' }],
  ['AT+CUSD?', '+CUSD: 1', { n: 'shown' }],
  ['AT+CMER?', '+CMER: 3,0,0,1,0', { mode: '3', ind: '1' }],
])('%s %s', (asked, line, fields) => {
  expect(readLine(dictionary, asked, line).fields).toMatchObject(fields);
});

test('the own number is not told', () => {
  expect(readLine(dictionary, 'AT+CNUM', '+CNUM: "","5550100",129').sentence).toBe('Own number: number, type 129');
});

test.each([
  ['ATD*99#', []],
  ['ATD*99***1#', []],
  ['ATD5550100;', []],
  ['ATH0', []],
  ['AT+CUSD=1,"*100#"', []],
  ['AT+CUSD=1,*100#', ['not-quoted']],
  ['AT+CMER=3,0,0,1', []],
  ['AT+CMER=4', ['out-of-range']],
  ['AT+CHUP', []],
  ['AT+CLIP', ['no-such-form']],
])('%s', (line, problems) => {
  expect(problemsOf(dictionary, line)).toEqual(problems);
});
