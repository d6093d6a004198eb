import { describe, expect, it } from 'vitest';
import { DEFAULT_SERIAL_SETTINGS } from '#shared/contract/serial.ts';
import { type Settings, settings, settingsPatch } from '#shared/contract/settings.ts';
import { settingsForFile, withoutSecrets } from './withoutSecrets.ts';

type Match = Settings['pairs'][number]['rules'][number]['match'];

describe('settings', () => {
  it('hold no command with a PIN, a password or a key', () => {
    const harmless = ['AT+CSQ', 'AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1'];
    const { atHistory, savedCommands } = withoutSecrets({
      atHistory: [
        'AT+CPIN="1234"',
        ...harmless,
        'AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1,"user","hunter2"',
        'AT+CGAUTH=1,1,"hunter2","user"',
        '41 54 2B 43 50 49 4E 3D 31 32 33 34 0D',
      ],
      savedCommands: [
        { name: 'unlock', text: 'AT+CPIN="1234"\nwait 10 +CPIN: READY' },
        { name: 'signal', text: 'AT+CSQ' },
      ],
    });
    expect(atHistory).toEqual(harmless);
    expect(savedCommands).toEqual([{ name: 'signal', text: 'AT+CSQ' }]);
  });

  it('hold no login in the url of a proxy or of the bridge', () => {
    const url = 'mqtt://user:hunter2@broker.example';
    const tls = { ca: '', insecure: false };
    const kept = withoutSecrets({
      proxies: [{ name: '', host: '127.0.0.1', port: 1884, url, tls }],
      bridge: {
        ...{ url, tls, clientId: '', username: 'user', level: 4, clean: true, keepAlive: 60 },
        rules: [{ direction: 'both', filter: '#', localPrefix: '', remotePrefix: '', qos: 1 }],
      },
    });
    expect(kept).toMatchObject({
      proxies: [{ url: 'mqtt://broker.example' }],
      bridge: { url: 'mqtt://broker.example' },
    });
    expect(withoutSecrets({ bridge: null })).toEqual({ bridge: null });
  });

  it('hold the authority to trust, but no private key that came with it', () => {
    const pem = (what: string): string => `-----BEGIN ${what}-----\nMIIB\n-----END ${what}-----\n`;
    const target = {
      ...{ clientId: '', username: '', clean: true, keepAlive: 60, level: 5 as const },
      url: 'mqtts://b.example',
    };
    const keep = (ca: string, cert: string) =>
      withoutSecrets({ console: { ...target, tls: { ca, cert } } }).console?.tls;
    expect(keep(pem('CERTIFICATE'), '')).toEqual({ ca: pem('CERTIFICATE'), cert: '' });
    expect(keep('', pem('CERTIFICATE') + pem('EC PRIVATE KEY'))).toEqual({ ca: '', cert: '' });
    expect(keep(pem('PRIVATE KEY'), '')).toEqual({ ca: '', cert: '' });
  });

  it('hold neither the client key nor the leave to trust anybody, whatever a view sends', () => {
    const tls = { ca: '', cert: '', key: 'secret key', insecure: true };
    const sent = { url: 'mqtts://b.example', clientId: '', username: '', clean: true, keepAlive: 60, level: 5 };
    const parsed = settingsPatch.parse({ console: { ...sent, password: 'hunter2', tls } });
    expect(JSON.stringify(withoutSecrets(parsed))).not.toMatch(/secret key|insecure|hunter2/);
  });

  it('leave alone what a patch does not name', () => {
    expect(withoutSecrets({ theme: 'dark' })).toEqual({ theme: 'dark' });
    expect(withoutSecrets({ console: null })).toEqual({ console: null });
  });
});

describe('the file', () => {
  const side = { path: '/dev/ttyUSB0', settings: DEFAULT_SERIAL_SETTINGS, dtr: null, rts: null };
  const kept = (match: Match, replace: string): boolean => {
    const rule = { id: 'a', enabled: true, direction: 'tx' as const, match, replace };
    const pairs = [{ mode: 'bridge' as const, mcu: side, modem: side, forwardLines: false, rules: [rule] }];
    return settingsForFile(settings.parse({ pairs })).pairs[0]?.rules.length === 1;
  };

  it.each<readonly [string, Match, string, boolean]>([
    ['an address', { by: 'argument', command: '+CMQTTCONNECT', index: 1, was: '' }, 'tcp://192.0.2.7:1883', true],
    ['a password', { by: 'argument', command: '+CMQTTCONNECT', index: 5, was: '' }, 'hunter2', false],
    ['a password to be replaced', { by: 'argument', command: '+CMQTTCONNECT', index: 5, was: 'hunter2' }, '', false],
    ['a password of the network', { by: 'argument', command: '+CGAUTH', index: 2, was: '' }, 'hunter2', false],
    ['a password taken away', { by: 'argument', command: '+CMQTTCONNECT', index: 5, was: '' }, '', true],
    ['words', { by: 'text', text: 'broker.example' }, '192.0.2.7', true],
    ['a login in words', { by: 'text', text: 'broker.example' }, 'tcp://user:hunter2@192.0.2.7', false],
  ])('takes a rule of a bridge, unless it holds a secret: %s', (_, match, replace, expected) => {
    expect(kept(match, replace)).toBe(expected);
  });
});
