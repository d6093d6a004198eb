import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { expect, test } from 'vitest';
import { parseAddress, parseBaud, parsePortOrOff, parseProxyOption, parseSerialOption } from './parseServeOptions.ts';

test.each([
  [parseAddress, '0.0.0.0:1883', { host: '0.0.0.0', port: 1883 }],
  [parsePortOrOff, '0', 0],
  [parsePortOrOff, '65535', 65_535],
  [parsePortOrOff, 'off', 'off'],
  [parseBaud, '50', 50],
  [parseBaud, '921600', 921_600],
  [parseSerialOption, '/dev/ttyUSB2', { mode: 'direct', path: '/dev/ttyUSB2' }],
  [parseSerialOption, 'COM7', { mode: 'direct', path: 'COM7' }],
  [parseSerialOption, 'tcp://ser2net.example:3001', { mode: 'direct', path: 'tcp://ser2net.example:3001' }],
  [parseSerialOption, 'play:boot.atlog', { mode: 'direct', path: `play:${resolve('boot.atlog')}` }],
  [parseSerialOption, 'play:/tmp/boot.atlog', { mode: 'direct', path: 'play:/tmp/boot.atlog' }],
  [parseSerialOption, 'tap:/dev/ttyUSB0,/dev/ttyUSB1', { mode: 'tap', mcu: '/dev/ttyUSB0', modem: '/dev/ttyUSB1' }],
  [parseSerialOption, 'bridge:COM3, COM7', { mode: 'bridge', mcu: 'COM3', modem: 'COM7' }],
  [
    parseSerialOption,
    'bridge:/dev/ttyACM0,tcp://ser2net.example:3001',
    { mode: 'bridge', mcu: '/dev/ttyACM0', modem: 'tcp://ser2net.example:3001' },
  ],
  [parseProxyOption, '1884=mqtt://broker.example', [{ host: '127.0.0.1', port: 1884, url: 'mqtt://broker.example' }]],
  [
    parseProxyOption,
    '0.0.0.0:0=wss://broker.example/mqtt?key=1',
    [{ host: '0.0.0.0', port: 0, url: 'wss://broker.example/mqtt?key=1' }],
  ],
  // A device may be called what it likes; only these two words mean two ports.
  [parseSerialOption, 'taps:/dev/x', { mode: 'direct', path: 'taps:/dev/x' }],
])('%o reads %s', (parse, text, value) => expect(parse(text)).toEqual(value));

test.each([
  [parseAddress, '127.0.0.1'],
  [parseAddress, ''],
  [parsePortOrOff, '65536'],
  [parsePortOrOff, '-1'],
  [parsePortOrOff, 'on'],
  [parsePortOrOff, ''],
  [parseBaud, '49'],
  [parseBaud, '12000001'],
  [parseBaud, '9600.5'],
  [parseBaud, 'fast'],
  [parseProxyOption, ''],
  [parseProxyOption, '1884'],
  [parseProxyOption, '1884=broker.example'],
  [parseProxyOption, 'mqtt://broker.example'],
  [parseProxyOption, '70000=mqtt://broker.example'],
  [parseSerialOption, ''],
  [parseSerialOption, 'tap:'],
  [parseSerialOption, 'tap:/dev/ttyUSB0'],
  [parseSerialOption, 'bridge:/dev/ttyUSB0,'],
  [parseSerialOption, 'bridge:,/dev/ttyUSB0'],
  [parseSerialOption, 'bridge:/dev/ttyUSB0,/dev/ttyUSB1,/dev/ttyUSB2'],
])('%o refuses %j', (parse, text) => expect(() => parse(text)).toThrow(InvalidArgumentError));

test('--proxy may be given more than once', () => {
  const first = parseProxyOption('1884=mqtt://a.example');
  expect(parseProxyOption('1885=mqtt://b.example', first).map(({ port, url }) => [port, url])).toEqual([
    [1884, 'mqtt://a.example'],
    [1885, 'mqtt://b.example'],
  ]);
});
