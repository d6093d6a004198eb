import { assertNever } from '../../base/assertNever.ts';
import { latin1Text } from '../../base/latin1.ts';
import type { Dictionary } from '../../protocol/at/dictionary/dictionary.ts';
import { failed, type PromptReply, type Reply, type TransparentChannel } from '../reply.ts';
import type { ModemSession } from '../session/modemSession.ts';
import { createVoice } from './createVoice.ts';
import { errorLine } from './errorLine.ts';
import { createEscapeWatch, type EscapeWatch } from './escapeWatch.ts';
import { createInputQueue } from './inputQueue.ts';
import { createLineReader } from './lineReader.ts';
import { type CommandFinder, planLine } from './planLine.ts';
import { createPromptInput, type PromptInput } from './promptInput.ts';
import { resultText } from './resultText.ts';
import type { UartOut } from './uartOut.ts';

/** From the CR to the first byte of an answer, ms. */
const ANSWER_MS = 8;
const LF = 0x0a;

export interface Shell {
  /** Bytes of the host. */
  receive(bytes: Uint8Array): void;
  urc(lines: readonly string[]): void;
  urcBytes(bytes: Uint8Array): void;
  /** The connection set aside by `+++`, for ATO. */
  readonly suspended: TransparentChannel | null;
  close(): void;
}

type Mode =
  | { readonly type: 'command' }
  | { readonly type: 'busy'; readonly abort: (() => void) | null }
  | {
      readonly type: 'prompt';
      readonly input: PromptInput;
      readonly settle: (reply: Reply) => void;
      readonly reply: PromptReply;
    }
  | { readonly type: 'transparent'; readonly channel: TransparentChannel; readonly watch: EscapeWatch }
  /** A prompt that never comes: whatever is sent is swallowed. */
  | { readonly type: 'blocked' };

export interface ShellPorts {
  readonly session: ModemSession;
  readonly out: UartOut;
  readonly find: CommandFinder;
  readonly dictionary: Dictionary;
}

