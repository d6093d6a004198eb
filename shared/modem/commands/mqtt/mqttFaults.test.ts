import { describe, expect, it } from 'vitest';
import { armFaults } from '../../faults/armed.testkit.ts';
import type { ModemProfileName } from '../../modemProfile.ts';
import { CONNECT, ERROR, line, type MqttModemOptions, OK, startMqttModem } from './mqttModem.testkit.ts';

const result = (name: string, code: number): string => OK + line(`+CMQTT${name}: 0,${code}`);
const failure = (name: string, code: number): string => line(`+CMQTT${name}: 0,${code}`) + ERROR;

/** A modem, and faults to arm once it is as far as `until`. */
const start = (options: MqttModemOptions = {}) => {
  const { clock, faults, arm } = armFaults();
  return { ...startMqttModem({ ...options, clock, faults }), arm };
};
type Started = ReturnType<typeof start>;
const publish = ({ give, at }: Started, ms = 1000, qos = 1): string => {
  give('AT+CMQTTTOPIC=0,1', 'a');
  return at(`AT+CMQTTPUB=0,${qos},60`, ms);
};

describe('faults of MQTT', () => {
  it.each<[ModemProfileName, string]>([
    ['sim7600', line('+CMQTTSTART: 23') + ERROR],
    ['a76xx', ERROR],
  ])('start-23: the %s says that it runs, and it does', (profile, expected) => {
    const { at, arm } = start({ profile, until: 'booted' });
    arm('start-23@1');
    expect(at('AT+CMQTTSTART', 3000)).toBe(expected);
    expect(at('AT+CMQTTACCQ=0,"a"')).toBe(OK);
    expect(at(CONNECT, 1000)).toBe(result('CONNECT', 0));
    at('AT+CMQTTDISC=0,60', 1000);
    at('AT+CMQTTREL=0');
    expect(at('AT+CMQTTSTOP', 1000)).toContain('+CMQTTSTOP: 0');
    expect(at('AT+CMQTTSTART', 3000)).toContain('+CMQTTSTART: 0');
  });

  it.each(Array.from({ length: 34 }, (_, i) => i + 1))('cmqtt-connect=%d', (code) => {
    const { at, arm, broker } = start({ until: 'acquired' });
    arm(`cmqtt-connect=${code}@1`);
    const states = [2, 9, 10, 11, 12, 13, 14, 18, 19, 20, 21, 22, 23];
    expect(at(CONNECT, 1000)).toBe(states.includes(code) ? failure('CONNECT', code) : result('CONNECT', code));
    expect(broker.peers).toEqual([]);
    expect(at(CONNECT, 1000)).toBe(result('CONNECT', 0));
  });

  it.each([1, 2, 3, 4, 5])('connack=%d: the broker had accepted, and is left', (code) => {
    const { at, arm, broker } = start({ until: 'acquired' });
    arm(`connack=${code}@1`);
    expect(at(CONNECT, 1000)).toBe(result('CONNECT', 26 + code));
    expect(broker.peers.map(({ ended }) => ended)).toEqual(['local']);
    expect(at('AT+CMQTTDISC=0,60')).toBe(failure('DISC', 11));
    expect(at(CONNECT, 1000)).toBe(result('CONNECT', 0));
  });

  it.each([
    ['cmqtt-pub=17@2', result('PUB', 17)],
    ['cmqtt-pub=14@2', failure('PUB', 14)],
    ['cmqtt-pub=11@2', failure('PUB', 11)],
    ['cmqtt-pub@2', result('PUB', 17)],
  ])('%s: the second one, and it is not sent', (fault, expected) => {
    const modem = start();
    modem.arm(fault);
    expect(publish(modem)).toBe(result('PUB', 0));
    expect(publish(modem)).toBe(expected);
    expect(publish(modem)).toBe(result('PUB', 0));
    expect(modem.broker.types()).toEqual(['CONNECT', 'PUBLISH', 'PUBLISH']);
  });

  it.each([
    ['cmqtt-sub', result('SUB', 6) + line('+CMQTTCONNLOST: 0,1')],
    ['cmqtt-sub=17', result('SUB', 17)],
    ['cmqtt-sub=12', failure('SUB', 12)],
  ])('%s', (fault, expected) => {
    const { give, arm } = start();
    arm(fault);
    expect(give('AT+CMQTTSUB=0,1,1', 'a', 1000)).toBe(expected);
  });

  it('cmqtt-pub=6: the connection is gone, as it is when a broker hangs up', () => {
    const modem = start();
    modem.arm('cmqtt-pub=6@1');
    expect(publish(modem)).toBe(result('PUB', 6) + line('+CMQTTCONNLOST: 0,1'));
    expect(modem.broker.peers[0]?.ended).toBe('local');
    expect(modem.at(CONNECT, 1000)).toBe(result('CONNECT', 0));
  });

  it.each([1, 2, 3])('connlost=%d: both clients, for real', (cause) => {
    const { at, heard, arm, broker } = start();
    at('AT+CMQTTACCQ=1,"other"');
    at('AT+CMQTTCONNECT=1,"tcp://broker.example",60,1', 1000);
    arm(`connlost=${cause}@1s`);
    expect(heard(2000)).toBe(line(`+CMQTTCONNLOST: 0,${cause}`) + line(`+CMQTTCONNLOST: 1,${cause}`));
    expect(broker.peers.map(({ ended }) => ended)).toEqual(['local', 'local']);
    expect(at(CONNECT, 1000)).toBe(result('CONNECT', 0));
  });

  it('connlost with a PUBLISH under way ends that with 6 first', () => {
    const modem = start();
    modem.broker.manners.puback = false;
    modem.arm('connlost@1s');
    expect(publish(modem, 3000)).toBe(result('PUB', 6) + line('+CMQTTCONNLOST: 0,1'));
  });

  it('a result that was made up does not come after the connection is lost', () => {
    const modem = start();
    modem.arm('cmqtt-pub=17');
    modem.give('AT+CMQTTTOPIC=0,1', 'a');
    expect(modem.at('AT+CMQTTPUB=0,1,60', 50)).toBe(OK);
    modem.broker.peers[0]?.end();
    expect(modem.heard(3000)).toBe(line('+CMQTTPUB: 0,6') + line('+CMQTTCONNLOST: 0,1'));
  });

  it('connlost, nonet and client-id-takeover wait until there is a connection', () => {
    for (const fault of ['connlost', 'nonet', 'client-id-takeover']) {
      const { at, heard, arm } = start({ until: 'acquired' });
      arm(`${fault}@1s`);
      expect(heard(5000)).toBe('');
      expect(at(CONNECT, 3000)).toMatch(
        /^\r\nOK\r\n\r\n\+CMQTTCONNECT: 0,0\r\n\r\n\+CMQTT(?:CONNLOST: 0,1|NONET)\r\n$/,
      );
    }
  });

  it('nonet: the service is stopped and must be started anew', () => {
    const { at, heard, arm, broker } = start();
    arm('nonet@1s');
    expect(heard(2000)).toBe(line('+CMQTTNONET'));
    expect(broker.peers[0]?.ended).toBe('local');
    expect(at('AT+CMQTTTOPIC=0,1')).toBe(failure('TOPIC', 9));
    expect(at('AT+CMQTTSTART', 3000)).toBe(line('+CMQTTSTART: 0') + OK);
    expect(at('AT+CMQTTACCQ=0,"meter-7"')).toBe(OK);
    expect(at(CONNECT, 1000)).toBe(result('CONNECT', 0));
  });

  it('bearer-lost: connections end with cause 3, then the service', () => {
    const { at, heard, arm } = start();
    arm('bearer-lost@1s');
    const said = heard(3000);
    expect(said).toContain(line('+CMQTTCONNLOST: 0,3') + line('+CMQTTNONET'));
    expect(said.match(/CMQTT/g)).toHaveLength(2);
    expect(at('AT+CMQTTDISC=0,60')).toBe(failure('DISC', 9));
  });

  it.each([1, 2])('puback-held at QoS %d: the broker has it, the modem says 17', (qos) => {
    const modem = start();
    modem.arm('puback-held@1');
    expect(publish(modem, 59_000, qos)).toBe(OK);
    expect(modem.heard(2000)).toBe(line('+CMQTTPUB: 0,17'));
    expect(modem.broker.types().slice(0, 2)).toEqual(['CONNECT', 'PUBLISH']);
    expect(publish(modem, 1000, qos)).toBe(result('PUB', 0));
  });

  it.each([0, 1])('publish-lost at QoS %d: the modem says 0, and nothing arrives', (qos) => {
    const modem = start();
    modem.arm('publish-lost@1');
    expect(publish(modem, 1000, qos)).toBe(result('PUB', 0));
    expect(modem.broker.types()).toEqual(['CONNECT']);
    expect(publish(modem, 1000, qos)).toBe(result('PUB', 0));
    expect(modem.broker.types()).toEqual(['CONNECT', 'PUBLISH']);
  });

  it('duplicate: the second message comes twice', () => {
    const { heard, arm, broker } = start();
    arm('duplicate@2');
    for (const [text, times] of [
      ['one', 1],
      ['two', 2],
      ['six', 1],
    ] as const) {
      broker.publish('cmd', text, 1);
      expect(heard(1000).split(`\r\n${text}\r\n`)).toHaveLength(times + 1);
    }
    expect(broker.types().filter((type) => type === 'PUBACK')).toHaveLength(3);
  });

  it('keep-alive-unserved: no PINGREQ, so the broker hangs up', () => {
    const { heard, arm, broker } = start();
    arm('keep-alive-unserved');
    expect(heard(100_000)).toBe(line('+CMQTTCONNLOST: 0,1'));
    expect(broker.types()).toEqual(['CONNECT']);
  });

  it('client-id-takeover: another device, which the broker prefers and which leaves again', () => {
    const { at, give, heard, arm, broker } = start({ until: 'acquired' });
    give('AT+CMQTTWILLTOPIC=0,1', 'w');
    give('AT+CMQTTWILLMSG=0,1,1', 'x');
    at(CONNECT, 1000);
    arm('client-id-takeover@1s');
    expect(heard(20_000)).toBe(line('+CMQTTCONNLOST: 0,1'));
    expect(broker.packets.map(({ connection, packet }) => [connection, packet.type])).toEqual([
      [0, 'CONNECT'],
      [1, 'CONNECT'],
      [1, 'DISCONNECT'],
    ]);
    expect(broker.packets.slice(0, 2).map(({ packet }) => packet)).toMatchObject([
      { clientId: 'meter-7', will: { topic: 'w' } },
      { clientId: 'meter-7', will: null },
    ]);
  });

  it('brownout-on-transmit: the modem restarts in the PUBLISH, without another word', () => {
    const modem = start();
    modem.arm('brownout-on-transmit@CMQTTPUB:1');
    expect(publish(modem, 400)).not.toContain('+CMQTTPUB');
    expect(modem.heard(20_000)).toContain('RDY');
    expect(modem.at('AT+CMQTTACCQ=0,"a"')).toBe(failure('ACCQ', 9));
  });
});
