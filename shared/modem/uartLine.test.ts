import { describe, expect, it } from 'vitest';
import { latin1Bytes } from '../base/latin1.ts';
import { judgeBaud } from '../protocol/at/baudJudge.ts';
import { overUart } from './uartLine.ts';

const BANNER = latin1Bytes('\r\nRDY\r\n\r\n+CPIN: READY\r\n\r\nSMS DONE\r\n\r\nPB DONE\r\n'.repeat(4));

describe('a UART line', () => {
  it.each([
    [115_200, 115_200],
    [115_200, 117_000],
    [0, 9600],
    [9600, 0],
  ])('carries bytes from %d to %d baud', (sent, read) => {
    expect(overUart(BANNER, sent, read)).toEqual(BANNER);
  });

  it.each([
    [115_200, 9600],
    [9600, 115_200],
    [115_200, 57_600],
    [57_600, 115_200],
    [921_600, 115_200],
    [300, 12_000_000],
  ])('garbles them from %d to %d baud, and what comes looks like a wrong speed', (sent, read) => {
    const garbled = overUart(BANNER, sent, read);
    expect(garbled).not.toEqual(BANNER);
    expect(judgeBaud(garbled).verdict).not.toBe('text');
  });

  it('carries nothing when nothing is sent', () => {
    expect(overUart(new Uint8Array(0), 115_200, 9600)).toHaveLength(0);
  });
});
