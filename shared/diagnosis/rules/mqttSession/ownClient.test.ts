import { describe, expect, test } from 'vitest';
import { findIn, type MqttSeen, severitiesIn } from '../../capture.testkit.ts';
import { CONNECT_BYTES, dialogue, SOCKET_OPEN, sent } from '../../dialogue.testkit.ts';
import { subscribeRefused } from './subscribeRefused.ts';
import { timeout } from './timeout.ts';

const push = (length: number, bytes: string): string => `RECV FROM:203.0.113.9:1883\\r\\n+IPD${length}\\r\\n${bytes}`;
const CONNACK = push(4, '\\x20\\x02\\x00\\x00');
const SESSION = [...SOCKET_OPEN, ...sent(22, CONNECT_BYTES), CONNACK];
const SUBSCRIBE = sent(10, '\\x82\\x08\\x00\\x02\\x00\\x03a/b\\x01');
const suback = (code: string): string => push(5, `\\x90\\x03\\x00\\x02\\x${code}`);

describe('mqtt.subscribe-refused', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['refused', [...SESSION, ...SUBSCRIBE, suback('80')], ['fault']],
    ['granted', [...SESSION, ...SUBSCRIBE, suback('01')], []],
    ['granted the next time', [...SESSION, ...SUBSCRIBE, suback('80'), ...SUBSCRIBE, suback('00')], ['warning']],
    ['no answer yet', [...SESSION, ...SUBSCRIBE], []],
  ])('%s', (_, lines, expected) => {
    expect(severitiesIn(subscribeRefused, dialogue(...lines))).toEqual(expected);
  });

  test('at the local broker', () => {
    const at = (bytes: readonly number[]): readonly MqttSeen[] => [{ seconds: 3, dir: 'tx', bytes }];
    expect(severitiesIn(subscribeRefused, dialogue(), { mqtt: at([0x90, 3, 0, 2, 0x80]) })).toEqual(['fault']);
    expect(severitiesIn(subscribeRefused, dialogue(), { mqtt: at([0x90, 4, 0, 2, 0x80, 1]) })).toEqual([]);
  });
});

describe('mqtt.timeout of a client in the firmware', () => {
  const unanswered = [...SOCKET_OPEN, ...sent(22, CONNECT_BYTES)];
  const later = ['@60 > AT', 'OK'];
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['no CONNACK', [...unanswered, ...later], ['fault']],
    ['no SUBACK', [...SESSION, ...SUBSCRIBE, ...later], ['fault']],
    ['a CONNACK the next time', [...unanswered, ...later, ...sent(22, CONNECT_BYTES), CONNACK], []],
    ['answered', [...SESSION, ...later], []],
    ['at QoS 0', [...SESSION, ...sent(7, '\\x30\\x05\\x00\\x03a/b'), ...later], []],
    ['the capture ends soon', [...unanswered, '@5 > AT', 'OK'], []],
    ['the server hung up', [...unanswered, '+IPCLOSE: 0,1', ...later], []],
    ['not fetched by the firmware', [...unanswered, '+CIPRXGET: 1,0', ...later], []],
  ])('%s', (_, lines, expected) => {
    expect(severitiesIn(timeout, dialogue(...lines))).toEqual(expected);
  });

  test('names the packet', () => {
    expect(findIn(timeout, dialogue(...unanswered, ...later))[0]?.detail).toMatch(/^CONNECT was sent .* within 6\d s/);
  });

  test('means nothing without times', () => {
    expect(severitiesIn(timeout, dialogue(...unanswered, ...later), { timed: false })).toEqual([]);
  });
});
