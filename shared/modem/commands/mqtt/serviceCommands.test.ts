import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEM_SETTINGS } from '../../modemSettings.ts';
import { CONNECT, ERROR, line, OK, startMqttModem } from './mqttModem.testkit.ts';

const { network } = DEFAULT_MODEM_SETTINGS;

describe('AT+CMQTTSTART and AT+CMQTTSTOP', () => {
  it.each([
    ['sim7600', line('+CMQTTSTART: 23') + ERROR],
    ['a76xx', ERROR],
  ] as const)('a second start of the %s', (profile, expected) => {
    const { at } = startMqttModem({ profile, until: 'started' });
    expect(at('AT+CMQTTSTART', 3000)).toBe(expected);
    expect(at('AT+CMQTTACCQ=0,"a"')).toBe(OK);
  });

  it.each([
    ['sim7600', line('+CMQTTSTART: 7') + ERROR],
    ['a76xx', OK + line('+CMQTTSTART: 7')],
  ] as const)('without a data connection on the %s', (profile, expected) => {
    const settings = { network: { ...network, apns: ['m2m.example'] }, apn: 'wrong.example' };
    const { at } = startMqttModem({ profile, settings, until: 'booted' });
    expect(at('AT+CMQTTSTART', 120_000)).toBe(expected);
    expect(at('AT+CMQTTACCQ=0,"a"')).toBe(line('+CMQTTACCQ: 0,9') + ERROR);
  });

  it('the command line is busy until the sim7600 has its result', () => {
    const { say, heard } = startMqttModem({ until: 'booted' });
    expect(say('AT+CMQTTSTART\rAT\r', 20)).toBe('AT+CMQTTSTART\r');
    expect(heard(3000)).toBe(`${line('+CMQTTSTART: 0')}${OK}AT\r${OK}`);
  });

  it.each([
    ['booted', 'sim7600', line('+CMQTTSTOP: 9') + ERROR],
    ['acquired', 'sim7600', line('+CMQTTSTOP: 21') + ERROR],
    ['connected', 'sim7600', line('+CMQTTSTOP: 14') + ERROR],
    ['connected', 'a76xx', line('+CMQTTSTOP: 14') + ERROR],
    ['started', 'sim7600', line('+CMQTTSTOP: 0') + OK],
    ['started', 'a76xx', OK + line('+CMQTTSTOP: 0')],
  ] as const)('a stop when it is %s, on the %s', (until, profile, expected) => {
    const { at } = startMqttModem({ profile, until });
    expect(at('AT+CMQTTSTOP', 3000)).toBe(expected);
  });

  it('lets go of the data connection, which ends with it on 2G and 3G', () => {
    const { at } = startMqttModem({ until: 'started', settings: { network: { ...network, rat: 'WCDMA' } } });
    expect(at('AT+CGACT?')).toContain('+CGACT: 1,1');
    at('AT+CMQTTSTOP', 3000);
    expect(at('AT+CGACT?')).toContain('+CGACT: 1,0');
  });

  it('goes round again', () => {
    const { at } = startMqttModem({ until: 'started' });
    for (let i = 0; i < 3; i += 1) {
      expect(at('AT+CMQTTSTOP')).toContain('+CMQTTSTOP: 0');
      expect(at('AT+CMQTTSTART', 3000)).toContain('+CMQTTSTART: 0');
    }
  });
});

describe('AT+CMQTTACCQ and AT+CMQTTREL', () => {
  it.each([
    ['booted', 'AT+CMQTTACCQ=0,"a"', line('+CMQTTACCQ: 0,9') + ERROR],
    ['booted', 'AT+CMQTTREL=0', line('+CMQTTREL: 0,20') + ERROR],
    ['started', 'AT+CMQTTACCQ=0,"a"', OK],
    ['started', 'AT+CMQTTACCQ=0, "client test0",1,4', OK],
    ['started', `AT+CMQTTACCQ=1,"${'i'.repeat(128)}"`, OK],
    ['started', `AT+CMQTTACCQ=1,"${'i'.repeat(129)}"`, ERROR],
    ['started', 'AT+CMQTTACCQ=0,""', ERROR],
    ['started', 'AT+CMQTTACCQ=0', ERROR],
    ['started', 'AT+CMQTTACCQ=2,"a"', ERROR],
    ['started', 'AT+CMQTTACCQ=0,"a",2', ERROR],
    ['started', 'AT+CMQTTACCQ=0,"a",0,5', ERROR],
    ['started', 'AT+CMQTTACCQ=0,node', ERROR],
    ['started', 'AT+CMQTTREL=0', line('+CMQTTREL: 0,20') + ERROR],
    ['started', 'AT+CMQTTACCQ?', `\r\n+CMQTTACCQ: 0,"",0\r\n+CMQTTACCQ: 1,"",0\r\n${OK}`],
    ['acquired', 'AT+CMQTTACCQ=0,"b"', line('+CMQTTACCQ: 0,19') + ERROR],
    ['acquired', 'AT+CMQTTACCQ=1,"b"', OK],
    ['acquired', 'AT+CMQTTREL=1', line('+CMQTTREL: 1,20') + ERROR],
    ['acquired', 'AT+CMQTTREL=0', OK],
    ['connected', 'AT+CMQTTREL=0', line('+CMQTTREL: 0,14') + ERROR],
  ] as const)('when it is %s: %s', (until, command, expected) => {
    expect(startMqttModem({ until }).at(command, 1000)).toBe(expected);
  });

  it('forget settings and will with the release', () => {
    const { at, give, broker } = startMqttModem({ until: 'acquired' });
    at('AT+CMQTTCFG="optimeout",0,20');
    give('AT+CMQTTWILLTOPIC=0,1', 'w');
    give('AT+CMQTTWILLMSG=0,1,0', 'x');
    at('AT+CMQTTREL=0');
    at('AT+CMQTTACCQ=0,"b"');
    expect(at('AT+CMQTTCFG?')).toContain('+CMQTTCFG: 0,1,120');
    at(CONNECT, 1000);
    expect(broker.packets[0]?.packet).toMatchObject({ clientId: 'b', will: null });
  });
});

