import type { PacketProperties } from '#shared/protocol/mqtt/decode/properties.ts';

/** What a 5.0 PUBLISH says beside its payload, a line each; none before 5.0. The inspector tells every byte of it. */
export function propertyWords(properties: PacketProperties): readonly string[] {
  const { contentType, responseTopic, messageExpiry, payloadFormat, topicAlias, hasSubscriptionId } = properties;
  return [
    contentType === null ? '' : `Content type: ${contentType}`,
    responseTopic === null ? '' : `Response topic: ${responseTopic}`,
    messageExpiry === null ? '' : `Message expiry: ${messageExpiry} s`,
    payloadFormat === null ? '' : `Payload format: ${payloadFormat === 1 ? 'UTF-8 text' : 'bytes'}`,
    topicAlias === null ? '' : `Topic alias: ${topicAlias}`,
    hasSubscriptionId ? 'Subscription identifier' : '',
    ...properties.userProperties.map(({ key, value }) => `${key}: ${value}`),
  ].filter((line) => line !== '');
}
