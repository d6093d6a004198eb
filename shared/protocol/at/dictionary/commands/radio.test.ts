import { describe, expect, test } from 'vitest';
import { cautionOf } from '../caution.ts';
import { createDictionary } from '../dictionary.ts';
import { problemsOf, readLine } from '../lines.testkit.ts';

const dictionary = createDictionary('sim7600');

describe('AT+CNMP (V3.00 4.2.11)', () => {
  test.each([
    ['+CNMP: 2', 'technologies: automatic'],
    ['+CNMP:38', 'technologies: LTE only'],
    ['+CNMP: 39', 'technologies: GSM, WCDMA and LTE'],
    ['+CNMP: 99', 'technologies: 99'],
  ])('%s', (line, sentence) => {
    expect(readLine(dictionary, 'AT+CNMP?', line).sentence).toBe(sentence);
  });

  test('an unknown number is marked', () => {
    expect(readLine(dictionary, 'AT+CNMP?', '+CNMP: 99').odd).toEqual({ mode: 'warning' });
    expect(problemsOf(dictionary, 'AT+CNMP=3')).toEqual(['unknown-value']);
  });

  test('is kept over a reset, which only matters when it is not automatic', () => {
    expect(cautionOf(dictionary.explainCommand('AT+CNMP=38'))).toMatch(/kept over a reset/);
    expect(cautionOf(dictionary.explainCommand('AT+CNMP=2'))).toBeNull();
  });
});

describe('AT+CNSMOD (4.2.15)', () => {
  test.each([
    ['AT+CNSMOD?', '+CNSMOD: 0,8', { n: 'off', stat: 'LTE' }, 'technology in use: LTE'],
    ['AT+CNSMOD?', '+CNSMOD:1,2', { n: 'on', stat: 'GPRS' }, 'technology in use: GPRS'],
    ['AT+CNSMOD?', '+CNSMOD: 0,0', { stat: 'no service' }, 'technology in use: no service'],
    ['AT+CNSMOD?', '+CNSMOD: 0,42', { stat: '42' }, 'technology in use: 42'],
  ])('%s %s', (asked, line, fields, sentence) => {
    const read = readLine(dictionary, asked, line);
    expect(read.fields).toMatchObject(fields);
    expect(read.sentence).toBe(sentence);
  });

  test('has no execute form', () => {
    expect(problemsOf(dictionary, 'AT+CNSMOD')).toEqual(['no-such-form']);
  });
});

describe('AT+CNBP (4.2.12), AT+CNAOP (4.2.13)', () => {
  test.each([
    [
      '+CNBP: 0x0000000000400180,0x0000000000000095,0x000000000000003F',
      { mode: 'EGSM 900, GSM 1800, WCDMA 2100', lte: 'LTE bands 1, 3, 5, 8' },
    ],
    ['+CNBP: 0X0000000000000180,0X0000000040080085,0X0080', { lte: 'LTE bands 1, 3, 8, 20, 31' }],
    ['+CNBP: 0x0,0x0', { mode: '0x0', lte: 'none' }],
    ['+CNBP: 0x2z,0x', { mode: '0x2z', lte: '0x' }],
  ])('%s', (line, fields) => {
    const read = readLine(dictionary, 'AT+CNBP?', line).fields;
    for (const [name, words] of Object.entries(fields)) {
      expect(read[name]?.split(', ').toSorted()).toEqual(words.split(', ').toSorted());
    }
  });

  test.each([
    ['AT+CNBP=,0x0000000000000095', []],
    ['AT+CNBP=0xzz', ['not-hexadecimal']],
    ['AT+CNAOP=7,9,5,3,11,2,4', []],
    ['AT+CNAOP=7,8', ['unknown-value']],
  ])('%s', (line, problems) => {
    expect(problemsOf(dictionary, line)).toEqual(problems);
  });

  test('the order of technologies', () => {
    expect(readLine(dictionary, 'AT+CNAOP?', '+CNAOP: 7,9,5,3').fields).toEqual({
      mode: 'in this order',
      'system 1': 'LTE',
      'system 2': 'WCDMA',
      'system 3': 'GSM',
    });
  });
});
