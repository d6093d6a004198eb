import type { Clock } from '../base/clock.ts';
import { latin1Bytes } from '../base/latin1.ts';
import { createModemReader, type ModemMessage } from './modemReader.ts';

/** How a command ended for the firmware. `result`: the line that tells its outcome, where one was waited for. */
export interface Outcome {
  readonly final: 'ok' | 'error' | 'timeout' | 'reset';
  /** Information lines before the final result. */
  readonly lines: readonly string[];
  /** What stands behind `+NAME: ` in the awaited result; null when it did not come. */
  readonly result: string | null;
}

export interface CommandOptions {
  /** Longest time to the final result; 9 s when absent. */
  readonly timeoutMs?: number;
  /** Sent after the prompt. */
  readonly data?: Uint8Array;
  /** Result line to wait for, before or after the final result: `+CMQTTCONNECT`, and for how long. */
  readonly result?: { readonly name: string; readonly timeoutMs: number };
}

/** How this firmware misbehaves, asked at each command. */
export interface DriverFaults {
  /** What is sent after the prompt in place of the data. */
  data(bytes: Uint8Array): Uint8Array;
  /** Data is sent at once. */
  ignoresPrompt(): boolean;
  /** What ends a command line. */
  terminator(): string;
  /** After the data of a prompt the next command is sent at once. */
  hurries(): boolean;
}

export interface AtDriver {
  receive(bytes: Uint8Array): void;
  /** One command after the other: the next waits for this one. */
  command(text: string, options?: CommandOptions): Promise<Outcome>;
  /** Ends what is waited for with `reset`: the modem or the MCU restarted. */
  reset(): void;
}

export interface AtDriverPorts {
  readonly clock: Pick<Clock, 'after'>;
  readonly toModem: (bytes: Uint8Array) => void;
  /** What the modem says by itself. */
  readonly onMessage: (message: ModemMessage) => void;
  readonly faults: DriverFaults;
}

interface Pending {
  readonly text: string;
  readonly options: CommandOptions;
  readonly settle: (outcome: Outcome) => void;
  readonly lines: string[];
  final: 'ok' | 'error' | null;
  result: string | null;
  cancel: () => void;
}

const FAILED = /^(?:ERROR|\+CM[ES] ERROR: .*)$/;

/** A driver as good firmware has one: waits for prompts and final results, and for the line that tells the outcome. */
export function createAtDriver({ clock, toModem, onMessage, faults }: AtDriverPorts): AtDriver {
  let pending: Pending | null = null;
  let waiting: Pending[] = [];

  const finish = (final: Outcome['final']): void => {
    const done = pending;
    if (done === null) return;
    done.cancel();
    pending = null;
    reader.expectPrompt(false);
    done.settle({ final, lines: done.lines, result: done.result });
    next();
  };
  const next = (): void => {
    const [first, ...rest] = waiting;
    if (pending !== null || first === undefined) return;
    waiting = rest;
    start(first);
  };
  const start = (command: Pending): void => {
    pending = command;
    const { text, options } = command;
    toModem(latin1Bytes(`${text}${faults.terminator()}`));
    command.cancel = clock.after(options.timeoutMs ?? 9000, () => finish('timeout'));
    if (options.data === undefined) return;
    if (faults.ignoresPrompt()) toModem(faults.data(options.data));
    else reader.expectPrompt(true);
  };
  const settleFinal = (command: Pending, final: 'ok' | 'error'): void => {
    command.final = final;
    const { result } = command.options;
    if (final === 'error' || result === undefined || command.result !== null) {
      finish(final);
      return;
    }
    command.cancel();
    command.cancel = clock.after(result.timeoutMs, () => finish('timeout'));
  };
  /** True when the line belongs to the command that waits. */
  const take = (line: string): boolean => {
    if (pending === null) return false;
    if (line === pending.text) return true;
    const { result } = pending.options;
    if (result !== undefined && line.startsWith(`${result.name}:`)) {
      pending.result = line.slice(result.name.length + 1).trim();
      if (pending.final !== null) finish(pending.final);
      return true;
    }
    if (pending.final !== null) return false;
    if (line === 'OK') settleFinal(pending, 'ok');
    else if (FAILED.test(line)) settleFinal(pending, 'error');
    else if (answers(pending.text, line)) pending.lines.push(line);
    else return false;
    return true;
  };
  const reader = createModemReader((message) => {
    if (message.type === 'prompt') {
      const data = pending?.options.data;
      if (data !== undefined) toModem(faults.data(data));
      if (faults.hurries() && pending?.options.result === undefined) finish('ok');
    } else if (message.type !== 'line' || !take(message.text)) {
      onMessage(message);
    }
  });

  return {
    receive: reader.feed,
    command(text, options = {}) {
      return new Promise((settle) => {
        waiting.push({ text, options, settle, lines: [], final: null, result: null, cancel: () => undefined });
        next();
      });
    },
    reset() {
      const cut = [...(pending === null ? [] : [pending]), ...waiting];
      waiting = [];
      pending?.cancel();
      pending = null;
      reader.reset();
      for (const { settle, lines, result } of cut) settle({ final: 'reset', lines, result });
    },
  };
}

/** Whether a line is an answer of this command: the same name, or no name at all (an IMEI). */
function answers(text: string, line: string): boolean {
  const name = /^AT(\+[A-Z0-9]+)/.exec(text)?.[1];
  const said = /^(\+[A-Z0-9]+):/.exec(line)?.[1];
  if (said === undefined) return /^\d+$/.test(line) || !text.startsWith('AT+');
  return said === name || `+C${said.slice(1)}` === name;
}
