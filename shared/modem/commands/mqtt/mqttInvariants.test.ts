import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../../base/seededRandom.ts';
import { armFaults } from '../../faults/armed.testkit.ts';
import type { NetEnd } from '../../modemNetwork.ts';
import { MODEM_PROFILE_NAMES } from '../../modemProfile.ts';
import type { BrokerManners } from '../../mqtt/fakeBroker.testkit.ts';
import { CONNECT, line, OK, startMqttModem } from './mqttModem.testkit.ts';

const FAULTS = [
  'cmqtt-pub',
  'cmqtt-sub=12',
  'connack',
  'connlost',
  'nonet',
  'puback-held',
  'publish-lost',
  'duplicate',
  'bearer-lost',
];
const ENDS: readonly Exclude<NetEnd, 'local'>[] = ['peer', 'reset', 'timeout'];

describe.each(MODEM_PROFILE_NAMES)('whatever a firmware and a broker do to the MQTT of the %s', (profile) => {
  it.each(Array.from({ length: 25 }, (_, seed) => seed + 1))('it can be used again (%d)', (seed) => {
    const random = createSeededRandom(seed);
    const below = (limit: number): number => Math.floor(random() * limit);
    const one = <T>(values: readonly [T, ...T[]]): T => values[below(values.length)] ?? values[0];
    const { clock, faults, arm } = armFaults();
    const { at, say, heard, broker } = startMqttModem({ profile, clock, faults, until: 'booted' });
    const disarm: (() => void)[] = [];
    const index = () => below(2);
    const command = (): string =>
      one([
        'START',
        'STOP',
        `ACCQ=${index()},"dev-${index()}",${below(2)}`,
        `REL=${index()}`,
        `CONNECT=${index()},"tcp://broker.example:${one([1883, 1883, 1884])}",${1 + below(30)},${below(2)}`,
        `CONNECT=${index()},"tcp://${one(['nobody.example', 'broker.example'])}",60,1`,
        `DISC=${index()},${one([0, 60, 120])}`,
        `TOPIC=${index()},${below(6)}`,
        `PAYLOAD=${index()},${below(20)}`,
        `PUB=${index()},${below(3)},60`,
        `SUB=${index()},3,${below(3)}`,
        `SUB=${index()}`,
        `SUBTOPIC=${index()},3,1`,
        `UNSUB=${index()},3,0`,
        `UNSUB=${index()},0`,
        `WILLTOPIC=${index()},4`,
        `WILLMSG=${index()},4,1`,
        `CFG="optimeout",${index()},20`,
        `CFG="argtopic",${index()},1,1`,
        `SUB=${index()},"a/b",1`,
        `PUB=${index()},"a/b",1,3`,
        'CONNECT?',
        'DISC?',
        'ACCQ?',
      ]);
    for (let step = 0; step < 150; step += 1) {
      const dice = random();
      if (dice < 0.75) {
        const answer = at(`AT+CMQTT${command()}`, one([1, 30, 400, 3000]));
        if (answer.endsWith('>')) say('a/b+#\xff\r\nOK'.slice(0, below(12)));
      } else if (dice < 0.8) {
        broker.publish('a/b', 'x'.repeat(below(4000)), one([0, 1, 2] as const));
      } else if (dice < 0.85) {
        broker.manners.connack = one([0, 0, 0, 4, null]);
        broker.manners.suback = one<BrokerManners['suback']>([0, 1, 2, 0x80, null, 'hang-up']);
        broker.manners.puback = one([true, true, false, 'hang-up'] as const);
        broker.manners.pingresp = random() < 0.7;
      } else if (dice < 0.9) {
        for (const peer of broker.peers) if (random() < 0.5) peer.end(ENDS[below(ENDS.length)]);
      } else if (dice < 0.93) {
        broker.send(Uint8Array.from({ length: 1 + below(20) }, () => below(256)));
      } else if (dice < 0.96) {
        const fault = FAULTS[below(FAULTS.length)] ?? 'connack';
        const isEvent = /^(?:connlost|nonet|bearer-lost)$/.test(fault);
        disarm.push(arm(`${fault}@${isEvent ? '1s' : one(['1', '2', '50%'])}`));
      } else {
        heard(one([1000, 30_000, 100_000]));
      }
    }

    for (const back of disarm) back();
    // Ends whatever prompt is open, and lets everything under way run out.
    say(`${'x'.repeat(10_240)}\r`, 1000);
    Object.assign(broker.manners, { connack: 0, suback: 1, puback: true, pingresp: true });
    heard(200_000);
    expect(at('AT')).toBe(OK);
    for (const client of [0, 1]) {
      at(`AT+CMQTTDISC=${client},60`, 5000);
      at(`AT+CMQTTREL=${client}`, 1000);
    }
    at('AT+CMQTTSTOP', 3000);
    expect(at('AT+CMQTTSTART', 30_000)).toContain(line('+CMQTTSTART: 0'));
    expect(at('AT+CMQTTACCQ=0,"again"')).toBe(OK);
    expect(at(CONNECT, 2000)).toBe(OK + line('+CMQTTCONNECT: 0,0'));
  });
});