/** The command line of a modem: bytes of the host in, echo, answers and held-back reports out. One run of the modem long. */
export function createShell({ session, out, find, dictionary }: ShellPorts): Shell {
  const { line, faults } = session;
  const reader = createLineReader();
  const queue = createInputQueue();
  let mode: Mode = { type: 'command' };
  let suspended: TransparentChannel | null = null;
  let lastLine: string | null = null;
  /** A command line has just ended with CR: the LF many hosts send behind it belongs to it, not to what it asks for. */
  let afterLine = false;
  const voice = createVoice({ session, out, free: () => mode.type === 'command' });

  const finish = (text: string): void => {
    mode = { type: 'command' };
    voice.result(text);
    voice.release();
    process();
  };
  const runLine = (text: string | null): void => {
    lastLine = text;
    const steps = text === null ? null : planLine(text, find, dictionary, faults.command);
    const late = faults.strike('late');
    mode = { type: 'busy', abort: null };
    if (faults.strike('urc-after-echo') !== null) voice.stray();
    const begin = (): void => {
      if (steps === null) settle(failed(), []);
      else step(steps);
    };
    if (late === null) session.after(ANSWER_MS, begin);
    else session.afterReal(late * 1000, begin);
  };
  const step = (steps: readonly (() => Reply)[]): void => {
    const [first, ...rest] = steps;
    if (first === undefined) finish('OK');
    else settle(first(), rest);
  };
  const settle = (reply: Reply, rest: readonly (() => Reply)[]): void => {
    switch (reply.kind) {
      case 'ok':
        voice.lines(reply.lines ?? []);
        step(rest);
        break;
      case 'error':
        voice.lines(reply.lines ?? []);
        finish('ERROR');
        break;
      case 'cme':
      case 'cms':
        finish(errorLine(reply.kind, reply.code, line.cmee));
        break;
      case 'final':
        voice.lines(reply.lines ?? []);
        finish(reply.text);
        break;
      case 'prompt':
        prompt(reply, rest);
        break;
      case 'wait':
        wait(reply, rest);
        break;
      case 'transparent':
        connect(reply.connect, reply.channel);
        break;
      default:
        assertNever(reply, 'reply');
    }
  };

  const prompt = (reply: PromptReply, rest: readonly (() => Reply)[]): void => {
    if (faults.strike('prompt-blocked') !== null) {
      mode = { type: 'blocked' };
      return;
    }
    let cancel = (): void => undefined;
    const settlePrompt = (next: Reply): void => {
      cancel();
      mode = { type: 'busy', abort: null };
      session.after(ANSWER_MS, () => settle(next, rest));
    };
    voice.say(reply.prompt !== 'DOWNLOAD' ? `\r\n${reply.prompt}` : `\r\n${reply.prompt}\r\n`);
    mode = { type: 'prompt', input: createPromptInput(reply.terms), settle: settlePrompt, reply };
    afterLine = false;
    const { timeout } = reply;
    if (timeout !== undefined) cancel = session.afterReal(timeout.ms, () => settlePrompt(timeout.reply));
    process();
  };
  const wait = (reply: Extract<Reply, { kind: 'wait' }>, rest: readonly (() => Reply)[]): void => {
    let over = false;
    const settleOnce = (next: Reply): void => {
      if (over) return;
      over = true;
      settle(next, rest);
    };
    mode = { type: 'busy', abort: null };
    const cancel = reply.start(settleOnce);
    if (over || reply.abortable !== true) return;
    mode = {
      type: 'busy',
      abort: () => {
        cancel?.();
        settleOnce(failed());
      },
    };
  };

  /** The line is in command mode, the connection is kept for ATO. */
  const setAside = (channel: TransparentChannel): void => {
    channel.detach();
    suspended = channel;
    finish('OK');
  };
  // AT&D (V3.00 2.2.18).
  session.onDtr((on) => {
    if (on || line.dtr === 0 || mode.type !== 'transparent') return;
    const { channel, watch } = mode;
    if (line.dtr === 2 && channel.hangUp !== undefined) {
      channel.hangUp();
      return;
    }
    watch.close();
    setAside(channel);
  });
  const connect = (text: string, channel: TransparentChannel): void => {
    voice.result(text);
    suspended = null;
    const watch = createEscapeWatch({
      now: session.now,
      after: session.afterReal,
      onData: (bytes) => channel.onHost(bytes),
      onEscape: () => setAside(channel),
    });
    mode = { type: 'transparent', channel, watch };
    afterLine = false;
    channel.attach({
      toHost: (bytes) => out.bytes(bytes),
      end(result) {
        watch.close();
        if (suspended === channel) suspended = null;
        if (mode.type === 'transparent' && mode.channel === channel) finish(result);
        else voice.report(resultText(result, line));
      },
    });
    process();
  };

  const echo = (byte: number): void => {
    if (line.echo) out.text(String.fromCharCode(byte));
  };
  /** Takes what the host sent as far as it can be taken now. */
  const process = (): void => {
    while (queue.length > 0) {
      if (mode.type === 'blocked') {
        queue.clear();
        return;
      }
      if (afterLine) {
        afterLine = false;
        if (queue.peek() === LF) {
          queue.take();
          continue;
        }
      }
      if (mode.type === 'transparent') {
        mode.channel.onHost(mode.watch.feed(queue.takeAll()));
        continue;
      }
      if (mode.type === 'busy') {
        const { abort } = mode;
        if (abort === null) return;
        queue.take();
        abort();
        continue;
      }
      const byte = queue.take();
      if (mode.type === 'prompt') feedPrompt(mode, byte);
      else feedLine(byte);
    }
  };
  const feedPrompt = ({ input, settle: done, reply }: Extract<Mode, { type: 'prompt' }>, byte: number): void => {
    const result = input.feed(byte);
    if (result?.type === 'data') done(reply.onData(result.bytes));
    else if (result?.type === 'cancelled') done(reply.onCancel?.() ?? failed());
  };
  const feedLine = (byte: number): void => {
    const event = reader.feed(byte);
    if (reader.begun || event !== null) echo(byte);
    if (event === null) return;
    afterLine = event.type === 'line';
    runLine(event.type === 'repeat' ? lastLine : event.text);
  };

  return {
    receive(bytes) {
      queue.put(bytes);
      process();
    },
    urc: (lines) => voice.report(lines.map((text) => `\r\n${text}\r\n`).join('')),
    urcBytes: (bytes) => voice.report(latin1Text(bytes)),
    get suspended() {
      return suspended;
    },
    close() {
      if (mode.type === 'transparent') mode.watch.close();
      voice.close();
      queue.clear();
      mode = { type: 'blocked' };
    },
  };
}
