import type { z } from 'zod';
import type { Result } from '../base/result.ts';
import type { RpcErrorCode } from '../rpc/messages.ts';
import { benchContract } from './bench.ts';
import { bridgeContract } from './bridge.ts';
import { brokerContract } from './broker.ts';
import { consoleContract } from './console.ts';
import { conversationContract } from './conversation.ts';
import type { CommandDef, EventDef, StreamDef } from './define.ts';
import { diagnosisContract } from './diagnosis.ts';
import { logContract } from './log.ts';
import { modemContract } from './modem.ts';
import { proxyContract } from './proxy.ts';
import { sequenceContract } from './sequence.ts';
import { serialContract } from './serial.ts';
import { settingsContract } from './settings.ts';
import { simulatorContract } from './simulator.ts';

/** Everything a view may ask of the bench and hear from it. The one place where names are given out. */
export const contract = {
  ...benchContract,
  ...serialContract,
  ...brokerContract,
  ...consoleContract,
  ...proxyContract,
  ...bridgeContract,
  ...logContract,
  ...conversationContract,
  ...diagnosisContract,
  ...modemContract,
  ...sequenceContract,
  ...settingsContract,
  ...simulatorContract,
};
export type Contract = typeof contract;

type NamesOf<Kind> = { [K in keyof Contract]: Contract[K] extends { kind: Kind } ? K : never }[keyof Contract];
export type CommandName = NamesOf<'command'>;
export type EventName = NamesOf<'event'>;
export type StreamName = NamesOf<'stream'>;

export type CommandInput<K extends CommandName> =
  Contract[K] extends CommandDef<infer I, z.ZodType, readonly string[]> ? z.input<I> : never;
export type CommandOutput<K extends CommandName> =
  Contract[K] extends CommandDef<z.ZodType, infer O, readonly string[]> ? z.output<O> : never;
/** The codes of the command itself. */
export type CommandError<K extends CommandName> =
  Contract[K] extends CommandDef<z.ZodType, z.ZodType, infer E> ? E[number] : never;
/** What a caller gets: the command's own codes or one of the RPC layer's. */
export type CommandResult<K extends CommandName> = Result<CommandOutput<K>, CommandError<K> | RpcErrorCode>;

export type EventData<K extends EventName> = Contract[K] extends EventDef<infer D> ? z.output<D> : never;
export type StreamInput<K extends StreamName> = Contract[K] extends StreamDef<infer I, z.ZodType> ? z.output<I> : never;
export type StreamItem<K extends StreamName> = Contract[K] extends StreamDef<z.ZodType, infer T> ? z.output<T> : never;

/** What a handler receives: the parsed input. */
export type ParsedInput<K extends CommandName> =
  Contract[K] extends CommandDef<infer I, z.ZodType, readonly string[]> ? z.output<I> : never;

/** The bench's side of every command. A handler answers with a Result and never throws on purpose. */
export type CommandHandlers = {
  readonly [K in CommandName]: (
    input: ParsedInput<K>,
  ) => Promise<Result<CommandOutput<K>, CommandError<K>>> | Result<CommandOutput<K>, CommandError<K>>;
};

/** Where a stream handler puts its items. */
export interface StreamSink<T> {
  /** How many items may be pushed now. */
  readonly credits: number;
  /** Costs one credit; throws RangeError when there is none: a handler that ignores credits is a fault. */
  push(item: T, body?: Uint8Array): void;
  /** Called each time credits arrive. */
  onCredit(listener: () => void): void;
  /** Ends the stream from the bench's side. */
  end(): void;
}

/** Opens a stream; the answer is called once when the view closes it or goes away. */
export type StreamHandlers = {
  readonly [K in StreamName]: (input: StreamInput<K>, sink: StreamSink<StreamItem<K>>) => () => void;
};
