import { expect, test } from 'vitest';
import { sendInput } from './sendInput.ts';

test.each([
  [null, 'line', 'AT+CSQ', { link: 1, form: 'line', data: 'AT+CSQ' }],
  ['modem', 'line', 'AT+CSQ', { link: 1, side: 'modem', form: 'line', data: 'AT+CSQ' }],
  ['mcu', 'line', '+CREG: 0', { link: 1, side: 'mcu', form: 'text', data: '\r\n+CREG: 0\r\n' }],
  ['mcu', 'hex', '0D 0A', { link: 1, side: 'mcu', form: 'hex', data: '0D 0A' }],
  ['mcu', 'esc', '', { link: 1, side: 'mcu', form: 'esc', data: '' }],
] as const)('to %s as %s: %s', (side, form, data, input) => {
  expect(sendInput(1, side, form, data)).toEqual(input);
});
