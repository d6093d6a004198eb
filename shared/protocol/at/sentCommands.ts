import { type AtCommand, fromPrefix, parseCommandLine } from './commandLine.ts';
import { withinEdits } from './editDistance.ts';

/** A command line the host has sent. */
export interface SentCommand {
  readonly text: string;
  readonly commands: readonly AtCommand[];
  readonly sentAt: number;
  /** The modem has returned it. */
  echoed: boolean;
  /** The host still waits for its final result. */
  open: boolean;
  /** Names whose answer has begun. */
  readonly answered: Set<string>;
}

/** Where the echo of a command begins in a line: behind 0 a late result was glued to it. */
export interface EchoMatch {
  readonly command: SentCommand;
  readonly from: number;
}

/** So many command lines are kept for their echo and their answer. */
const MAX_SENT = 16;

/** A command sent so long after an unanswered one shows that the host has given that one up (microseconds). */
const GIVEN_UP_MICROS = 1_000_000;

/** The newest command lines of a link without a final result, oldest first. */
export interface SentCommands {
  add(text: string, t: number): SentCommand;
  /** The command a final result belongs to: the oldest that is open, or given up and being answered after all. */
  readonly current: SentCommand | undefined;
  readonly anyOpen: boolean;
  /** The oldest command with such a part, open ones first. */
  find(test: (command: AtCommand) => boolean): SentCommand | undefined;
  readonly awaitsEcho: boolean;
  /** The modem is known to return commands (ATE1). */
  readonly echoing: boolean;
  /** Takes note of the command whose echo ends the line: exactly, nearly (bit errors) or behind something else. */
  matchEcho(line: string): EchoMatch | null;
  /** The modem is at this command: it will not come back to older ones. */
  reached(command: SentCommand): void;
  /** Its final result came. */
  close(command: SentCommand): void;
}

export function createSentCommands(): SentCommands {
  let sent: SentCommand[] = [];
  let echoing = false;

  const reached = (command: SentCommand): void => {
    const index = sent.indexOf(command);
    if (index > 0) sent = sent.slice(index);
  };

  return {
    add(text, t) {
      const before = sent.at(-1);
      if (before !== undefined && t - before.sentAt >= GIVEN_UP_MICROS)
        for (const command of sent) command.open = false;
      // A host that repeats `AT` until somebody answers waits for one answer.
      sent = sent.filter((command) => command.text !== text);
      const commands = parseCommandLine(fromPrefix(text));
      const command = { text, commands, sentAt: t, echoed: false, open: true, answered: new Set<string>() };
      sent.push(command);
      if (sent.length > MAX_SENT) sent.shift();
      return command;
    },
    get current() {
      return sent.find((command) => command.open || command.answered.size > 0);
    },
    get anyOpen() {
      return sent.some((command) => command.open);
    },
    find(test) {
      const matching = sent.filter((command) => command.commands.some(test));
      return matching.find((command) => command.open) ?? matching[0];
    },
    get awaitsEcho() {
      return sent.some((command) => !command.echoed);
    },
    get echoing() {
      return echoing;
    },
    matchEcho(line) {
      const match = findEcho(
        line,
        sent.filter((command) => !command.echoed),
      );
      if (match === null) return null;
      match.command.echoed = true;
      // A host may have given it up; the modem has only begun.
      match.command.open = true;
      echoing = true;
      reached(match.command);
      return match;
    },
    reached,
    close(command) {
      command.open = false;
      sent = sent.filter((candidate) => candidate !== command);
      // Without an echo by now there will be none; E, Z and &F change the setting (M3 2.2.16, 2.2.21, 2.2.27).
      echoing = command.echoed && !command.commands.some(({ name }) => name === 'E' || name === 'Z' || name === '&F');
    },
  };
}

function findEcho(line: string, waiting: readonly SentCommand[]): EchoMatch | null {
  const exact = waiting.find((command) => command.text === line);
  if (exact !== undefined) return { command: exact, from: 0 };
  for (const command of waiting) {
    const from = line.length - command.text.length;
    if (from > 0 && line.endsWith(command.text) && mayPrecedeEcho(line.slice(0, from), command.text)) {
      return { command, from };
    }
  }
  const damaged = waiting.find((command) => nearly(line, command.text));
  return damaged === undefined ? null : { command: damaged, from: 0 };
}

/** Short commands end ordinary words (`FORMAT`): before them only a bare result counts. */
const mayPrecedeEcho = (before: string, command: string): boolean =>
  command.length >= 5 || /^[+*^][A-Za-z_ ]+:[-\d, ]*$/.test(before);

const allowedEdits = (length: number): number => {
  if (length <= 3) return 1;
  return length <= 11 ? 2 : Math.min(8, Math.floor(length / 6));
};

/** A line that begins with a name passes for no damaged `AT…`. */
const nearly = (line: string, command: string): boolean =>
  !/^[+*^]/.test(line) && withinEdits(line, command, allowedEdits(command.length));