describe('AT+CMQTTSSLCFG and AT+CMQTTCFG', () => {
  it.each([
    ['booted', 'sim7600', 'AT+CMQTTSSLCFG=0,2', ERROR],
    ['started', 'sim7600', 'AT+CMQTTSSLCFG=0,9', OK],
    ['started', 'sim7600', 'AT+CMQTTSSLCFG=0,10', ERROR],
    ['started', 'sim7600', 'AT+CMQTTSSLCFG?', `\r\n+CMQTTSSLCFG: 0\r\n+CMQTTSSLCFG: 1\r\n${OK}`],
    ['started', 'sim7600', 'AT+CMQTTCFG="checkUTF8",0,0', ERROR],
    ['acquired', 'sim7600', 'AT+CMQTTCFG="checkUTF8",0,0', OK],
    ['acquired', 'sim7600', 'AT+CMQTTCFG="checkUTF8",1,0', ERROR],
    ['acquired', 'sim7600', 'AT+CMQTTCFG="optimeout",0,19', ERROR],
    ['acquired', 'sim7600', 'AT+CMQTTCFG="optimeout",0,20', OK],
    ['acquired', 'sim7600', 'AT+CMQTTCFG="aliauth",0,"pk","dev","letmein"', OK],
    ['acquired', 'sim7600', 'AT+CMQTTCFG="version",0,4', ERROR],
    ['acquired', 'sim7600', 'AT+CMQTTCFG="nosuch",0,4', ERROR],
    ['acquired', 'sim7600', 'AT+CMQTTCFG="argtopic",0,1,1', ERROR],
    ['acquired', 'a76xx', 'AT+CMQTTCFG="argtopic",0,1,1', OK],
    ['acquired', 'a76xx', 'AT+CMQTTCFG="version",0,3', OK],
    ['connected', 'sim7600', 'AT+CMQTTCFG="checkUTF8",0,0', ERROR],
  ] as const)('when it is %s, on the %s: %s', (until, profile, command, expected) => {
    expect(startMqttModem({ until, profile }).at(command, 1000)).toBe(expected);
  });

  it('are told when asked', () => {
    const { at } = startMqttModem({ until: 'acquired' });
    at('AT+CMQTTCFG="checkUTF8",0,0;+CMQTTCFG="optimeout",0,60');
    expect(at('AT+CMQTTCFG?')).toBe(`\r\n+CMQTTCFG: 0,0,60\r\n+CMQTTCFG: 1,1,120\r\n${OK}`);
    at('AT+CMQTTSSLCFG=1,3');
    expect(at('AT+CMQTTSSLCFG?')).toBe(`\r\n+CMQTTSSLCFG: 0\r\n+CMQTTSSLCFG: 1,3\r\n${OK}`);
  });

  it('version 3.1 goes into CONNECT', () => {
    const { at, broker } = startMqttModem({ until: 'acquired', profile: 'a76xx' });
    at('AT+CMQTTCFG="version",0,3');
    at(CONNECT, 1000);
    expect(broker.packets[0]?.packet).toMatchObject({ protocolName: 'MQIsdp', level: 3 });
  });

  it('text that is no UTF-8 is refused with 2 unless the check is off', () => {
    const { at, give } = startMqttModem({ until: 'acquired' });
    expect(give('AT+CMQTTWILLTOPIC=0,2', '\xff\xfe')).toBe(line('+CMQTTWILLTOPIC: 0,2') + ERROR);
    at('AT+CMQTTCFG="checkUTF8",0,0');
    expect(give('AT+CMQTTWILLTOPIC=0,2', '\xff\xfe')).toBe(OK);
    expect(give('AT+CMQTTWILLMSG=0,2,0', '\xff\xfe')).toBe(OK);
  });
});
