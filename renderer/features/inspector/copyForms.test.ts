import { expect, test } from 'vitest';
import type { MqttRow } from '#shared/model/row.ts';
import { hex } from '#shared/protocol/mqtt/mqttBytes.testkit.ts';
import { asCArray, asHex, asJson } from './copyForms.ts';
import { rowPacket } from './rowPacket.ts';

const row: MqttRow = {
  ...{ seq: 4, t: 1000, tLast: 1000, lane: 'mqtt', link: 1, dir: 'rx', kind: 'packet', level: 4, text: '' },
  bytes: hex('30 0f 0005 706c616e74 32312e3520 c2b043'),
};

test('hex', () => {
  expect(asHex(hex('00 0f ff'))).toBe('00 0f ff');
  expect(asHex(hex(''))).toBe('');
});

test('a C array has twelve bytes a line and its length', () => {
  expect(asCArray(hex('01 02'), 'PUBLISH')).toBe(
    '/* PUBLISH, 2 bytes */\nstatic const uint8_t data[2] = {\n  0x01, 0x02,\n};\n',
  );
  expect(asCArray(row.bytes, 'x */ y').split('\n').slice(0, 4)).toEqual([
    '/* x * / y, 17 bytes */',
    'static const uint8_t data[17] = {',
    '  0x30, 0x0f, 0x00, 0x05, 0x70, 0x6c, 0x61, 0x6e, 0x74, 0x32, 0x31, 0x2e,',
    '  0x35, 0x20, 0xc2, 0xb0, 0x43,',
  ]);
});

test('JSON is the decoded packet, of other rows what the log holds', () => {
  expect(JSON.parse(asJson(row, rowPacket(row)))).toMatchObject({ type: 'PUBLISH', offset: 0, notes: [] });
  const closed: MqttRow = { ...row, kind: 'close', dir: 'none', bytes: hex(''), text: 'gone' };
  expect(JSON.parse(asJson(closed, rowPacket(closed)))).toMatchObject({
    seq: 4,
    kind: 'close',
    text: 'gone',
    bytes: '',
  });
});

test('a CONNECT that is no valid one is decoded, other bytes are not', () => {
  const malformed = (bytes: string) => rowPacket({ ...row, kind: 'malformed', bytes: hex(bytes) });
  expect(malformed('1f 0c 0004 4d515454 04 02 003c 0000')?.notes.length).toBeGreaterThan(0);
  expect(malformed('47 45 54 20')).toBeNull();
});
