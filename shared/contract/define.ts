import type { z } from 'zod';

/** One entry of the contract between a view and the bench. Handler types, client types and validation derive from it. */
export interface CommandDef<I extends z.ZodType, O extends z.ZodType, E extends readonly string[]> {
  readonly kind: 'command';
  readonly input: I;
  readonly output: O;
  /** The closed set of codes this command fails with, besides the RPC layer's own. */
  readonly errors: E;
}

/** Sent by the bench to every view that said hello. */
export interface EventDef<D extends z.ZodType> {
  readonly kind: 'event';
  readonly data: D;
}

/** Opened by a view; the bench sends items as credits allow. An item may carry bytes beside its JSON part. */
export interface StreamDef<I extends z.ZodType, T extends z.ZodType> {
  readonly kind: 'stream';
  readonly input: I;
  readonly item: T;
}

export type AnyDef =
  | CommandDef<z.ZodType, z.ZodType, readonly string[]>
  | EventDef<z.ZodType>
  | StreamDef<z.ZodType, z.ZodType>;

export const command = <I extends z.ZodType, O extends z.ZodType, const E extends readonly string[]>(
  input: I,
  output: O,
  errors: E,
): CommandDef<I, O, E> => ({ kind: 'command', input, output, errors });

export const event = <D extends z.ZodType>(data: D): EventDef<D> => ({ kind: 'event', data });

export const stream = <I extends z.ZodType, T extends z.ZodType>(input: I, item: T): StreamDef<I, T> => ({
  kind: 'stream',
  input,
  item,
});
