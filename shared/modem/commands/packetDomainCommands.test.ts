import { describe, expect, it } from 'vitest';
import { armFaults } from '../faults/armed.testkit.ts';
import { startModem } from '../modem.testkit.ts';
import { DEFAULT_MODEM_SETTINGS, type ModemSettings } from '../modemSettings.ts';

const OK = '\r\nOK\r\n';
const ERROR = '\r\nERROR\r\n';
const on = (network: Partial<ModemSettings['network']>, rest: Partial<ModemSettings> = {}) => ({
  ...rest,
  network: { ...DEFAULT_MODEM_SETTINGS.network, ...network },
});
const IMS = '+CGDCONT: 2,"IPV4V6","ims","0.0.0.0",0,0,0,0\r\n+CGDCONT: 3,"IPV4V6","sos","0.0.0.0",0,0,0,0';

describe('contexts (V3.00 8.2.4, 8.2.15)', () => {
  it.each([
    ['AT+CGDCONT?', `\r\n+CGDCONT: 1,"IP","internet","0.0.0.0",0,0,0,0\r\n${IMS}\r\n${OK}`],
    [
      'AT+CGDCONT=?',
      `\r\n${['IP', 'IPV6', 'IPV4V6'].map((type) => `+CGDCONT: (1-24,100-179),"${type}",,,(0-2),(0-4),(0-1),(0-1)`).join('\r\n')}\r\n${OK}`,
    ],
    ['AT+CGDCONT=1,"ip","iot.example"', OK],
    ['AT+CGDCONT=25,"IP","iot.example"', ERROR],
    ['AT+CGDCONT=0,"IP","iot.example"', ERROR],
    ['AT+CGDCONT=1,"X25","iot.example"', ERROR],
    ['AT+CGDCONT=2;+CGDCONT=3;+CGDCONT?', `\r\n+CGDCONT: 1,"IP","internet","0.0.0.0",0,0,0,0\r\n${OK}`],
    ['AT+CGDCONT=100,"IPV4V6","a.b"', OK],
    [
      'AT+CGAUTH=1,2,"secret","user";+CGAUTH?',
      `\r\n+CGAUTH: 1,2,"user","secret"\r\n+CGAUTH: 2,0\r\n+CGAUTH: 3,0\r\n${OK}`,
    ],
    ['AT+CGAUTH=1,4', ERROR],
    ['AT+CGAUTH=9,1,"p","u"', ERROR],
    ['AT+CGAUTH=1,1,"p","u";+CGAUTH=1,0;+CGDCONT=2;+CGDCONT=3;+CGAUTH?', `\r\n+CGAUTH: 1,0\r\n${OK}`],
    ['AT+CSOCKSETPN?', `\r\n+CSOCKSETPN: 1\r\n${OK}`],
    ['AT+CGSOCKCONT=1,"IP","old.example";+CGSOCKCONT?', /\+CGSOCKCONT: 1,"IP","old\.example","0\.0\.0\.0",0,0\r\n/],
    ['AT+CSOCKAUTH=1,1,"secret","user"', OK],
  ])('%s', (command, answer) => {
    const said = startModem().at(command, 500);
    if (typeof answer === 'string') expect(said).toBe(answer);
    else expect(said).toMatch(answer);
  });

  it('are kept over a restart', () => {
    const { at, heard } = startModem();
    at('AT+CGDCONT=1,"IP","iot.example"');
    at('AT+CRESET');
    heard(20_000);
    expect(at('AT+CGDCONT?')).toContain('+CGDCONT: 1,"IP","iot.example"');
  });
});

