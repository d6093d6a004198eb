import { describe, expect, it } from 'vitest';
import type { PortFacts } from '#shared/model/portIdentity.ts';
import { findAgain } from './findAgain.ts';

const usb = (path: string, change: Partial<PortFacts> = {}): PortFacts => ({
  ...{ path, vendorId: '1e0e', productId: '9001', serialNumber: 'A1', usbInterface: 2 },
  ...change,
});
const windows = (path: string, mi: string): PortFacts => ({ path, pnpId: `USB\\VID_1E0E&PID_9001&MI_${mi}\\7&1&0` });

describe('findAgain', () => {
  it.each<[string, PortFacts, readonly PortFacts[], readonly string[], string | null]>([
    ['the same place', usb('a'), [usb('a')], [], 'a'],
    ['another place', usb('a'), [usb('b')], [], 'b'],
    ['not there', usb('a'), [], [], null],
    ['another interface in its place', usb('a'), [usb('a', { usbInterface: 1 })], [], null],
    ['another device in its place', usb('a'), [usb('a', { serialNumber: 'B2' })], [], null],
    ['another product', usb('a'), [usb('a', { productId: '9011' })], [], null],
    ['ids in other letters', usb('a'), [usb('b', { vendorId: '1E0E' })], [], 'b'],
    ['twins: the old place', usb('b'), [usb('a'), usb('b')], [], 'b'],
    ['twins: the first', usb('c'), [usb('a'), usb('b')], [], 'a'],
    ['twins: the one nobody has', usb('c'), [usb('a'), usb('b')], ['a'], 'b'],
    ['Windows, by hardware id', windows('COM3', '02'), [windows('COM4', '00'), windows('COM9', '02')], [], 'COM9'],
    ['a UART in its place', { path: '/dev/ttyS0' }, [{ path: '/dev/ttyS0' }], [], '/dev/ttyS0'],
    ['a UART that is gone', { path: '/dev/ttyS0' }, [{ path: '/dev/ttyS1' }], [], null],
  ])('%s', (_what, was, now, taken, expected) => {
    expect(findAgain(was, now, new Set(taken))).toBe(expected);
  });
});
