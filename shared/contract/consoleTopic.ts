import { z } from 'zod';
import { command } from './define.ts';
import { shownProperty } from './mqttProperties.ts';
import { qos } from './publish.ts';

/** How many fields are plotted at once, and how many values of one are kept; the oldest goes first and is counted. */
export const MAX_WATCHES = 8;
export const MAX_SAMPLES = 2000;
/** The longest payload a field is looked for in, in bytes. */
export const MAX_FIELD_PAYLOAD = 65_536;
/** The most numbers of one payload that are offered. */
export const MAX_FIELDS = 100;
/** Bytes of the last payload that the details show. */
export const MAX_SHOWN_PAYLOAD = 4096;

/** A number of a JSON payload. */
export const numericField = z.object({
  /** JSON Pointer (RFC 6901); '' is the whole payload. */
  pointer: z.string().max(1024),
  value: z.number(),
});
export type NumericField = z.infer<typeof numericField>;

/** A number of a topic's messages as it goes on. */
export const watchState = z.object({
  id: z.int().positive(),
  topic: z.string(),
  pointer: z.string(),
  /** Counts up with every value. */
  samples: z.int(),
  /** Values no longer kept. */
  dropped: z.int(),
  /** Messages that had no such number. */
  missed: z.int(),
});
export type WatchState = z.infer<typeof watchState>;

const topic = z.string().min(1).max(65_535);

export const topicContract = {
  /** The last message of a topic, for its details. `not-kept`: none was heard, or it was forgotten to bound memory. */
  'console.topic': command(
    z.object({ topic }),
    z.object({
      count: z.int(),
      bytes: z.number(),
      rate: z.number(),
      /** Microseconds since the session began. */
      t: z.number(),
      qos,
      retained: z.boolean(),
      length: z.int(),
      /** The start of the payload as text; bytes that are no text as hex. */
      payload: z.string(),
      properties: z.array(shownProperty),
      fields: z.array(numericField),
    }),
    ['not-kept'],
  ),
  /** Keeps the values of a field from now on, the last message's first. The same field twice is the same watch. */
  'console.watch': command(
    z.object({ topic, pointer: numericField.shape.pointer }),
    z.object({ id: z.int().positive() }),
    ['too-many'],
  ),
  'console.unwatch': command(z.object({ id: z.int().positive() }), z.object({}), ['not-found']),
  /** The values that are kept, oldest first: microseconds since the session began, and the number. */
  'console.samples': command(
    z.object({ id: z.int().positive() }),
    z.object({ t: z.array(z.number()), values: z.array(z.number()) }),
    ['not-found'],
  ),
};
