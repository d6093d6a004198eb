import { describe, expect, it } from 'vitest';
import { chunkOf, latin1, noteRow, serialRow } from './rows.testkit.ts';
import { compileSearch, parseSearchText, type SearchTerm } from './searchText.ts';

const yes = (text: string): SearchTerm => ({ text, negated: false });
const no = (text: string): SearchTerm => ({ text, negated: true });

describe('parseSearchText', () => {
  it.each<[string, readonly SearchTerm[]]>([
    ['', []],
    ['   \t ', []],
    ['csq', [yes('csq')]],
    ['  creg   csq ', [yes('creg'), yes('csq')]],
    ['-csq', [no('csq')]],
    ['csq -creg', [yes('csq'), no('creg')]],
    ['"no carrier"', [yes('no carrier')]],
    ['-"no carrier" ok', [no('no carrier'), yes('ok')]],
    ['"never closed', [yes('never closed')]],
    ['"" -"" ""', []],
    ['-', [yes('-')]],
    ['--x', [no('-x')]],
    ['a-b', [yes('a-b')]],
    ['"-77"', [yes('-77')]],
    ['AT+CGDCONT=1,"IP"', [yes('AT+CGDCONT=1,"IP"')]],
    ['"a"b', [yes('a'), yes('b')]],
  ])('%j', (search, terms) => {
    expect(parseSearchText(search)).toEqual(terms);
  });
});

describe('compileSearch', () => {
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

  it.each<[string, string, boolean]>([
    ['csq', '\r\n+CSQ: 21,99\r\n', true],
    ['+Csq: 21', '\r\n+CSQ: 21,99\r\n', true],
    ['99 21', '\r\n+CSQ: 21,99\r\n', true],
    ['21 98', '\r\n+CSQ: 21,99\r\n', false],
    ['"21 99"', '\r\n+CSQ: 21,99\r\n', false],
    ['-csq', '\r\n+CSQ: 21,99\r\n', false],
    ['-creg', '\r\n+CSQ: 21,99\r\n', true],
    ['csq -99', '\r\n+CSQ: 21,99\r\n', false],
    ['-', 'RSSI -77', true],
    ['aab', 'aaab', true],
    ['ok', 'o', false],
    ['ok', '', false],
    ['-ok', '', true],
    ['[', '{', false], // neighbours of the letters are not folded
    ['@`', '`@', false],
  ])('%j in the bytes %j: %s', (search, bytes, expected) => {
    expect(compileSearch(search)?.(chunkOf([serialRow(bytes)]), 0)).toBe(expected);
  });

  it.each<[string, Uint8Array, boolean]>([
    ['größe', latin1('GRÖSSE: Größe'), true],
    ['GRÖßE', latin1('größe'), true],
    ['×', latin1('\xf7'), false], // × and ÷ are not a pair of letters
    ['21 °C', utf8('{"t":"21 °C"}'), true],
    ['温度', utf8('/温度/'), true],
    ['温度', utf8('/温/度/'), false],
    ['👍', utf8('ok 👍'), true],
    ['\xff', latin1('\xff'), true],
  ])('%j in the bytes %j: %s', (search, bytes, expected) => {
    expect(compileSearch(search)?.(chunkOf([serialRow('', { bytes })]), 0)).toBe(expected);
  });

  it('looks into the text as well, each term in either', () => {
    const chunk = chunkOf([serialRow('AT\r', { text: 'Cut by Silence' }), noteRow('Port Größe lost')]);
    expect(compileSearch('silence at')?.(chunk, 0)).toBe(true);
    expect(compileSearch('-silence at')?.(chunk, 0)).toBe(false);
    expect(compileSearch('GRÖSSE')?.(chunk, 1)).toBe(false);
    expect(compileSearch('größe')?.(chunk, 1)).toBe(true);
  });

  it('does not look into the next row', () => {
    const chunk = chunkOf([serialRow('O'), serialRow('K')]);
    expect(compileSearch('ok')?.(chunk, 0)).toBe(false);
    expect(compileSearch('k')?.(chunk, 1)).toBe(true);
  });

  it('is nothing without a term', () => {
    expect(compileSearch(' "" ')).toBeUndefined();
  });
});
