import { expect, test } from 'vitest';
import { cautionsIn } from './caution.ts';
import { createDictionary } from './dictionary.ts';

const dictionary = createDictionary('sim7600');

test.each<readonly [text: string, asked: readonly string[]]>([
  ['', []],
  ['AT+CSQ', []],
  ['AT+CFUN=1', []],
  ['AT+CFUN=1,1', ['AT+CFUN=1,1']],
  ['at+creset', ['at+creset']],
  ['AT+CSQ;+CRESET', ['AT+CSQ;+CRESET']],
  ['AT&F', ['AT&F']],
  ['  AT+IPREX=9600  ', ['AT+IPREX=9600']],
  ['AT+IPREX?', []],
  ['AT+CSQ\n# AT+CRESET\nwait 10 AT+CRESET\n> AT+CRESET', []],
  ['AT+CSQ\r\nAT+CPOF\nAT+CMGD=1,4\nwait 60 RDY', ['AT+CPOF', 'AT+CMGD=1,4']],
])('%j', (text, asked) => {
  const cautions = cautionsIn(dictionary, text);
  expect(cautions.map(({ line }) => line)).toEqual(asked);
  for (const { why } of cautions) expect(why).not.toBe('');
});
