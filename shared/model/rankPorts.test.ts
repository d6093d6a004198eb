import { describe, expect, it } from 'vitest';
import type { PortInfo } from '../contract/serial.ts';
import { rankPorts } from './rankPorts.ts';

const port = (path: string, kind: PortInfo['kind']): PortInfo => ({
  path,
  kind,
  label: kind,
  detail: '',
  recommended: kind === 'at',
});
const order = (ports: readonly PortInfo[]): readonly string[] =>
  rankPorts(ports).map((entry) => (entry.recommended ? `*${entry.path}` : entry.path));

describe('rankPorts', () => {
  it('puts the AT port first and UARTs without identity last, numbers in order', () => {
    expect(
      order([
        port('/dev/ttyS0', 'uart'),
        port('/dev/ttyUSB10', 'usb-serial'),
        port('/dev/ttyUSB9', 'usb-serial'),
        port('play:/a.atlog', 'player'),
        port('/dev/ttyUSB0', 'diag'),
        port('/dev/ttyUSB2', 'at'),
        port('/dev/ttyUSB3', 'modem'),
      ]),
    ).toEqual([
      '*/dev/ttyUSB2',
      '/dev/ttyUSB9',
      '/dev/ttyUSB10',
      '/dev/ttyUSB3',
      'play:/a.atlog',
      '/dev/ttyUSB0',
      '/dev/ttyS0',
    ]);
  });

  it.each([
    ['the converter of a board', [port('/dev/ttyS0', 'uart'), port('COM4', 'usb-serial')], ['*COM4', '/dev/ttyS0']],
    ['a probe before a converter', [port('COM4', 'usb-serial'), port('COM5', 'vcp')], ['*COM5', 'COM4']],
    ['a capture', [port('/dev/ttyS0', 'uart'), port('play:/a', 'player')], ['*play:/a', '/dev/ttyS0']],
    ['a simulated modem before a capture', [port('play:/a', 'player'), port('sim:a', 'sim')], ['*sim:a', 'play:/a']],
    ['nothing when there is only a bare UART', [port('/dev/ttyS0', 'uart')], ['/dev/ttyS0']],
    ['nothing when there is nothing', [], []],
  ])('without an AT port recommends %s', (_what, ports, expected) => {
    expect(order(ports)).toEqual(expected);
  });
});
