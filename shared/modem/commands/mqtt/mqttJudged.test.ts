import { describe, expect, it } from 'vitest';
import { buildCapture } from '../../../diagnosis/buildCapture.ts';
import { diagnose } from '../../../diagnosis/diagnose.ts';
import { type AtlogRecord, formatAtlog } from '../../../model/atlog.ts';
import { recordsToRows } from '../../../protocol/at/recordsToRows.ts';
import { armFaults } from '../../faults/armed.testkit.ts';
import { FAULTS } from '../../faults/faultCatalogue.ts';
import { MODEM_PROFILE_NAMES, type ModemProfileName } from '../../modemProfile.ts';
import { record, unread } from '../tcpip/recording.testkit.ts';
import { CONNECT, type MqttModem, startMqttModem } from './mqttModem.testkit.ts';

const judge = (records: readonly AtlogRecord[], family: ModemProfileName) => {
  const capture = buildCapture({
    ...{ rows: recordsToRows(records), links: [], timed: true },
    ...{ family, brokerAddresses: [] },
  });
  return { capture, ...diagnose(capture) };
};

/** A firmware that asks for what it needs, connects, publishes every 20 s and waits. */
function run(profile: ModemProfileName, fault: string, act: (modem: MqttModem) => void = () => undefined) {
  const { clock, faults, arm } = armFaults();
  if (fault !== '') arm(fault);
  const modem = startMqttModem({ profile, clock, faults, until: 'booted' });
  const { tx, wait, records } = record(modem);
  const send = (command: string, ms = 500): string => tx(`${command}\r`, ms);
  const give = (command: string, data: string): void => {
    if (send(command).endsWith('>')) tx(data, 300);
  };
  for (const command of ['AT', 'AT+CPIN?', 'AT+CSQ', 'AT+CEREG?']) send(command);
  send('AT+CMQTTSTART', 3000);
  send('AT+CMQTTACCQ=0,"meter-7"');
  send(CONNECT, 5000);
  give('AT+CMQTTSUB=0,5,1', 'cmd/#');
  act(modem);
  wait(1500);
  for (let i = 0; i < 2; i += 1) {
    give('AT+CMQTTTOPIC=0,5', 'a/b/c');
    give('AT+CMQTTPAYLOAD=0,4', '21.5');
    send('AT+CMQTTPUB=0,1,60', 20_000);
  }
  wait(100_000);
  return { records, ...judge(records, profile) };
}

describe.each(MODEM_PROFILE_NAMES)('what the %s says of MQTT', (profile) => {
  it('is read whole, and judged well', () => {
    const { records, capture, verdict, findings } = run(profile, '', ({ broker }) => {
      broker.publish('cmd/7', 'on', 1);
      broker.publish('cmd/7', '\r\nOK\r\n+CMQTTRXEND: 0\r\n> ', 0);
      broker.publish('cmd/7', '');
      broker.publish('cmd/7', 'x'.repeat(4000), 2);
    });
    expect(unread(records)).toEqual([]);
    expect(capture.transactions.filter(({ entry }) => entry === null)).toEqual([]);
    expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
    expect(verdict.rule).toBe('ok');
    expect(capture.transactions.filter(({ outcome }) => outcome?.ok === true).map(({ name }) => name)).toEqual([
      ...['+CMQTTSTART', '+CMQTTCONNECT', '+CMQTTSUB', '+CMQTTPUB', '+CMQTTPUB'],
    ]);
    expect(capture.urcs.filter(({ name }) => name === '+CMQTTRXEND')).toHaveLength(4);
  });

  it.each([
    ['start-23@1', 'power.mcu-restarted-alone'],
    ['cmqtt-connect=3', 'tcp.connect-failed'],
    ['cmqtt-connect=25', 'tcp.dns'],
    ['cmqtt-connect=32', 'tls.handshake'],
    ['connack=1', 'mqtt.refused-version'],
    ['connack=2', 'mqtt.refused-client-id'],
    ['connack=3', 'mqtt.refused-unavailable'],
    ['connack=4', 'mqtt.refused-credentials'],
    ['connack=5', 'mqtt.refused-not-authorized'],
    ['cmqtt-pub=14', 'mqtt.client-busy'],
    ['cmqtt-pub=17', 'mqtt.timeout'],
    ['cmqtt-sub', 'mqtt.broker-hung-up'],
    ['connlost=1@CMQTTPUB:2', 'mqtt.connection-lost'],
    ['connlost=2@CMQTTPUB:2', 'mqtt.connection-lost'],
    ['connlost=3@CMQTTPUB:2', 'socket.lost'],
    ['nonet@CMQTTPUB:2', 'socket.lost'],
    ['bearer-lost@CMQTTPUB:2', 'socket.lost'],
    ['puback-held', 'mqtt.timeout'],
    ['keep-alive-unserved', 'mqtt.keep-alive'],
    ['client-id-takeover@CMQTTPUB:2', 'mqtt.connection-lost'],
    ['brownout-on-transmit@CMQTTPUB:2', 'power.brownout'],
  ])('with %s is found: %s', (fault, rule) => {
    const { records, findings } = run(profile, fault);
    const rules = findings.filter(({ severity }) => severity !== 'note').map((finding) => finding.rule);
    expect(rules, formatAtlog(records)).toContain(rule);
    expect(unread(records)).toEqual([]);
  });
});

it('every fault of MQTT that promises a finding promises one that the diagnosis has', () => {
  const promised = FAULTS.filter(({ group, rule }) => group === 'mqtt' && rule !== '').map(({ rule }) => rule);
  expect(promised).toEqual([
    ...['power.mcu-restarted-alone', 'mqtt.refused-credentials', 'mqtt.connection-lost', 'socket.lost'],
    ...['mqtt.timeout', 'link.never-arrived', 'mqtt.keep-alive', 'mqtt.client-id-takeover'],
  ]);
});
