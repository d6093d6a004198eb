import { describe, expect, it } from 'vitest';
import { parseSerialPath, shortPortName } from './serialPath.ts';

describe('parseSerialPath', () => {
  it.each([
    ['/dev/ttyUSB2', { type: 'device', path: '/dev/ttyUSB2' }],
    ['/tmp/link to a pty', { type: 'device', path: '/tmp/link to a pty' }],
    ['tcp://bench-pi.example:2217', { type: 'tcp', host: 'bench-pi.example', port: 2217 }],
    ['tcp://192.0.2.7:1/', { type: 'tcp', host: '192.0.2.7', port: 1 }],
    ['tcp://[2001:db8::7]:65535', { type: 'tcp', host: '2001:db8::7', port: 65535 }],
    ['play:/home/me/a b.atlog', { type: 'player', file: '/home/me/a b.atlog' }],
  ])('%s', (path, expected) => {
    expect(parseSerialPath(path, 'linux')).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['ttyUSB2', '/dev/ttyUSB2'],
    ['nonsense', '/dev/ttyUSB2'],
    ['sim:sim7600', '/dev/ttyUSB2'],
    ['COM3', '/dev/COM3'],
    ['tcp://host', 'tcp://192.0.2.7:2217'],
    ['tcp://host:0', 'tcp://192.0.2.7:2217'],
    ['tcp://host:65536', 'tcp://192.0.2.7:2217'],
    ['tcp://host:22/path', 'tcp://192.0.2.7:2217'],
    ['tcp://user@host:22', 'tcp://192.0.2.7:2217'],
    ['tcp://', 'tcp://192.0.2.7:2217'],
    ['play:capture.atlog', 'play:/home/me/capture.atlog'],
    ['play:', 'play:/home/me/capture.atlog'],
    ['/dev/tty\0USB2', 'zero byte'],
  ])('refuses %j and says what to type', (path, words) => {
    const result = parseSerialPath(path, 'linux');
    expect(result).toMatchObject({ ok: false, error: { code: 'bad-path' } });
    expect(result.ok ? '' : result.error.message).toContain(words);
  });

  it.each([
    ['COM3', true],
    ['\\\\.\\COM12', true],
    ['/dev/ttyUSB0', false],
    ['COM', false],
  ])('on Windows %s', (path, good) => {
    expect(parseSerialPath(path, 'win32').ok).toBe(good);
  });
});

describe('shortPortName', () => {
  it.each([
    ['/dev/ttyUSB2', 'ttyUSB2'],
    ['/dev/serial/by-id/usb-x-if02-port0', 'usb-x-if02-port0'],
    ['COM14', 'COM14'],
    ['\\\\.\\COM14', 'COM14'],
    ['tcp://192.0.2.7:2217', '192.0.2.7:2217'],
    ['play:/home/me/a.atlog', 'a.atlog'],
    ['/', '/'],
  ])('%s is %s', (path, name) => {
    expect(shortPortName(path)).toBe(name);
  });
});
