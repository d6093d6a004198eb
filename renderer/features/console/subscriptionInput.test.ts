import { expect, test } from 'vitest';
import { grantedWords, parseFilters, subscriptionWords, toQos } from './subscriptionInput.ts';

test.each([
  ['', []],
  [' , ,', []],
  ['#', ['#']],
  ['plant/+/temp, plant/7/#', ['plant/+/temp', 'plant/7/#']],
  ['a,a\nb', ['a', 'b']],
  ['with space/level ', ['with space/level']],
  ['/', ['/']],
])('%j gives %j', (text, filters) => {
  expect(parseFilters(text)).toEqual(filters);
});

test.each([
  ['0', 0],
  ['1', 1],
  ['2', 2],
  ['3', 0],
])('QoS %s', (text, qos) => {
  expect(toQos(text)).toBe(qos);
});

test.each([
  [{ filter: 'a', qos: 1, granted: null }, 'waiting', 'a'],
  [{ filter: 'a', qos: 1, granted: 1 }, 'qos 1', 'a · granted QoS 1'],
  [
    { filter: 'a', qos: 2, granted: 1, noLocal: true, identifier: 7 },
    'qos 1 of 2',
    'a · granted QoS 1 · no local, id 7',
  ],
  [{ filter: 'a', qos: 0, granted: 0x80 }, 'refused', 'a · unspecified error (0x80)'],
  [
    { filter: 'a', qos: 0, granted: 0x87, reason: 'ask the admin', retainHandling: 2 },
    'refused',
    'a · not authorized (0x87) · ask the admin · no retained',
  ],
] as const)('tells what the broker made of %j', (entry, words, all) => {
  expect(grantedWords(entry)).toBe(words);
  expect(subscriptionWords(entry)).toBe(all);
});
