import { z } from 'zod';
import { publishProperties } from './mqttProperties.ts';

export const qos = z.union([z.literal(0), z.literal(1), z.literal(2)]);
export type Qos = z.infer<typeof qos>;

export const PAYLOAD_ENCODINGS = ['text', 'json', 'hex', 'base64'] as const;
export type PayloadEncoding = (typeof PAYLOAD_ENCODINGS)[number];

export const publishInput = z.object({
  topic: z.string().min(1).max(65_535),
  qos,
  retain: z.boolean(),
  payload: z.string().max(1_048_576),
  encoding: z.enum(PAYLOAD_ENCODINGS),
  /** Fill in {{n}}, {{now}} and {{random}} in topic and payload; else they are sent as they stand. */
  variables: z.boolean().optional(),
  /** For a 5.0 connection; left out on any other. */
  properties: publishProperties.optional(),
});
export type PublishInput = z.infer<typeof publishInput>;

/** The most messages that are kept by name, and the longest payload of one. */
export const MAX_SAVED_MESSAGES = 200;
export const MAX_SAVED_PAYLOAD = 65_536;
/** Of all saved messages together, in characters: they go to the bench in one message. */
export const MAX_SAVED_CHARS = 400_000;

/** A message kept by name. `folder` and `name` together tell it apart. */
export const savedMessage = z.object({
  /** '' stands outside of all folders. */
  folder: z.string().max(100),
  name: z.string().min(1).max(100),
  message: publishInput.extend({ payload: z.string().max(MAX_SAVED_PAYLOAD) }),
});
export type SavedMessage = z.infer<typeof savedMessage>;

/** How many published messages are remembered, and the longest payload of one: longer ones are not. Of all together, in characters. */
export const MAX_PUBLISHED = 50;
export const MAX_PUBLISHED_PAYLOAD = 8192;
export const MAX_PUBLISHED_CHARS = 100_000;

export const publishedMessage = publishInput.extend({ payload: z.string().max(MAX_PUBLISHED_PAYLOAD) });
