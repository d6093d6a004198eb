import { expect, test } from 'vitest';
import { rowFilter } from '#shared/contract/log.ts';
import { mqttFilterCount, mqttRowFilter, NO_MQTT_FILTER, PACKET_GROUPS } from './mqttFilter.ts';

test('every packet type from CONNECT to AUTH is in exactly one group', () => {
  const types = PACKET_GROUPS.flatMap((group) => [...group.types]).sort((a, b) => a - b);
  expect(types).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
});

test('no choice asks for the whole lane', () => {
  expect(mqttRowFilter(NO_MQTT_FILTER, [])).toEqual({ lanes: ['mqtt'], notes: true });
  expect(mqttFilterCount(NO_MQTT_FILTER)).toBe(0);
});

test('each choice becomes its part', () => {
  const filter = {
    text: ' 21.5 ',
    topic: ' plant/+/temp ',
    dir: 'rx',
    hidden: ['ping', 'ack'],
    client: 'board-7',
    devicesOnly: true,
  } as const;
  expect(mqttRowFilter(filter, [4, 9])).toEqual({
    lanes: ['mqtt'],
    notes: true,
    links: [4, 9],
    roles: ['device', 'uart'],
    dirs: ['rx'],
    packetTypes: [1, 2, 15, 3, 8, 9, 10, 11, 14],
    topic: 'plant/+/temp',
    text: '21.5',
  });
  expect(mqttFilterCount(filter)).toBe(5);
});

test('a client that is not connected matches nothing, one with many connections its newest', () => {
  const filter = { ...NO_MQTT_FILTER, client: 'board-7' };
  expect(mqttRowFilter(filter, []).links).toHaveLength(1);
  const many = Array.from({ length: 100 }, (_, i) => i + 1);
  expect(mqttRowFilter(filter, many).links).toEqual(many.slice(36));
  expect(rowFilter.safeParse(mqttRowFilter(filter, many)).success).toBe(true);
  expect(rowFilter.safeParse(mqttRowFilter(filter, [])).success).toBe(true);
});
