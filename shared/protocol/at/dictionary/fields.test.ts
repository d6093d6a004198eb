import { describe, expect, test } from 'vitest';
import type { FieldSpec } from './entryTypes.ts';
import {
  choice,
  faultOf,
  HIDDEN,
  hex,
  integer,
  number,
  optional,
  readField,
  readFields,
  string,
  text,
  withUnit,
  word,
} from './fields.ts';

const port = integer('port', 'port', { range: [[1, 65_535]] });
const state = choice('state', 'state', { 0: 'off', 1: 'on' });
const volts = number('voltage', 'supply', { unit: 'V' });
const cell = hex('cell', 'cell');
const type = word('type', 'kind', { IP: 'IPv4' });
const uri = string('uri', 'address', { begins: 'tcp://', length: [9, 20] });

describe('a field in words', () => {
  test.each<[FieldSpec, string, string]>([
    [port, '1883', '1883'],
    [state, '1', 'on'],
    [state, '01', 'on'],
    [state, '', 'not given'],
    [volts, '3.591', '3.591 V'],
    [volts, '-3', '−3 V'],
    [cell, '0x182d', '0x182d'],
    [type, 'ip', 'IPv4'],
    [type, '"', '"'],
    [text('t', 't', { unit: 's' }), 'a few', 'a few s'],
    [integer('n', 'n', { words: (raw) => `number ${raw}` }), '7', 'number 7'],
    [integer('n', 'n', { values: { 7: 'seven' }, words: () => 'never' }), '7', 'seven'],
  ])('%o %s', (spec, raw, words) => {
    expect(readField(spec, raw)).toMatchObject({ name: spec.name, raw, text: words });
  });

  test('names that every object has are no values', () => {
    for (const raw of ['constructor', '__proto__', 'toString']) expect(readField(type, raw).text).toBe(raw);
  });

  test('a secret is neither kept nor told', () => {
    expect(readField(string('pwd', 'password', { secret: true }), 'hunter2')).toEqual({
      name: 'pwd',
      raw: HIDDEN,
      text: HIDDEN,
    });
    expect(readField(string('pwd', 'password', { secret: true }), '').text).toBe('empty');
  });

  test.each([
    [-77, 'dBm', '−77 dBm'],
    ['-1.5', 'dB', '−1.5 dB'],
    [12, undefined, '12'],
  ])('%s %s', (value, unit, words) => {
    expect(withUnit(value, unit)).toBe(words);
  });
});

describe('what does not fit', () => {
  test.each<[FieldSpec, string, ReturnType<typeof faultOf>]>([
    [port, '1883', null],
    [port, '0', 'out-of-range'],
    [port, '65536', 'out-of-range'],
    [port, '-1', 'out-of-range'],
    [port, '18x', 'not-a-number'],
    [port, '1e3', 'not-a-number'],
    [port, '', null],
    [state, '2', 'unknown-value'],
    [state, 'on', 'not-a-number'],
    [volts, '3.5V', 'not-a-number'],
    [volts, '.5', null],
    [cell, '0x18g', 'not-hexadecimal'],
    [hex('suites', 'suites', { values: { all: 'all' } }), 'all', null],
    [type, 'X25', 'unknown-value'],
    [uri, 'tcp://a.example', null],
    [uri, 'TCP://a.example', null],
    [uri, 'mqtt://a.example', 'wrong-beginning'],
    [uri, 'tcp://a', 'wrong-length'],
    [uri, 'tcp://broker.example', null],
    [uri, 'tcp://broker1.example', 'wrong-length'],
    [uri, 'tcp://abc', null],
    [choice('n', 'n', { 0: 'none' }, { range: [[0, 9]] }), '5', null],
    [choice('n', 'n', { 99: 'not known' }, { range: [[0, 9]] }), '99', null],
    [text('t', 't'), '\u0000', null],
  ])('%o %s: %s', (spec, raw, fault) => {
    expect(faultOf(spec, raw)).toBe(fault);
    expect(readField(spec, raw).severity).toBe(fault === null ? undefined : 'warning');
  });

  test('what fits is judged by its value', () => {
    const judged = integer('n', 'n', { range: [[0, 9]], judge: (raw) => (raw === '0' ? 'ok' : undefined) });
    expect(['0', '1', '10', ''].map((raw) => readField(judged, raw).severity)).toEqual([
      'ok',
      undefined,
      'warning',
      undefined,
    ]);
  });
});

describe('the fields of a line', () => {
  test.each<[readonly FieldSpec[], readonly string[], readonly string[]]>([
    [
      [port, state],
      ['1', '0'],
      ['port=1', 'state=off'],
    ],
    [[port, optional(state)], ['1'], ['port=1']],
    [[port], ['1', '2'], ['port=1', 'field 2=2']],
    [
      [port, text('rest', 'rest')],
      ['1', 'a', 'b', 'c'],
      ['port=1', 'rest=a,b,c'],
    ],
    [[], ['1'], ['field 1=1']],
    [[port], [], []],
  ])('%o %j', (specs, fields, decoded) => {
    expect(readFields(specs, fields).map(({ name, text: words }) => `${name}=${words}`)).toEqual(decoded);
  });
});
