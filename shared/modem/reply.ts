import type { CommandForm } from '../protocol/at/dictionary/entryTypes.ts';
import type { DataTerms } from '../protocol/at/promptCommands.ts';

/**
 * What a command does on the line. Lines are Latin-1 text, one character a byte, without line ends; the shell puts them
 * around. `lines` come before the final result code.
 */
export type Reply =
  | { readonly kind: 'ok'; readonly lines?: readonly string[] }
  | { readonly kind: 'error'; readonly lines?: readonly string[] }
  /** `+CME ERROR` in the form AT+CMEE asks for. */
  | { readonly kind: 'cme'; readonly code: number }
  /** `+CMS ERROR: <code>` (always a number or text as AT+CMEE says). */
  | { readonly kind: 'cms'; readonly code: number }
  /** Another final result code: `NO CARRIER`, `CONNECT FAIL`. */
  | { readonly kind: 'final'; readonly text: string; readonly lines?: readonly string[] }
  | PromptReply
  /** Nothing until `start` calls back, once; the command line is busy meanwhile. */
  | {
      readonly kind: 'wait';
      /** The answer, if any, stops it: the session ended or, if `abortable`, the host sent a byte. */
      readonly start: (answer: (reply: Reply) => void) => (() => void) | undefined;
      /** Any byte of the host ends it with ERROR (AT+COPS=?, V3.00 4.2.2). */
      readonly abortable?: true;
    }
  /** `CONNECT`, then the line belongs to a connection until it ends or `+++`. */
  | { readonly kind: 'transparent'; readonly connect: string; readonly channel: TransparentChannel };

/** Asks the host for data; what comes is no command line. */
export interface PromptReply {
  readonly kind: 'prompt';
  readonly prompt: '>' | '> ' | 'DOWNLOAD';
  readonly terms: DataTerms;
  /** The bytes, without Ctrl-Z. */
  readonly onData: (bytes: Uint8Array) => Reply;
  /** ESC in data that ends with Ctrl-Z. ERROR when absent. */
  readonly onCancel?: () => Reply;
  /** Gives up waiting; null waits for ever, as the manual says of counted input (V3.00 10.2.5). */
  readonly timeout?: { readonly ms: number; readonly reply: Reply };
}

/** A connection that has the line to itself. */
export interface TransparentChannel {
  /** Bytes of the host. */
  onHost(bytes: Uint8Array): void;
  /** Called when the line is given over, also again by ATO: `toHost` writes, `end` gives the line back with a final result. */
  attach(line: { readonly toHost: (bytes: Uint8Array) => void; readonly end: (result: string) => void }): void;
  /** `+++`: the line is in command mode, the connection lives on. */
  detach(): void;
  /** DTR fell with AT&D2; the line ends with what `end` says. Without it the line goes into command mode. */
  hangUp?(): void;
  /** ATO: false when the connection is gone. */
  readonly open: boolean;
}

/** One command as the host wrote it. */
export interface CommandCall {
  /** In capitals, without AT: `+CSQ`, `E`; '' for AT alone. */
  readonly name: string;
  readonly form: CommandForm;
  /** Without quotes. Absent ones are missing; `AT+X=1,,2` has '' in the middle. */
  readonly args: readonly string[];
  /** As typed, with quotes. */
  readonly typed: readonly string[];
}

/** One command of the modem. A form it has not answers ERROR, except `test`, which is made from the dictionary. */
export interface CommandHandler {
  readonly name: string;
  readonly execute?: (call: CommandCall) => Reply;
  readonly read?: (call: CommandCall) => Reply;
  readonly test?: (call: CommandCall) => Reply;
  readonly write?: (call: CommandCall) => Reply;
  /** It judges its parameters itself; else what the dictionary says is wrong with them answers ERROR before it is called. */
  readonly ownCheck?: true;
}

export const OK: Reply = { kind: 'ok' };
export const ERROR: Reply = { kind: 'error' };
export const answer = (...lines: readonly string[]): Reply => ({ kind: 'ok', lines });
export const failed = (...lines: readonly string[]): Reply => ({ kind: 'error', lines });
export const cme = (code: number): Reply => ({ kind: 'cme', code });
