import { describe, expect, it } from 'vitest';
import { DEFAULT_SERIAL_SETTINGS } from '../contract/serial.ts';
import { formatSerialSettings } from './serialFormat.ts';

describe('formatSerialSettings', () => {
  it.each([
    [{}, '115200 8N1'],
    [{ baud: 9600, dataBits: 7, parity: 'even', stopBits: 2, flow: 'rtscts' }, '9600 7E2 RTS/CTS'],
    [{ dataBits: 5, parity: 'mark', stopBits: 1.5, flow: 'xonxoff' }, '115200 5M1.5 XON/XOFF'],
    [{ baud: 3_000_000, parity: 'odd' }, '3000000 8O1'],
    [{ parity: 'space' }, '115200 8S1'],
  ] as const)('%o', (change, expected) => {
    expect(formatSerialSettings({ ...DEFAULT_SERIAL_SETTINGS, ...change })).toBe(expected);
  });
});
