import { describe, expect, it } from 'vitest';
import { checkTopicFilter, checkTopicName, MAX_TOPIC_BYTES } from './mqttTopic.ts';

describe('checkTopicName', () => {
  it.each([
    'plant/7/temp',
    '/',
    '/leading',
    'trailing/',
    'a//b',
    ' ',
    'Raum 1/Größe',
    '$SYS/broker/uptime', // the broker decides about these
    'a'.repeat(MAX_TOPIC_BYTES),
    'é'.repeat(32_767),
  ])('takes %s', (topic) => {
    expect(checkTopicName(topic).ok).toBe(true);
  });

  it.each([
    ['nothing [MQTT-4.7.3-1]', ''],
    ['NUL [MQTT-4.7.3-2]', 'a\0b'],
    ['a multi-level wildcard [MQTT-3.3.2-2]', 'plant/#'],
    ['a single-level wildcard [MQTT-3.3.2-2]', 'plant/+/temp'],
    ['a wildcard inside a level', 'plant/a+b'],
    ['half a character [MQTT-1.5.3-1]', 'a\uD800'],
    ['too many bytes [MQTT-4.7.3-3]', 'a'.repeat(MAX_TOPIC_BYTES + 1)],
    ['few characters but too many bytes', 'é'.repeat(32_768)],
  ])('refuses %s', (_name, topic) => {
    expect(checkTopicName(topic)).toMatchObject({ ok: false, error: { code: 'bad-topic' } });
  });

  it('says where the wildcard stands', () => {
    expect(checkTopicName('a/b#')).toMatchObject({ error: { message: expect.stringContaining('character 4') } });
  });
});

describe('checkTopicFilter', () => {
  it.each([
    '#',
    '+',
    '/',
    '+/+/#',
    'plant/+/temp',
    'plant/#',
    '/+',
    'a//b',
    '$SYS/#',
    '$share/bench/plant/#',
    '$share/bench//',
    '$shared/no/group', // not the $share prefix
    '$share', // a plain topic: no second level
  ])('takes %s', (filter) => {
    expect(checkTopicFilter(filter).ok).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['# before the end [MQTT-4.7.1-2]', 'a/#/b'],
    ['# with other characters [MQTT-4.7.1-2]', 'a/b#'],
    ['+ with other characters [MQTT-4.7.1-3]', 'a/b+/c'],
    ['two wildcards in one level', '++'],
    ['NUL', '\0'],
    ['an empty share group [MQTT-4.8.2-1]', '$share//a'],
    ['a wildcard as share group [MQTT-4.8.2-2]', '$share/+/a'],
    ['a share without filter [MQTT-4.8.2-2]', '$share/bench'],
    ['a share with an empty filter', '$share/bench/'],
    ['a shared filter with a misplaced #', '$share/bench/#/a'],
    ['too many bytes', `${'a'.repeat(MAX_TOPIC_BYTES)}/`],
  ])('refuses %s', (_name, filter) => {
    expect(checkTopicFilter(filter)).toMatchObject({ ok: false, error: { code: 'bad-filter' } });
  });
});
