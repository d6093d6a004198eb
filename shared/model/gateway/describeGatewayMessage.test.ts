import { describe, expect, it, test } from 'vitest';
import { createSeededRandom } from '../../base/seededRandom.ts';
import { encodeUtf8 } from '../../base/utf8.ts';
import { describeGatewayMessage } from './describeGatewayMessage.ts';

const read = (topic: string, payload: unknown) =>
  describeGatewayMessage(topic, encodeUtf8(typeof payload === 'string' ? payload : JSON.stringify(payload)));

const INFO = {
  tenantName: 'Bench',
  applicationName: 'Greenhouse',
  deviceProfileName: 'EU868 class A',
  deviceName: 'soil-3',
  devEui: '70b3d57ed0000001',
};
const UP = {
  deduplicationId: 'a1b2',
  time: '2026-03-01T10:00:00Z',
  deviceInfo: INFO,
  devAddr: '01ab23cd',
  adr: true,
  dr: 5,
  fCnt: 42,
  fPort: 10,
  confirmed: false,
  data: 'AQIDBA==',
  object: { temperature: 21.5, soil_moisture: 40 },
  rxInfo: [
    { gatewayId: '0016c001f1000001', rssi: -97, snr: 2.5 },
    { gatewayId: '0016c001f1000002', rssi: -67, snr: 9.5 },
  ],
  txInfo: { frequency: 868100000, modulation: { lora: { bandwidth: 125000, spreadingFactor: 7 } } },
};
const device = (what: string) => `application/2f1f7ea0-5b3a-4b6c-9d5e-000000000001/device/70b3d57ed0000001/${what}`;

describe('Zigbee2MQTT', () => {
  it.each<[string, unknown, string]>([
    [
      'zigbee2mqtt/kitchen/window',
      { temperature: 27.34, humidity: 44.72, linkquality: 102 },
      'kitchen/window reports temperature 27.34 °C, humidity 44.72 %; link quality 102 (good).',
    ],
    ['zigbee2mqtt/door', { contact: false, linkquality: 60 }, 'door reports contact open; link quality 60 (fair).'],
    ['zigbee2mqtt/door', '', 'The retained state of door is cleared.'],
    [
      'zigbee2mqtt/0x00158d0001020304',
      { linkquality: 12 },
      '0x00158d0001020304 reports that it is there; link quality 12 (weak).',
    ],
    [
      'home/lamp',
      { state: 'ON', brightness: 120, linkquality: 200 },
      'lamp reports state ON, brightness 120; link quality 200 (good).',
    ],
    ['zigbee2mqtt/kitchen/lamp/availability', 'online', 'kitchen/lamp is online.'],
    ['zigbee2mqtt/lamp/availability', { state: 'offline' }, 'lamp is offline.'],
    ['zigbee2mqtt/lamp/set', { state: 'ON' }, 'lamp is told: state ON.'],
    ['zigbee2mqtt/lamp/set', 'ON', 'lamp is told: ON.'],
    ['zigbee2mqtt/lamp/set/brightness', '80', 'lamp is told: brightness 80.'],
    ['zigbee2mqtt/lamp/get', { state: '' }, 'lamp is asked for state.'],
    ['zigbee2mqtt/bridge/state', 'online', 'Zigbee2MQTT is online.'],
    ['zigbee2mqtt/bridge/state', { state: 'offline' }, 'Zigbee2MQTT is offline: no Zigbee device is heard.'],
    [
      'home/bridge/info',
      {
        version: '2.1.0',
        coordinator: { type: 'zStack3x0', ieee_address: '0x00124b0000000001' },
        network: { channel: 15, pan_id: 6754 },
        permit_join: true,
      },
      'Zigbee2MQTT 2.1.0 with a zStack3x0 on channel 15; new devices may join.',
    ],
    [
      'zigbee2mqtt/bridge/devices',
      [
        { type: 'Coordinator', friendly_name: 'Coordinator' },
        { type: 'Router', friendly_name: 'plug', supported: true, interview_completed: true },
        { type: 'EndDevice', friendly_name: 'new', supported: false, interview_completed: false },
      ],
      'The network has 2 devices: 1 router, 1 end device.',
    ],
    [
      'zigbee2mqtt/bridge/event',
      { type: 'device_joined', data: { friendly_name: 'door', ieee_address: '0x01' } },
      'door joined the network.',
    ],
    [
      'zigbee2mqtt/bridge/event',
      { type: 'device_interview', data: { friendly_name: 'door', status: 'failed' } },
      'The interview of door failed.',
    ],
    [
      'zigbee2mqtt/bridge/logging',
      { level: 'info', message: 'MQTT publish' },
      'The bridge logs, level info: MQTT publish',
    ],
    [
      'zigbee2mqtt/bridge/health',
      { mqtt: { connected: true, queued: 3, published: 10, received: 2 } },
      'Zigbee2MQTT is connected to the broker; 3 messages queued.',
    ],
    [
      'zigbee2mqtt/bridge/request/permit_join',
      { value: true, time: 20 },
      'The bridge is asked: permit_join {"value":true,"time":20}',
    ],
    ['zigbee2mqtt/bridge/response/device/remove', { data: {}, status: 'ok' }, 'The request device/remove was done.'],
    [
      'zigbee2mqtt/bridge/response/device/remove',
      { status: 'error', error: 'no such device', transaction: 'x' },
      'The request device/remove failed: no such device.',
    ],
    ['zigbee2mqtt/bridge/groups', [{ id: 1 }], 'The bridge lists its groups: 1.'],
  ])('%s %o', (topic, payload, sentence) => {
    expect(read(topic, payload)).toMatchObject({ gateway: 'Zigbee2MQTT', sentence });
  });

  it.each<[string, unknown, string]>([
    ['zigbee2mqtt/door', { linkquality: 12 }, 'router between'],
    ['zigbee2mqtt/bridge/state', 'offline', 'last will'],
    ['zigbee2mqtt/door/availability', 'offline', 'power'],
    [
      'zigbee2mqtt/bridge/devices',
      [{ type: 'EndDevice', friendly_name: 'n', interview_completed: false }],
      'interview',
    ],
  ])('%s %o: what to do', (topic, payload, words) => {
    expect(read(topic, payload)?.hints.join(' ')).toContain(words);
  });
});

