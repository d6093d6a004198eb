import { z } from 'zod';

/** Raised when the messages below or the contract change in a way an older side cannot read. */
export const PROTOCOL_VERSION = 1;

/** A view opens every stream with this many credits and gives one back for each item it has taken in. */
export const STREAM_CREDITS = 2;

/** The most credits a stream can hold; more are ignored. */
export const MAX_STREAM_CREDITS = 16;

/** The most calls in progress and streams open on one connection. */
export const MAX_PENDING_CALLS = 256;
export const MAX_OPEN_STREAMS = 32;

const id = z.int().nonnegative();
/** Checked against the contract later. JSON leaves a field out whose value is undefined, so it may be absent. */
const anything = z.unknown().optional();

/** What a view may say. Parsed at the server's edge, in every host. */
export const clientMessage = z.discriminatedUnion('m', [
  z.object({ m: z.literal('hello'), version: z.int() }),
  z.object({ m: z.literal('call'), id, name: z.string().max(64), input: anything }),
  z.object({ m: z.literal('open'), id, name: z.string().max(64), input: anything }),
  z.object({ m: z.literal('credit'), id, n: z.int().min(1).max(MAX_STREAM_CREDITS) }),
  z.object({ m: z.literal('close'), id }),
]);
export type ClientMessage = z.infer<typeof clientMessage>;

const failure = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});

/** What the bench answers. `item` carries its bytes in the wire message's body. */
export const serverMessage = z.discriminatedUnion('m', [
  z.object({ m: z.literal('hello'), version: z.int() }),
  z.object({ m: z.literal('refused'), code: z.enum(['version', 'protocol']), message: z.string() }),
  z.discriminatedUnion('ok', [
    z.object({ m: z.literal('reply'), id, ok: z.literal(true), value: anything }),
    z.object({ m: z.literal('reply'), id, ok: z.literal(false), error: failure }),
  ]),
  z.object({ m: z.literal('event'), name: z.string(), data: anything }),
  z.object({ m: z.literal('item'), id, item: anything }),
  z.object({ m: z.literal('end'), id, error: failure.optional() }),
]);
export type ServerMessage = z.infer<typeof serverMessage>;

/**
 * Codes every call can answer with, besides its own. `overloaded`: too many calls or streams at once on this connection.
 * `closed`: the wire went away before the answer came.
 */
export const RPC_ERROR_CODES = ['bad-input', 'unknown-name', 'internal', 'overloaded', 'closed'] as const;
export type RpcErrorCode = (typeof RPC_ERROR_CODES)[number];
