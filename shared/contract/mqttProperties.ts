import { z } from 'zod';

/** The most user properties of one packet, and the longest text of one property. */
export const MAX_USER_PROPERTIES = 32;
const text = z.string().max(4096);

/** MQTT 5.0 section 2.2.2.2: names may repeat and keep their order. */
export const userProperty = z.object({ name: text, value: text });
export type UserProperty = z.infer<typeof userProperty>;
const userProperties = z.array(userProperty).max(MAX_USER_PROPERTIES);

/** A four-byte count of seconds. */
const seconds = z.int().min(0).max(0xffff_ffff);

/** What a 5.0 CONNECT says beside the fields of 3.1.1 (section 3.1.2.11). */
export const connectProperties = z.object({
  /** Seconds the broker keeps the session after the connection; null leaves it to clean start: 0, or a day. */
  sessionExpiry: seconds.nullable(),
  /** Messages of QoS 1 and 2 the broker may send before the console acknowledges; null: 65,535. */
  receiveMaximum: z.int().min(1).max(65_535).nullable(),
  user: userProperties,
});
export type ConnectProperties = z.infer<typeof connectProperties>;

/** What a 5.0 PUBLISH says about its message (section 3.3.2.3). '' and null leave a property out. */
export const publishProperties = z.object({
  contentType: text,
  responseTopic: z.string().max(65_535),
  correlationData: text,
  correlationEncoding: z.enum(['text', 'hex']),
  /** Seconds after which the broker drops it. */
  messageExpiry: seconds.nullable(),
  /** Payload format indicator: the payload is UTF-8 text. */
  textPayload: z.boolean(),
  user: userProperties,
});
export type PublishProperties = z.infer<typeof publishProperties>;

export const NO_CONNECT_PROPERTIES: ConnectProperties = { sessionExpiry: null, receiveMaximum: null, user: [] };
export const NO_PUBLISH_PROPERTIES: PublishProperties = {
  ...{ contentType: '', responseTopic: '', correlationData: '', correlationEncoding: 'text' },
  ...{ messageExpiry: null, textPayload: false, user: [] },
};

/** The options of one subscription (section 3.8.3.1) and its identifier; absent means as in 3.1.1. */
export const subscriptionOptions = z.object({
  /** Not what this client published itself. */
  noLocal: z.boolean().optional(),
  /** The retain flag as the publisher set it. */
  retainAsPublished: z.boolean().optional(),
  /** Retained messages: 0 at every subscribe, 1 only when it is new, 2 never. */
  retainHandling: z.union([z.literal(0), z.literal(1), z.literal(2)]).optional(),
  /** Comes back with every message of this subscription. */
  identifier: z.int().min(1).max(268_435_455).optional(),
});
export type SubscriptionOptions = z.infer<typeof subscriptionOptions>;

/** A property of a packet that came in, for people. */
export const shownProperty = z.object({ name: z.string(), value: z.string() });
export type ShownProperty = z.infer<typeof shownProperty>;