describe('ChirpStack', () => {
  it.each<[string, unknown, string]>([
    [
      device('event/up'),
      UP,
      'soil-3 sent uplink 42 on port 10: temperature 21.5 °C, soil moisture 40 %; heard by 2 gateways, best −67 dBm, SNR 9.5 dB.',
    ],
    [
      device('event/up'),
      { ...UP, object: undefined, fCnt: undefined, rxInfo: [{ gatewayId: '0016c001f1000001', rssi: -100 }] },
      'soil-3 sent uplink 0 on port 10: 4 bytes, not decoded; heard by 1 gateway, −100 dBm, SNR 0 dB.',
    ],
    [device('event/up'), { deviceInfo: INFO }, 'soil-3 sent uplink 0: no data of the application.'],
    [device('event/join'), { deviceInfo: INFO, devAddr: '01ab23cd' }, 'soil-3 joined with the address 01ab23cd.'],
    [device('event/ack'), { deviceInfo: INFO, acknowledged: true }, 'soil-3 acknowledged the downlink.'],
    [device('event/ack'), { deviceInfo: INFO }, 'soil-3 did not acknowledge the downlink.'],
    [
      device('event/txack'),
      { deviceInfo: INFO, gatewayId: '0016c001f1000001' },
      'Gateway 0016c001f1000001 sent the downlink to soil-3.',
    ],
    [
      device('event/status'),
      { deviceInfo: INFO, margin: 7, batteryLevel: 84.5 },
      'soil-3: battery 84.5 %, heard the last status request with a margin of 7 dB.',
    ],
    [
      device('event/log'),
      { deviceInfo: INFO, level: 'ERROR', code: 'UPLINK_MIC', description: 'MIC of join-request is invalid' },
      'ChirpStack says about soil-3, ERROR UPLINK_MIC: MIC of join-request is invalid.',
    ],
    [
      device('event/location'),
      { deviceInfo: INFO, location: { latitude: 48.1, longitude: 11.5 } },
      'soil-3 is at 48.1, 11.5.',
    ],
    [device('event/integration'), { deviceInfo: INFO, eventType: 'geo' }, 'An event "geo" about soil-3.'],
    [
      device('command/down'),
      { devEui: INFO.devEui, confirmed: true, fPort: 10, data: 'AQID' },
      'A downlink for 70b3d57ed0000001 on port 10: 3 bytes, to be acknowledged.',
    ],
    ['eu868/gateway/0016c001f1000001/state/conn', { state: 'ONLINE' }, 'gateway 0016c001f1000001 is online.'],
    [
      'eu868/gateway/0016c001f1000001/event/stats',
      { rxPacketsReceived: 5, rxPacketsReceivedOk: 4, txPacketsEmitted: 1 },
      'gateway 0016c001f1000001 received 5 frames (4 good) and sent 1.',
    ],
    [
      'eu868/gateway/0016c001f1000001/event/up',
      { rxInfo: { gatewayId: '0016c001f1000001', rssi: -80, snr: 7 } },
      'gateway 0016c001f1000001 heard a frame, −80 dBm, SNR 7 dB.',
    ],
    [
      'eu868/gateway/0016c001f1000001/event/ack',
      { items: [{ status: 'TOO_LATE' }] },
      'gateway 0016c001f1000001 did not send the downlink: TOO_LATE.',
    ],
    ['eu868/gateway/0016c001f1000001/event/up', '\n\u0002ab', 'event up of gateway 0016c001f1000001, in Protobuf.'],
    [
      'eu868/gateway/0016c001f1000001/command/down',
      { downlinkId: 7 },
      'gateway 0016c001f1000001 is told to send a frame.',
    ],
  ])('%s', (topic, payload, sentence) => {
    expect(read(topic, payload)).toMatchObject({ gateway: 'ChirpStack', sentence });
  });

  it.each<[string, unknown, string]>([
    ['event/log', { code: 'UPLINK_MIC', description: 'MIC of join-request is invalid' }, 'Wrong AppKey'],
    ['event/log', { code: 'OTAA', description: 'DevNonce has already been used' }, 'DevNonce before'],
    ['event/log', { code: 'UPLINK_MIC', description: 'MIC is invalid' }, 'NwkSKey'],
    ['event/log', { code: 'UPLINK_F_CNT_RESET', description: 'Frame-counter reset detected' }, 'flash'],
    ['event/up', { ...UP, rxInfo: [{ rssi: -121, snr: -6 }] }, 'Only 1.5 dB above the least SNR for SF7 (−7.5 dB)'],
    ['event/up', { ...UP, rxInfo: [{ rssi: -9, snr: 12 }] }, 'too close'],
    ['event/up', { ...UP, object: {} }, 'codec'],
    ['command/down', { devEui: INFO.devEui, data: 'AQ==' }, '1 to 223'],
  ])('%s %o: what to do', (what, payload, words) => {
    expect(read(device(what), payload)?.hints.join(' ')).toContain(words);
  });

  test('a gateway without a region is told', () => {
    const message = read('gateway/0016c001f1000001/state/conn', { state: 'OFFLINE' });
    expect(message?.sentence).toBe('gateway 0016c001f1000001 is offline.');
    expect(message?.hints[0]).toContain('no region');
  });

  test('a good uplink has nothing to complain of', () => {
    expect(read(device('event/up'), UP)?.hints).toEqual([]);
  });
});

