import { type AtCommand, parseCommandLine } from './commandLine.ts';
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
const MAX_SENT = 8;

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
  /** The command whose echo ends the line, exactly, nearly (bit errors) or behind something else. */
  matchEcho(line: string): EchoMatch | null;
  /** The modem is at this command: it will not come back to older ones. */
  reached(command: SentCommand): void;
  close(command: SentCommand): void;
  clear(): void;
}

export function createSentCommands(): SentCommands {
  let sent: SentCommand[] = [];

  const allowedEdits = (length: number): number =>
    length <= 3 ? 1 : length <= 11 ? 2 : Math.min(8, Math.floor(length / 6));
  // No modem line that begins with a name, and no result code, passes for a damaged `AT…`.
  const nearly = (line: string, text: string): boolean =>
    !/^[+*^]/.test(line) && withinEdits(line, text, allowedEdits(text.length));

  return {
    add(text, t) {
      const before = sent.at(-1);
      if (before !== undefined && t - before.sentAt >= GIVEN_UP_MICROS)
        for (const command of sent) command.open = false;
      // A host that repeats `AT` until somebody answers waits for one answer.
      sent = sent.filter((command) => command.text !== text);
      const commands = parseCommandLine(text);
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
    matchEcho(line) {
      const waiting = sent.filter((command) => !command.echoed);
      for (const command of waiting) if (command.text === line) return { command, from: 0 };
      for (const command of waiting) {
        // Short commands end ordinary words (`FORMAT`): only a bare result before them counts.
        const from = line.length - command.text.length;
        if (from <= 0 || !line.endsWith(command.text)) continue;
        if (command.text.length >= 5 || /^[+*^][A-Za-z_ ]+:[-\d, ]*$/.test(line.slice(0, from)))
          return { command, from };
      }
      for (const command of waiting) if (nearly(line, command.text)) return { command, from: 0 };
      return null;
    },
    reached(command) {
      const index = sent.indexOf(command);
      if (index > 0) sent = sent.slice(index);
    },
    close(command) {
      command.open = false;
      // Without an echo by now there will be none.
      sent = sent.filter((candidate) => candidate !== command);
    },
    clear() {
      sent = [];
    },
  };
}
