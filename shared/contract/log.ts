import { z } from 'zod';
import { LINK_ROLES } from '../model/link.ts';
import { command, event, stream } from './define.ts';

/** Which rows a view wants. Every part that is given must match; an absent part matches all. */
export const rowFilter = z.object({
  lanes: z.array(z.enum(['serial', 'mqtt'])).max(2),
  /** Notes about links of those lanes and about the bench itself. */
  notes: z.boolean(),
  links: z.array(z.int().positive()).max(64).optional(),
  roles: z.array(z.enum(LINK_ROLES)).max(LINK_ROLES.length).optional(),
  dirs: z
    .array(z.enum(['tx', 'rx']))
    .max(2)
    .optional(),
  /** Row kinds, of any lane. */
  kinds: z.array(z.string().max(16)).max(32).optional(),
  /** MQTT control packet types by number (1 CONNECT … 15 AUTH). */
  packetTypes: z.array(z.int().min(1).max(15)).max(15).optional(),
  /** An MQTT topic filter (`plant/+/temp`, `#`) that a packet's topic must match; packets without a topic do not. */
  topic: z.string().max(1024).optional(),
  /**
   * Words that must all occur in the row's bytes (read as Latin-1) or text, case ignored; `-word` must not occur;
   * "quoted words" stay together.
   */
  text: z.string().max(256).optional(),
});
export type RowFilter = z.infer<typeof rowFilter>;

/** The most rows and bytes of one batch (a larger row goes alone); and the least time between two, in milliseconds. */
export const MAX_BATCH_ROWS = 2048;
export const MAX_BATCH_BYTES = 65_536;
export const MIN_BATCH_INTERVAL_MS = 16;

export const rowsInput = z.object({
  filter: rowFilter,
  /**
   * `tail`: the newest `backlog` rows that match, then live. `after`: rows behind `seq`, then live. `page`: at most
   * `limit` matching rows between `after` and `before` (both exclusive), nearest to the side named by `toward`; then the
   * stream ends. Rows that match and are left out of a page come as a gap, in their place. Backlogs and pages end early
   * when their rows are large.
   *
   * The first item of a live stream comes at once, be it an empty batch. When its `scanned` is less than the `seq` asked
   * for, the log is another one.
   */
  from: z.discriminatedUnion('at', [
    z.object({ at: z.literal('tail'), backlog: z.int().min(0).max(1_000_000) }),
    z.object({ at: z.literal('after'), seq: z.int().min(0) }),
    z.object({
      at: z.literal('page'),
      after: z.int().min(0),
      before: z.int().min(1),
      limit: z.int().min(1).max(20_000),
      toward: z.enum(['after', 'before']),
    }),
  ]),
  /** How many rows the view keeps: when it is further behind than this, the bench skips ahead and says so. */
  mirror: z.int().min(1000).max(1_000_000),
});
export type RowsInput = z.infer<typeof rowsInput>;

export const rowsItem = z.discriminatedUnion('type', [
  /** The body is an encoded RowChunk. `scanned`: the last seq looked at, matching or not. */
  z.object({ type: z.literal('batch'), count: z.int(), scanned: z.int() }),
  /** Rows with after < seq < before were skipped. `lost`: the bench no longer has them either (tail dropped). */
  z.object({ type: z.literal('gap'), after: z.int(), before: z.int(), lost: z.boolean() }),
]);
export type RowsItem = z.infer<typeof rowsItem>;

export const linkInfo = z.object({
  id: z.int().positive(),
  lane: z.enum(['serial', 'mqtt']),
  role: z.enum(LINK_ROLES),
  name: z.string(),
  address: z.string(),
  clientId: z.string(),
  level: z.union([z.literal(0), z.literal(3), z.literal(4), z.literal(5)]),
  openedAt: z.number(),
  closedAt: z.number().nullable(),
});

export const logStats = z.object({
  /** seq of the newest row; 0 = none yet. */
  lastSeq: z.int(),
  /** seq of the oldest row still in the tail. */
  firstSeq: z.int(),
  rows: z.object({ serial: z.int(), mqtt: z.int(), note: z.int() }),
  /** Bytes seen per lane since the session began. */
  bytes: z.object({ serial: z.int(), mqtt: z.int() }),
  /** Memory the tail uses and may use, in bytes. */
  tailBytes: z.int(),
  tailLimit: z.int(),
  /** Rows that are no longer in the tail because it is bounded (oldest first). */
  dropped: z.int(),
});
export type LogStats = z.infer<typeof logStats>;

export const logContract = {
  'log.rows': stream(rowsInput, rowsItem),
  'log.links': command(z.object({}), z.object({ links: z.array(linkInfo) }), []),
  /** Links that are new or changed since the last such event. */
  'log.links-changed': event(z.object({ links: z.array(linkInfo) })),
  /** Puts a user's mark into the log. */
  'log.mark': command(z.object({ text: z.string().max(1024) }), z.object({ seq: z.int() }), []),
};