test.each([
  ['plant/7/temp', '{"t":21.5}'],
  ['zigbee2mqtt', 'x'],
  ['home/bridge/other', 'x'],
  ['application/1/device/short/event/up', '{}'],
  ['', ''],
])('%s is of no gateway', (topic, payload) => {
  expect(read(topic, payload)).toBeNull();
});

test('odd values are taken as they come', () => {
  const random = createSeededRandom(5);
  const values = [null, 1, 'x', [], {}, [1], true, { a: null }, 1e99];
  const topics = [
    ...['event/up', 'event/join', 'event/log', 'event/status', 'event/location', 'command/down'].map(device),
    ...['zigbee2mqtt/bridge/info', 'zigbee2mqtt/bridge/devices', 'zigbee2mqtt/bridge/event', 'zigbee2mqtt/a/set'],
    ...['eu868/gateway/0016c001f1000001/event/ack', 'eu868/gateway/0016c001f1000001/event/stats'],
  ];
  const names = ['deviceInfo', 'rxInfo', 'txInfo', 'object', 'data', 'fPort', 'items', 'network', 'type', 'location'];
  for (let i = 0; i < 3000; i += 1) {
    const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
    const payload = Object.fromEntries(names.map((name) => [name, pick(values)]));
    const topic = pick(topics) ?? '';
    expect(read(topic, random() < 0.2 ? pick(values) : payload)).not.toBeNull();
  }
});
