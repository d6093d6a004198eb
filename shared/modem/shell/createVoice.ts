import type { ModemSession } from '../session/modemSession.ts';
import { informationText, resultText } from './resultText.ts';
import type { UartOut } from './uartOut.ts';

/** Unsolicited lines waiting while a command is answered; the oldest are dropped beyond. */
const MAX_HELD = 512;
/** How long the line end of a glued report is kept back when no command comes. */
const GLUED_MS = 250;
/** What the faults that put a report where none is expected say. */
const STRAY_URC = '\r\n+CREG: 1\r\n';

/** What the modem says on its line: answers at once, reports when no command is being answered. */
export interface Voice {
  /** As it is: a prompt. */
  say(text: string): void;
  /** Information lines of an answer. */
  lines(lines: readonly string[]): void;
  /** A final result code. */
  result(text: string): void;
  /** A report of its own, or a late result: said when `free`. */
  report(text: string): void;
  /** Says what waits, as far as it may. */
  release(): void;
  /** A report where none belongs, between echo and answer. */
  stray(): void;
  close(): void;
}

export interface VoicePorts {
  readonly session: Pick<ModemSession, 'line' | 'faults' | 'afterReal'>;
  readonly out: Pick<UartOut, 'text'>;
  /** No command is being answered and no data waited for. */
  readonly free: () => boolean;
}

export function createVoice({ session, out, free }: VoicePorts): Voice {
  const { line, faults } = session;
  let held: string[] = [];
  /** A line end kept back by the fault `glued`, said with the next echo's end. */
  let owed = '';

  const sayOwed = (): void => {
    if (owed !== '') out.text(owed);
    owed = '';
  };
  const say = (text: string): void => {
    sayOwed();
    out.text(text);
  };
  const sayReport = (text: string): void => {
    const glued = text.endsWith('\r\n') && faults.strike('glued') !== null;
    say(glued ? text.slice(0, -2) : text);
    if (!glued) return;
    owed = '\r\n';
    session.afterReal(GLUED_MS, sayOwed);
  };
  const release = (): void => {
    while (held.length > 0 && free()) sayReport(held.shift() ?? '');
  };
  return {
    say,
    lines(lines) {
      const [first, ...rest] = lines;
      if (first !== undefined && faults.strike('urc-in-answer') !== null) {
        say(informationText([first], line));
        out.text(STRAY_URC);
        say(informationText(rest, line));
      } else {
        say(informationText(lines, line));
      }
    },
    result: (text) => say(resultText(text, line)),
    report(text) {
      if (!free() && held.length >= MAX_HELD) held.shift();
      held.push(text);
      release();
    },
    release,
    stray: () => out.text(STRAY_URC),
    close() {
      held = [];
    },
  };
}