describe('attaching and activating (V3.00 8.2.2, 8.2.3, 8.2.12)', () => {
  it.each<[string, ModemSettings['profile'], string, string]>([
    ['first context of LTE', 'sim7600', 'AT+CGACT?', `\r\n+CGACT: 1,1\r\n+CGACT: 2,0\r\n+CGACT: 3,0\r\n${OK}`],
    ['a second one', 'sim7600', 'AT+CGACT=1,2', OK],
    ['an undefined one', 'sim7600', 'AT+CGACT=1,5', '\r\n+CME ERROR: invalid index\r\n'],
    ['none that can be', 'sim7600', 'AT+CGACT=1,25', ERROR],
    ['address', 'sim7600', 'AT+CGPADDR=1', `\r\n+CGPADDR: 1,10.4.2.9\r\n${OK}`],
    ['address of the A76xx', 'a76xx', 'AT+CGPADDR=1', `\r\n+CGPADDR: 1,"10.4.2.9"\r\n${OK}`],
    ['no address', 'sim7600', 'AT+CGPADDR=2', `\r\n+CGPADDR: 2,0.0.0.0\r\n${OK}`],
    ['address of none', 'sim7600', 'AT+CGPADDR=9', ERROR],
    ['attached', 'sim7600', 'AT+CGATT?', `\r\n+CGATT: 1\r\n${OK}`],
  ])('%s', (_name, profile, command, answer) => {
    expect(startModem({ settings: { profile } }).at(command, 2000)).toBe(answer);
  });

  it.each([
    ['wrong-apn', '\r\n+CME ERROR: requested service option not subscribed\r\n', 'Missing or unknown APN'],
    ['no-apn', '\r\n+CME ERROR: requested service option not subscribed\r\n', 'Missing or unknown APN'],
    ['reg-searching', '\r\n+CME ERROR: no network service\r\n', 'No network service'],
  ])('%s', (fault, answer, reason) => {
    const { clock, faults } = armFaults(fault);
    const { at } = startModem({ clock, faults });
    expect(at('AT+CGACT=1,1', 3000)).toBe(answer);
    expect(at('AT+CGPADDR=1')).toContain('+CGPADDR: 1,0.0.0.0');
    expect(at('AT+CEER')).toBe(`\r\n+CEER: ${reason}\r\n${OK}`);
  });

  it('no-apn: an APN mends it', () => {
    const { clock, faults } = armFaults('no-apn');
    const { at } = startModem({ clock, faults });
    expect(at('AT+CGDCONT?')).toContain('+CGDCONT: 1,"IP","","0.0.0.0"');
    at('AT+CGDCONT=1,"IP","iot.example"');
    expect(at('AT+CGACT=1,1', 3000)).toBe(OK);
    expect(at('AT+CEER')).toContain('No cause information available');
  });

  it('an APN that becomes wrong takes LTE down at once', () => {
    const { at } = startModem({ settings: on({ apns: ['internet'] }) });
    expect(at('AT+CGACT?')).toContain('+CGACT: 1,1');
    at('AT+CGDCONT=1,"IP","typo"', 1000);
    expect(at('AT+CGACT?')).toContain('+CGACT: 1,0');
    expect(at('AT+CGACT=1,1', 3000)).toContain('ERROR');
    at('AT+CGDCONT=1,"IP","internet"', 1000);
    expect(at('AT+CGACT?')).toContain('+CGACT: 1,1');
  });

  it('is up to the host on 3G', () => {
    const { at } = startModem({ settings: on({ rat: 'WCDMA' }) });
    expect(at('AT+CGACT?')).toContain('+CGACT: 1,0');
    expect(at('AT+CGACT=1,1', 3000)).toBe(OK);
    expect(at('AT+CGPADDR=1')).toContain('10.4.2.9');
    expect(at('AT+CGACT=0')).toBe(OK);
    expect(at('AT+CGACT?')).toContain('+CGACT: 1,0');
  });

  it('detaches and attaches', () => {
    const { at, heard } = startModem();
    expect(at('AT+CGATT=0', 2000)).toBe(OK);
    expect(at('AT+CGATT?')).toContain('+CGATT: 0');
    expect(at('AT+CREG?;+CEREG?')).toBe(`\r\n+CREG: 0,1\r\n\r\n+CEREG: 0,0\r\n${OK}`);
    expect(at('AT+CGACT=1,1', 2000)).toContain('no network service');
    expect(at('AT+CGATT=1', 2000)).toBe(OK);
    heard(1000);
    expect(at('AT+CGACT?')).toContain('+CGACT: 1,1');
  });

  it('cannot attach without a network', () => {
    const { clock, faults } = armFaults('reg-searching');
    expect(startModem({ clock, faults }).at('AT+CGATT=1', 2000)).toBe('\r\n+CME ERROR: no network service\r\n');
  });
});

describe('events (V3.00 8.2.14)', () => {
  it.each<[ModemSettings['profile'], readonly string[]]>([
    ['sim7600', ['+CGEV: ME DEACT "IP","10.4.2.9",1', '+CGEV: ME PDN ACT 1', '+CGEV: ME DETACH']],
    ['a76xx', ['+CGEV: ME PDN DEACT 1', '+CGEV: EPS PDN ACT 1', '+CGEV: ME DETACH']],
  ])('of the %s', (profile, events) => {
    const { at } = startModem({ settings: { profile } });
    at('AT+CGEREP=2,1');
    const said = ['AT+CGACT=0,1', 'AT+CGACT=1,1', 'AT+CGATT=0'].map((command) => at(command, 2000));
    expect(said.map((text) => text.split('\r\n').find((line) => line.startsWith('+CGEV')))).toEqual(events);
    expect(at('AT+CGEREP?')).toBe(`\r\n+CGEREP: 2,0\r\n${OK}`);
    at('AT+CGEREP=0');
    expect(at('AT+CGATT=1', 3000)).toBe(OK);
  });

  it('of a network that takes the context down', () => {
    const { clock, faults, arm } = armFaults();
    const { at, heard } = startModem({ clock, faults });
    at('AT+CGEREP=2');
    arm('wrong-apn');
    expect(heard(100)).toBe('\r\n+CGEV: NW DEACT "IP","10.4.2.9",1\r\n');
  });
});
