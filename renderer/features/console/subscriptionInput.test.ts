import { expect, test } from 'vitest';
import { parseFilters, toQos } from './subscriptionInput.ts';

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
