import { expect, test } from 'vitest';
import { DEFAULT_SERIAL_SETTINGS, type PortInfo } from '#shared/contract/serial.ts';
import { fakePort, fakeSerialLink } from '#test/fakes/fakeBench.ts';
import {
  groupPorts,
  hasSpeed,
  linkName,
  openInputFor,
  openPaths,
  preferredPort,
  rememberPort,
  settingsLabel,
  shortName,
  withTcpPorts,
} from './portModel.ts';

const port = (path: string, kind: PortInfo['kind'], recommended = false): PortInfo => ({
  path,
  kind,
  label: kind,
  detail: path,
  recommended,
});
const ports = [
  port('/dev/ttyUSB2', 'at', true),
  port('/dev/ttyUSB3', 'modem'),
  port('/dev/ttyACM0', 'vcp'),
  port('/dev/ttyS0', 'uart'),
  port('play:/opt/samples/boot.atlog', 'player'),
];

test('ports are grouped by what they are, empty groups left out', () => {
  expect(groupPorts(ports).map((group) => [group.id, group.ports.length])).toEqual([
    ['modem', 2],
    ['usb', 1],
    ['uart', 1],
    ['player', 1],
  ]);
});

test('typed TCP ports join the list once', () => {
  const list = withTcpPorts([...ports, port('tcp://rack:4000', 'tcp')], ['tcp://rack:4000', 'tcp://10.0.0.7:23']);
  expect(list.filter((entry) => entry.kind === 'tcp').map((entry) => entry.label)).toEqual(['tcp', '10.0.0.7:23']);
});

test.each([
  { name: 'the last used', list: ports, last: '/dev/ttyS0', expected: '/dev/ttyS0' },
  { name: 'the recommended when the last is gone', list: ports, last: '/dev/ttyUSB9', expected: '/dev/ttyUSB2' },
  {
    name: 'hardware before the capture played last',
    list: ports,
    last: ports[4]?.path ?? '',
    expected: '/dev/ttyUSB2',
  },
  { name: 'hardware without a recommendation', list: ports.slice(3), last: '', expected: '/dev/ttyS0' },
  { name: 'the capture when there is no hardware', list: ports.slice(4), last: '', expected: ports[4]?.path },
  { name: 'nothing of nothing', list: [], last: '', expected: undefined },
])('preferred: $name', ({ list, last, expected }) => {
  expect(preferredPort(list, last)?.path).toBe(expected);
});

test.each([
  ['/dev/ttyUSB2', 'ttyUSB2'],
  ['/dev/serial/by-id/usb-Foo-if02', 'usb-Foo-if02'],
  ['COM7', 'COM7'],
  ['\\\\.\\COM12', 'COM12'],
  ['tcp://rack.example:4000', 'rack.example:4000'],
  ['tcp://[::1]:23/', '[::1]:23'],
  ['play:/opt/samples/boot.atlog', 'boot.atlog'],
  ['play:C:\\captures\\boot.atlog', 'boot.atlog'],
  ['/', '/'],
])('%s is called %s', (path, expected) => {
  expect(shortName(path)).toBe(expected);
});

test.each([
  [DEFAULT_SERIAL_SETTINGS, '115200 8N1'],
  [{ ...DEFAULT_SERIAL_SETTINGS, baud: 9600, dataBits: 7, parity: 'even', stopBits: 2 } as const, '9600 7E2'],
  [{ ...DEFAULT_SERIAL_SETTINGS, stopBits: 1.5, parity: 'space' } as const, '115200 8S1.5'],
  [{ ...DEFAULT_SERIAL_SETTINGS, flow: 'rtscts' } as const, '115200 8N1 RTS/CTS'],
  [{ ...DEFAULT_SERIAL_SETTINGS, flow: 'xonxoff' } as const, '115200 8N1 XON/XOFF'],
])('settings read %#', (settings, expected) => {
  expect(settingsLabel(settings)).toBe(expected);
});

test('a port opens as it was opened last', () => {
  const input = { ...openInputFor('/dev/ttyUSB2', { ports: {} }), dtr: true, loop: true };
  expect(input.settings).toEqual(DEFAULT_SERIAL_SETTINGS);
  const remembered = rememberPort(input, { ports: {}, tcpPorts: [] });
  expect(remembered.lastPort).toBe('/dev/ttyUSB2');
  expect(openInputFor('/dev/ttyUSB2', remembered)).toEqual(input);
});

test('what is remembered is bounded, newest kept', () => {
  let settings: Parameters<typeof rememberPort>[1] = { ports: {}, tcpPorts: [] };
  for (let i = 0; i < 60; i++) settings = rememberPort(openInputFor(`tcp://h:${i}`, settings), settings);
  expect(Object.keys(settings.ports)).toHaveLength(50);
  expect(settings.ports['tcp://h:59']).toBeDefined();
  expect(settings.tcpPorts).toHaveLength(20);
  expect(settings.tcpPorts[0]).toBe('tcp://h:59');
});

test('a tap or a bridge takes two paths and has two names', () => {
  const pair = fakeSerialLink(1, '/dev/ttyUSB2', { mode: 'tap', mcu: fakePort('/dev/ttyACM0') });
  const closed = fakeSerialLink(2, 'COM7', { state: 'closed' });
  expect([...openPaths([pair, closed, fakeSerialLink(3, 'COM8')])]).toEqual(['/dev/ttyUSB2', '/dev/ttyACM0', 'COM8']);
  expect([linkName(pair), linkName(closed)]).toEqual(['ttyACM0 / ttyUSB2', 'COM7']);
});

test.each([
  ['/dev/ttyUSB2', true],
  ['COM7', true],
  ['tcp://rack.example:4000', false],
  ['play:/opt/boot.atlog', false],
])('%s has a speed: %s', (path, has) => {
  expect(hasSpeed(path)).toBe(has);
});
