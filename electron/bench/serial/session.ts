import type { Clock } from '#shared/base/clock.ts';
import { err, type Result } from '#shared/base/result.ts';
import type { CommandError, CommandOutput } from '#shared/contract/contract.ts';
import type { RewriteRule } from '#shared/contract/rewriteRule.ts';
import type { LinkSide, SerialLink } from '#shared/contract/serial.ts';
import type { CaptureLog } from '../capture/captureLog.ts';
import type { WantedLines } from './livePort.ts';
import type { SerialBackend } from './serialBackend.ts';

export interface SessionDeps {
  readonly clock: Clock;
  readonly log: CaptureLog;
  readonly backend: SerialBackend;
  /** Anything that `state` shows has changed. */
  readonly onChange: () => void;
  /** Paths of all ports in use, not to be taken on the search for one that went away. */
  readonly taken: () => readonly string[];
}

type Outcome<K extends 'serial.send' | 'serial.control' | 'serial.baud' | 'serial.rewrite'> = Promise<
  Result<CommandOutput<K>, CommandError<K>>
>;

/** What the user opened: one link of the log over one port or two, which outlives unplugging. */
export interface SerialSession {
  readonly link: number;
  /** Where its ports are now, or were last. */
  readonly paths: readonly string[];
  /** A port is open, or waiting to be open again. */
  readonly active: boolean;
  /** Resolves when the control lines are as asked for. */
  readonly ready: Promise<void>;
  state(): SerialLink;
  send(bytes: Uint8Array, side: LinkSide): Outcome<'serial.send'>;
  /** Null leaves a line as it is. */
  control(lines: WantedLines, side: LinkSide): Outcome<'serial.control'>;
  /** Null means each port the link has. */
  setBaud(baud: number, side: LinkSide | null): Outcome<'serial.baud'>;
  setRules(rules: readonly RewriteRule[]): Outcome<'serial.rewrite'>;
  /** Tries speeds on one port. */
  detectBaud(
    side: LinkSide,
    rates: readonly number[],
  ): Promise<Result<CommandOutput<'serial.detect-baud'>, CommandError<'serial.detect-baud'>>>;
  /** Ends the link. Resolves after a bounded time, whatever the ports do. */
  close(): Promise<void>;
}

/** What a session answers that has no rules. */
export const noRules = (): Outcome<'serial.rewrite'> =>
  Promise.resolve(err('not-supported', 'Only a bridge can change what goes through it.'));

export const TRYING_SPEEDS = 'Other speeds are being tried on this port. Wait until that is done.';
