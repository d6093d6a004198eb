import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { expect, test } from 'vitest';
import { parseAddress, parseBaud, parsePortOrOff, parseSerialPath } from './parseServeOptions.ts';

test.each([
  [parseAddress, '0.0.0.0:1883', { host: '0.0.0.0', port: 1883 }],
  [parsePortOrOff, '0', 0],
  [parsePortOrOff, '65535', 65_535],
  [parsePortOrOff, 'off', 'off'],
  [parseBaud, '50', 50],
  [parseBaud, '921600', 921_600],
  [parseSerialPath, '/dev/ttyUSB2', '/dev/ttyUSB2'],
  [parseSerialPath, 'COM7', 'COM7'],
  [parseSerialPath, 'tcp://ser2net.example:3001', 'tcp://ser2net.example:3001'],
  [parseSerialPath, 'play:boot.atlog', `play:${resolve('boot.atlog')}`],
  [parseSerialPath, 'play:/tmp/boot.atlog', 'play:/tmp/boot.atlog'],
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
  [parseSerialPath, ''],
])('%o refuses %j', (parse, text) => expect(() => parse(text)).toThrow(InvalidArgumentError));
