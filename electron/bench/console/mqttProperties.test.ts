import { Buffer } from 'node:buffer';
import { generate, type IPublishPacket, type Packet, parser } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import { NO_PUBLISH_PROPERTIES, type PublishProperties } from '#shared/contract/mqttProperties.ts';
import {
  encodeConnectProperties,
  encodePublishProperties,
  encodeUser,
  propertyBytes,
  reasonWords,
  shownProperties,
} from './mqttProperties.ts';

const encode = (change: Partial<PublishProperties>) => encodePublishProperties({ ...NO_PUBLISH_PROPERTIES, ...change });

const publishOf = (properties: IPublishPacket['properties']): IPublishPacket => ({
  ...{ cmd: 'publish', topic: 'a', payload: '1', qos: 0, dup: false, retain: false },
  ...(properties === undefined ? {} : { properties }),
});

/** What a receiver finds in a PUBLISH with these properties. */
function throughWire(properties: IPublishPacket['properties']): IPublishPacket['properties'] {
  let received: Packet | undefined;
  const incoming = parser({ protocolVersion: 5 });
  incoming.on('packet', (packet: Packet) => {
    received = packet;
  });
  incoming.parse(generate(publishOf(properties), { protocolVersion: 5 }));
  return received?.cmd === 'publish' ? received.properties : undefined;
}

describe('encodePublishProperties', () => {
  it('leaves out what was left open', () => {
    expect(encode({})).toEqual({ ok: true, value: undefined });
    expect(encode({ user: [{ name: '', value: '' }] })).toEqual({ ok: true, value: undefined });
  });

  it('carries all of section 3.3.2.3 to the receiver, who is told in words', () => {
    const made = encode({
      contentType: 'application/json',
      responseTopic: 'answers/7',
      correlationData: 'ff 01',
      correlationEncoding: 'hex',
      messageExpiry: 0,
      textPayload: true,
      user: [
        { name: 'unit', value: '°C' },
        { name: 'unit', value: 'K' },
        { name: '__proto__', value: 'x' },
      ],
    });
    if (!made.ok) throw new Error(made.error.message);
    expect(shownProperties(throughWire(made.value))).toEqual([
      { name: 'Content type', value: 'application/json' },
      { name: 'Response topic', value: 'answers/7' },
      { name: 'Correlation data', value: 'ff 01' },
      { name: 'Message expiry', value: '0 s' },
      { name: 'Payload format', value: 'UTF-8 text' },
      { name: 'User property unit', value: '°C' },
      { name: 'User property unit', value: 'K' },
      { name: 'User property __proto__', value: 'x' },
    ]);
  });

  it.each([
    ['a wildcard in the response topic [MQTT-3.3.2-14]', { responseTopic: 'a/#' }],
    ['half a byte', { correlationData: 'd', correlationEncoding: 'hex' }],
    ['NUL in the content type', { contentType: 'a\0' }],
    ['half a character in a user property', { user: [{ name: '\ud800', value: '' }] }],
  ] as const)('refuses %s', (_name, change) => {
    expect(encode({ ...change, user: 'user' in change ? [...change.user] : [] })).toMatchObject({
      ok: false,
      error: { code: 'bad-property' },
    });
  });

  it('never counts less than the properties take', () => {
    const user = Array.from({ length: 32 }, (_, i) => ({ name: `näme ${i}`, value: 'v'.repeat(i) }));
    const made = encode({ user, contentType: 'text/plain', responseTopic: 'r', correlationData: 'c' });
    if (!made.ok) throw new Error(made.error.message);
    const size = (properties: IPublishPacket['properties']): number =>
      generate(publishOf(properties), { protocolVersion: 5 }).length;
    expect(propertyBytes(made.value)).toBeGreaterThanOrEqual(size(made.value) - size(undefined));
    expect(propertyBytes(undefined)).toBe(0);
  });
});

describe('encodeConnectProperties', () => {
  it.each([
    ['nothing asked, clean', { sessionExpiry: null, receiveMaximum: null }, 0, undefined],
    ['nothing asked, kept', { sessionExpiry: null, receiveMaximum: null }, 86_400, { sessionExpiryInterval: 86_400 }],
    ['an expiry of 0', { sessionExpiry: 0, receiveMaximum: 5 }, 86_400, { receiveMaximum: 5 }],
  ])('%s', (_name, given, kept, wanted) => {
    expect(encodeConnectProperties({ ...given, user: [] }, kept)).toEqual(wanted);
  });

  it('gives user properties their names', () => {
    const user = [{ name: 'fw', value: '1.2' }];
    expect(encodeConnectProperties({ sessionExpiry: null, receiveMaximum: null, user }, 0)).toEqual({
      userProperties: { fw: '1.2' },
    });
  });
});

describe('shownProperties', () => {
  it('bounds what one message can leave behind', () => {
    const user = encodeUser(Array.from({ length: 300 }, (_, i) => ({ name: `n${i}`, value: 'x'.repeat(4000) })));
    const shown = shownProperties({ userProperties: user.ok ? (user.value ?? {}) : {} });
    expect(shown).toHaveLength(50);
    expect(shown[0]?.value.length).toBeLessThanOrEqual(201);
  });

  it('tells every subscription a message came by', () => {
    expect(shownProperties({ subscriptionIdentifier: [3, 9], payloadFormatIndicator: false })).toEqual([
      { name: 'Payload format', value: 'bytes' },
      { name: 'Subscription identifier', value: '3, 9' },
    ]);
    expect(shownProperties({ correlationData: Buffer.of(0xff, 0) })[0]?.value).toBe('ff 00');
  });
});

describe('reasonWords', () => {
  it.each([
    [undefined, ''],
    ['', ''],
    ['quota of 5 used up', ' The broker says: "quota of 5 used up".'],
  ])('%j', (reason, words) => expect(reasonWords(reason)).toBe(words));
});
