import { describe, expect, it } from 'vitest';
import type { NetEnd } from '../../modemNetwork.ts';
import { CONNECT, ERROR, line, OK, startMqttModem } from './mqttModem.testkit.ts';

const TLS = 'AT+CMQTTCONNECT=0,"tcp://broker.example:8883",60,1';
const PEM = '-----BEGIN CERTIFICATE-----\nQUJDREVG\n-----END CERTIFICATE-----\n';
const result = (code: number): string => OK + line(`+CMQTTCONNECT: 0,${code}`);
const refused = (code: number): string => line(`+CMQTTCONNECT: 0,${code}`) + ERROR;

describe('AT+CMQTTCONNECT', () => {
  it.each([
    ['booted', CONNECT, refused(9)],
    ['started', CONNECT, refused(20)],
    ['connected', CONNECT, refused(13)],
    ['acquired', CONNECT, result(0)],
    ['acquired', 'AT+CMQTTCONNECT=0,"tcp://broker.example",64800,0', result(0)],
    ['acquired', 'AT+CMQTTCONNECT=0,"TCP://broker.example",1,1,"u","p"', result(0)],
    ['acquired', 'AT+CMQTTCONNECT=0,"tcp://192.0.2.1:1883",60,1,"",""', result(0)],
    ['acquired', 'AT+CMQTTCONNECT=0,"broker.example:1883",60,1', refused(12)],
    ['acquired', 'AT+CMQTTCONNECT=0,"ssl://broker.example:8883",60,1', refused(12)],
    ['acquired', 'AT+CMQTTCONNECT=0,"tcp://",60,1', refused(12)],
    ['acquired', 'AT+CMQTTCONNECT=0,"tcp://a:0",60,1', refused(12)],
    ['acquired', 'AT+CMQTTCONNECT=0,"tcp://a:65536",60,1', refused(12)],
    ['acquired', `AT+CMQTTCONNECT=0,"tcp://${'a'.repeat(251)}",60,1`, refused(12)],
    ['acquired', 'AT+CMQTTCONNECT=0,"tcp://broker.example",0,1', refused(12)],
    ['acquired', 'AT+CMQTTCONNECT=0,"tcp://broker.example",64801,1', refused(12)],
    ['acquired', 'AT+CMQTTCONNECT=0,"tcp://broker.example",60,2', refused(12)],
    ['acquired', 'AT+CMQTTCONNECT=0,"tcp://broker.example",60', refused(12)],
    ['acquired', 'AT+CMQTTCONNECT=0,tcp://broker.example,60,1', refused(12)],
    ['acquired', 'AT+CMQTTCONNECT=0,"tcp://broker.example",60,1,user', refused(12)],
    ['acquired', `AT+CMQTTCONNECT=0,"tcp://broker.example",60,1,"${'u'.repeat(257)}"`, refused(12)],
    ['acquired', 'AT+CMQTTCONNECT=0,\xe2\x80\x9ctcp://broker.example\xe2\x80\x9d,60,1', refused(12)],
    ['acquired', 'AT+CMQTTCONNECT=2,"tcp://broker.example",60,1', ERROR],
    ['acquired', 'AT+CMQTTCONNECT=', ERROR],
    ['acquired', 'AT+CMQTTCONNECT', ERROR],
    ['acquired', 'AT+CMQTTCONNECT=0,"tcp://nobody.example",60,1', result(25)],
    ['acquired', 'AT+CMQTTCONNECT=0,"tcp://192.0.2.200",60,1', result(3)],
    ['acquired', 'AT+CMQTTCONNECT=0,"tcp://broker.example:1884",60,1', result(3)],
    ['acquired', 'AT+CMQTTCONNECT?', `\r\n+CMQTTCONNECT: 0\r\n+CMQTTCONNECT: 1\r\n${OK}`],
    [
      'connected',
      'AT+CMQTTCONNECT?',
      `\r\n+CMQTTCONNECT: 0,"tcp://broker.example:1883",60,1\r\n+CMQTTCONNECT: 1\r\n${OK}`,
    ],
  ] as const)('when it is %s: %s', (until, command, expected) => {
    expect(startMqttModem({ until }).at(command, 5000)).toBe(expected);
  });

  it.each<[NetEnd, number]>([
    ['dns', 25],
    ['refused', 3],
    ['unreachable', 3],
    ['timeout', 3],
    ['reset', 3],
    ['handshake', 32],
    ['certificate', 34],
    ['bearer', 4],
  ])('the network says %s', (end, code) => {
    const { at, network } = startMqttModem({ until: 'acquired' });
    network.fail('broker.example', 1883, end);
    expect(at(CONNECT, 5000)).toBe(result(code));
    network.fail('broker.example', 1883, null);
    expect(at(CONNECT, 5000)).toBe(result(0));
  });

  it.each([1, 2, 3, 4, 5])('the broker answers CONNACK %d', (code) => {
    const { at, broker } = startMqttModem({ until: 'acquired' });
    broker.manners.connack = code;
    expect(at(CONNECT, 5000)).toBe(result(26 + code));
    expect(at('AT+CMQTTDISC?')).toContain('+CMQTTDISC: 0,1');
  });

  it('the broker says nothing, within the limit of AT+CMQTTCFG', () => {
    const { at, heard, broker } = startMqttModem({ until: 'acquired' });
    broker.manners.connack = null;
    at('AT+CMQTTCFG="optimeout",0,20');
    expect(at(CONNECT, 19_000)).toBe(OK);
    expect(at('AT+CMQTTTOPIC=0,1')).toBe(line('+CMQTTTOPIC: 0,14') + ERROR);
    expect(at(CONNECT)).toBe(refused(14));
    expect(at('AT+CMQTTREL=0')).toBe(line('+CMQTTREL: 0,14') + ERROR);
    expect(heard(2000)).toBe(line('+CMQTTCONNECT: 0,17'));
    expect(at('AT+CMQTTTOPIC=0,1')).toBe(line('+CMQTTTOPIC: 0,11') + ERROR);
  });

  it.each([
    ['hangs up', (b: ReturnType<typeof startMqttModem>) => b.broker.peers[0]?.end(), 26],
    ['sends what is no MQTT', (b: ReturnType<typeof startMqttModem>) => b.broker.send(Uint8Array.of(0x48, 0x54)), 24],
  ])('the server %s before its CONNACK', (_what, act, code) => {
    const modem = startMqttModem({ until: 'acquired' });
    modem.broker.manners.connack = null;
    expect(modem.at(CONNECT, 1000)).toBe(OK);
    act(modem);
    expect(modem.heard(1000)).toBe(line(`+CMQTTCONNECT: 0,${code}`));
  });
});

