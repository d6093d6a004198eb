import { describe, expect, it } from 'vitest';
import { line, OK, startMqttModem } from './mqttModem.testkit.ts';

describe('an MQTT session from AT+CMQTTSTART to AT+CMQTTSTOP', () => {
  it.each([
    ['sim7600', line('+CMQTTSTART: 0') + OK, line('+CMQTTSTOP: 0') + OK],
    ['a76xx', OK + line('+CMQTTSTART: 0'), OK + line('+CMQTTSTOP: 0')],
  ] as const)('of the %s', (profile, started, stopped) => {
    const { at, give, heard, broker } = startMqttModem({ profile, until: 'booted' });
    expect(at('AT+CMQTTSTART', 3000)).toBe(started);
    expect(at('AT+CMQTTACCQ=0,"client test0"')).toBe(OK);
    expect(give('AT+CMQTTWILLTOPIC=0,10', '0123456789')).toBe(OK);
    expect(give('AT+CMQTTWILLMSG=0,6,1', 'qwerty')).toBe(OK);
    expect(at('AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1', 1000)).toBe(OK + line('+CMQTTCONNECT: 0,0'));
    expect(give('AT+CMQTTSUB=0,10,1', 'simcomtest', 1000)).toBe(OK + line('+CMQTTSUB: 0,0'));
    expect(give('AT+CMQTTTOPIC=0,10', 'simcomtest')).toBe(OK);
    expect(give('AT+CMQTTPAYLOAD=0,9', 'mqtt_test')).toBe(OK);
    expect(at('AT+CMQTTPUB=0,1,60', 1000)).toBe(OK + line('+CMQTTPUB: 0,0'));
    broker.publish('simcomtest', 'mqtt_test', 1);
    expect(heard(1000)).toBe(
      '\r\n+CMQTTRXSTART: 0,10,9\r\n\r\n+CMQTTRXTOPIC: 0,10\r\nsimcomtest\r\n+CMQTTRXPAYLOAD: 0,9\r\nmqtt_test\r\n+CMQTTRXEND: 0\r\n',
    );
    expect(at('AT+CMQTTDISC=0,120', 1000)).toBe(OK + line('+CMQTTDISC: 0,0'));
    expect(at('AT+CMQTTREL=0')).toBe(OK);
    expect(at('AT+CMQTTSTOP', 1000)).toBe(stopped);
    expect(broker.packets.map(({ packet }) => packet)).toMatchObject([
      {
        ...{ type: 'CONNECT', clientId: 'client test0', level: 4, keepAlive: 60, clean: true, username: null },
        will: { topic: '0123456789', qos: 1, retain: false, payload: { length: 6 } },
      },
      { type: 'SUBSCRIBE', subscriptions: [{ filter: 'simcomtest', qos: 1 }] },
      { type: 'PUBLISH', topic: 'simcomtest', qos: 1, preview: 'mqtt_test', retain: false, dup: false },
      { type: 'PUBACK', packetId: 77 },
      { type: 'DISCONNECT' },
    ]);
  });

  it('runs on two clients side by side', () => {
    const { at, give, heard, broker } = startMqttModem();
    expect(at('AT+CMQTTACCQ=1,"meter-8",0,3')).toBe(OK);
    expect(at('AT+CMQTTCONNECT=1,"tcp://broker.example",120,0,"user","secret"', 1000)).toBe(
      OK + line('+CMQTTCONNECT: 1,0'),
    );
    expect(broker.packets[1]?.packet).toMatchObject({
      ...{ type: 'CONNECT', clientId: 'meter-8', protocolName: 'MQIsdp', level: 3, clean: false },
      ...{ username: 'user', hasPassword: true, keepAlive: 120 },
    });
    expect(at('AT+CMQTTCONNECT?')).toBe(
      `\r\n+CMQTTCONNECT: 0,"tcp://broker.example:1883",60,1\r\n+CMQTTCONNECT: 1,"tcp://broker.example",120,0,"user","secret"\r\n${OK}`,
    );
    expect(at('AT+CMQTTACCQ?')).toBe(`\r\n+CMQTTACCQ: 0,"meter-7",0\r\n+CMQTTACCQ: 1,"meter-8",0\r\n${OK}`);
    expect(give('AT+CMQTTSUB=0,1,1', 'a', 9)).toBe(OK);
    expect(give('AT+CMQTTSUB=1,1,1', 'b', 1000)).toContain('+CMQTTSUB: 1,0');
    broker.peers[1]?.end();
    expect(heard(1000)).toBe(line('+CMQTTCONNLOST: 1,1'));
    expect(at('AT+CMQTTDISC?')).toBe(`\r\n+CMQTTDISC: 0,0\r\n+CMQTTDISC: 1,1\r\n${OK}`);
  });
});
