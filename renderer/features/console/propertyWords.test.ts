import { expect, it } from 'vitest';
import { NO_PROPERTIES } from '#shared/protocol/mqtt/decode/properties.ts';
import { propertyWords } from './propertyWords.ts';

it('tells what came beside a payload', () => {
  expect(propertyWords(NO_PROPERTIES)).toEqual([]);
  expect(
    propertyWords({
      ...NO_PROPERTIES,
      ...{ contentType: 'text/plain', messageExpiry: 0, payloadFormat: 1, hasSubscriptionId: true },
      userProperties: [{ key: 'unit', value: 'C' }],
    }),
  ).toEqual([
    'Content type: text/plain',
    'Message expiry: 0 s',
    'Payload format: UTF-8 text',
    'Subscription identifier',
    'unit: C',
  ]);
});
