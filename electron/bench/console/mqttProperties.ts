import { Buffer } from 'node:buffer';
import type { IConnectPacket, IPublishPacket, UserProperties } from 'mqtt-packet';
import { err, ok, type Result } from '#shared/base/result.ts';
import { encodeUtf8, utf8Length } from '#shared/base/utf8.ts';
import type {
  ConnectProperties,
  PublishProperties,
  ShownProperty,
  UserProperty,
} from '#shared/contract/mqttProperties.ts';
import { checkTopicName } from '#shared/model/mqttTopic.ts';
import { parseHex } from '#shared/model/payload/parseHex.ts';
import { payloadPreview } from '#shared/protocol/mqtt/payloadPreview.ts';

/** A UTF-8 encoded string as MQTT takes it [MQTT-1.5.4-1, MQTT-1.5.4-2]. */
export const isMqttText = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

type OnPublish = NonNullable<IPublishPacket['properties']>;
type OnConnect = NonNullable<IConnectPacket['properties']>;

/** Properties of a PUBLISH as the client takes them; undefined when there are none. */
export function encodePublishProperties(given: PublishProperties): Result<OnPublish | undefined, 'bad-property'> {
  const { contentType, responseTopic, correlationData, correlationEncoding, messageExpiry, textPayload, user } = given;
  if (!isMqttText(contentType)) return err('bad-property', 'The content type holds a character MQTT cannot carry.');
  if (responseTopic !== '') {
    const named = checkTopicName(responseTopic);
    if (!named.ok) return err('bad-property', `Response topic: ${named.error.message}`);
  }
  const correlation = correlationEncoding === 'hex' ? parseHex(correlationData) : ok(encodeUtf8(correlationData));
  if (!correlation.ok) return err('bad-property', `Correlation data: ${correlation.error.message}`);
  const userProperties = encodeUser(user);
  if (!userProperties.ok) return userProperties;
  const made: OnPublish = {
    ...(textPayload && { payloadFormatIndicator: true }),
    ...(messageExpiry !== null && { messageExpiryInterval: messageExpiry }),
    ...(contentType !== '' && { contentType }),
    ...(responseTopic !== '' && { responseTopic }),
    ...(correlation.value.length > 0 && { correlationData: Buffer.from(correlation.value) }),
    ...(userProperties.value !== undefined && { userProperties: userProperties.value }),
  };
  return ok(Object.keys(made).length === 0 ? undefined : made);
}

/** Properties of a CONNECT; `keptSeconds` stands where the user left the session's expiry open and wants it kept. */
export function encodeConnectProperties(
  { sessionExpiry, receiveMaximum, user }: ConnectProperties,
  keptSeconds: number,
): OnConnect | undefined {
  const expiry = sessionExpiry ?? keptSeconds;
  const userProperties = encodeUser(user);
  const made: OnConnect = {
    ...(expiry > 0 && { sessionExpiryInterval: expiry }),
    ...(receiveMaximum !== null && { receiveMaximum }),
    ...(userProperties.ok && userProperties.value !== undefined && { userProperties: userProperties.value }),
  };
  return Object.keys(made).length === 0 ? undefined : made;
}

/** User properties by name; a name that comes again becomes a list. Lines without a name are left out. */
export function encodeUser(user: readonly UserProperty[]): Result<UserProperties | undefined, 'bad-property'> {
  const named = user.filter(({ name, value }) => name !== '' || value !== '');
  if (named.length === 0) return ok(undefined);
  // No prototype: `__proto__` is a name like any other.
  const made: UserProperties = Object.create(null);
  for (const { name, value } of named) {
    if (!isMqttText(name) || !isMqttText(value)) {
      return err('bad-property', 'A user property holds a character MQTT cannot carry (NUL or half a character).');
    }
    const before = made[name];
    made[name] = before === undefined ? value : [...(typeof before === 'string' ? [before] : before), value];
  }
  return ok(made);
}

/** About how many bytes the properties take in the packet. */
export const propertyBytes = (properties: OnPublish | undefined): number =>
  properties === undefined
    ? 0
    : 16 +
      utf8Length(properties.contentType ?? '') +
      utf8Length(properties.responseTopic ?? '') +
      (properties.correlationData?.length ?? 0) +
      pairs(properties.userProperties).reduce(
        (sum, [name, value]) => sum + 5 + utf8Length(name) + utf8Length(value),
        0,
      );

/** What a PUBLISH that came in says beside its payload, in words. */
export function shownProperties(properties: OnPublish | undefined): readonly ShownProperty[] {
  if (properties === undefined) return [];
  const { contentType, responseTopic, correlationData, messageExpiryInterval, payloadFormatIndicator } = properties;
  const identifiers = [properties.subscriptionIdentifier ?? []].flat();
  return [
    ...(contentType === undefined ? [] : [{ name: 'Content type', value: contentType }]),
    ...(responseTopic === undefined ? [] : [{ name: 'Response topic', value: responseTopic }]),
    ...(correlationData === undefined
      ? []
      : [{ name: 'Correlation data', value: payloadPreview(correlationData, MAX_SHOWN) }]),
    ...(messageExpiryInterval === undefined ? [] : [{ name: 'Message expiry', value: `${messageExpiryInterval} s` }]),
    ...(payloadFormatIndicator === undefined
      ? []
      : [{ name: 'Payload format', value: payloadFormatIndicator ? 'UTF-8 text' : 'bytes' }]),
    ...(identifiers.length === 0 ? [] : [{ name: 'Subscription identifier', value: identifiers.join(', ') }]),
    ...pairs(properties.userProperties).map(([name, value]) => ({ name: `User property ${cut(name)}`, value })),
  ]
    .slice(0, MAX_LISTED)
    .map(({ name, value }) => ({ name, value: cut(value) }));
}

/** Of one packet, so that one message cannot fill what is kept of many. */
const MAX_LISTED = 50;
const MAX_SHOWN = 200;

const cut = (text: string): string => (text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text);

const pairs = (user: UserProperties | undefined): (readonly [name: string, value: string])[] =>
  Object.entries(user ?? {}).flatMap(([name, values]) => [values].flat().map((value) => [name, value] as const));

/** A broker's own words about an answer (5.0: Reason String); '' when it gave none. */
export const reasonWords = (reason: string | undefined): string =>
  reason === undefined || reason === '' ? '' : ` The broker says: "${cut(reason)}".`;