describe('AT+CMQTTCONNECT with TLS', () => {
  const secured = (...settings: readonly string[]) => {
    const modem = startMqttModem({ until: 'started' });
    modem.give(`AT+CCERTDOWN="ca.pem",${PEM.length}`, PEM);
    for (const command of settings) expect(modem.at(command)).toBe(OK);
    modem.at('AT+CMQTTACCQ=0,"meter-7",1');
    return modem;
  };

  it.each([
    [[], 0, { verify: false, ca: null, serverName: '', versions: ['TLSv1', 'TLSv1.2'] }],
    [
      ['AT+CSSLCFG="authmode",0,1', 'AT+CSSLCFG="cacert",0,"ca.pem"', 'AT+CSSLCFG="enableSNI",0,1'],
      0,
      { verify: true, serverName: 'broker.example' },
    ],
    [['AT+CSSLCFG="authmode",0,1'], 33, null],
    [['AT+CSSLCFG="authmode",0,1', 'AT+CSSLCFG="cacert",0,"gone.pem"'], 34, null],
    [['AT+CSSLCFG="authmode",3,1', 'AT+CMQTTSSLCFG=0,3'], 33, null],
    [['AT+CSSLCFG="authmode",0,1', 'AT+CMQTTSSLCFG=0,3'], 0, { verify: false }],
  ])('after %j', (settings, code, tls) => {
    const { at, network } = secured(...settings);
    expect(at(TLS, 5000)).toBe(result(code));
    if (tls === null) expect(network.peers).toEqual([]);
    else expect(network.peers[0]?.request?.tls).toMatchObject(tls);
  });

  it('is not used by a client that was acquired without', () => {
    const { at, network } = startMqttModem();
    expect(network.peers[0]?.request?.tls).toBeNull();
    expect(at('AT+CMQTTCONNECT?')).toContain('tcp://');
  });

  it('forgets AT+CMQTTSSLCFG when connecting fails, and with AT+CMQTTDISC', () => {
    const { at, network } = secured('AT+CMQTTSSLCFG=0,5');
    network.fail('broker.example', 8883, 'handshake');
    expect(at(TLS, 5000)).toBe(result(32));
    expect(at('AT+CMQTTSSLCFG?')).toContain('+CMQTTSSLCFG: 0\r\n');
    at('AT+CMQTTSSLCFG=0,5');
    network.fail('broker.example', 8883, null);
    expect(at(TLS, 5000)).toBe(result(0));
    expect(at('AT+CMQTTSSLCFG?')).toContain('+CMQTTSSLCFG: 0,5\r\n');
    at('AT+CMQTTDISC=0,60', 1000);
    expect(at('AT+CMQTTSSLCFG?')).toContain('+CMQTTSSLCFG: 0\r\n');
  });
});

describe('AT+CMQTTDISC', () => {
  it.each([
    ['booted', 'AT+CMQTTDISC=0,60', line('+CMQTTDISC: 0,9') + ERROR],
    ['started', 'AT+CMQTTDISC=0,60', line('+CMQTTDISC: 0,20') + ERROR],
    ['acquired', 'AT+CMQTTDISC=0,60', line('+CMQTTDISC: 0,11') + ERROR],
    ['connected', 'AT+CMQTTDISC=0,60', OK + line('+CMQTTDISC: 0,0')],
    ['connected', 'AT+CMQTTDISC=0,0', OK + line('+CMQTTDISC: 0,0')],
    ['connected', 'AT+CMQTTDISC=0,30', ERROR],
    ['connected', 'AT+CMQTTDISC=0,181', ERROR],
    ['connected', 'AT+CMQTTDISC=0', ERROR],
    ['connected', 'AT+CMQTTDISC?', `\r\n+CMQTTDISC: 0,0\r\n+CMQTTDISC: 1,1\r\n${OK}`],
    ['acquired', 'AT+CMQTTDISC?', `\r\n+CMQTTDISC: 0,1\r\n+CMQTTDISC: 1,1\r\n${OK}`],
  ] as const)('when it is %s: %s', (until, command, expected) => {
    expect(startMqttModem({ until }).at(command, 3000)).toBe(expected);
  });

  it('can be connected again', () => {
    const { at, broker } = startMqttModem();
    at('AT+CMQTTDISC=0,60', 1000);
    expect(at('AT+CMQTTDISC=0,60')).toBe(line('+CMQTTDISC: 0,11') + ERROR);
    expect(at(CONNECT, 1000)).toBe(result(0));
    expect(broker.types()).toEqual(['CONNECT', 'DISCONNECT', 'CONNECT']);
  });
});
