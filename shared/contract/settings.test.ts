import { describe, expect, it } from 'vitest';
import { DEFAULT_SERIAL_SETTINGS } from './serial.ts';
import { settings, settingsPatch } from './settings.ts';

describe('settings', () => {
  it('has a default for every field, so that an empty or old file loads', () => {
    expect(settings.parse({})).toMatchObject({ theme: 'system', timeMode: 'elapsed', ports: {}, console: null });
  });

  it('loads ports as they were kept before there were taps and bridges', () => {
    const port = { settings: DEFAULT_SERIAL_SETTINGS, dtr: null, rts: true, role: 'modem', loop: false };
    expect(settings.parse({ ports: { '/dev/ttyUSB2': port }, lastPort: '/dev/ttyUSB2' })).toMatchObject({
      ports: { '/dev/ttyUSB2': port },
      pairs: [],
    });
  });

  it('keeps a bridge with its rules', () => {
    const side = { path: '/dev/ttyACM0', settings: DEFAULT_SERIAL_SETTINGS, dtr: null, rts: null };
    const rule = {
      ...{ id: 'a', enabled: true, direction: 'tx', replace: 'tcp://192.0.2.7' },
      match: { by: 'argument', command: '+CMQTTCONNECT', index: 1, was: '' },
    };
    const pair = { mode: 'bridge', mcu: side, modem: side, forwardLines: true, rules: [rule] };
    expect(settingsPatch.parse({ pairs: [pair] })).toEqual({ pairs: [pair] });
  });

  it('takes a patch for what it names and nothing else', () => {
    expect(settingsPatch.parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
    expect(settingsPatch.parse({})).toEqual({});
  });

  it('never holds a password', () => {
    const target = { url: 'bench:', clientId: '', username: 'u', password: 'p', clean: true, keepAlive: 60, level: 4 };
    expect(settingsPatch.parse({ console: target }).console).not.toHaveProperty('password');
  });

  it.each([
    [
      'a layout with too many entries',
      { layout: Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`${i}`, i])) },
    ],
    ['a history that is too long', { atHistory: Array.from({ length: 101 }, () => 'AT') }],
    ['an unknown theme', { theme: 'sepia' }],
    ['a broker port out of range', { broker: { host: '127.0.0.1', port: 65_536, wsPort: null } }],
  ])('refuses %s', (_name, patch) => {
    expect(settingsPatch.safeParse(patch).success).toBe(false);
  });
});
