import type { AtCommand } from './commandLine.ts';
import type { DataTerms, PromptCommand } from './promptCommands.ts';

/** The way from a command that prompts for data to the end of that data. */
export interface HostData {
  /** A command line was sent; what an older one prompted for is no longer expected. */
  commanded(commands: readonly AtCommand[]): void;
  /** The prompt the modem will print; null when no such command is open. */
  readonly prompt: PromptCommand['prompt'] | null;
  /** The prompt was printed: data follows, on the command's terms or, when it is not known, up to its result. */
  shown(): void;
  /** What the host sends now is data on these terms, a new object for each prompt; null: commands. */
  readonly terms: DataTerms | null;
  /** Data that went into a row, as Latin-1. */
  sent(text: string): void;
  /** The data is complete. */
  done(): void;
  /** Whether the modem, waiting for data or its result, returns this line of it. */
  echoes(line: string): boolean;
  /** A final result. After OK a prompt may still come (ESP-AT prints it then). */
  ended(success: boolean): void;
  reset(): void;
}

/** Shorter lines are no evidence of an echo. */
const MIN_ECHO = 2;

export function createHostData(prompts: ReadonlyMap<string, PromptCommand>): HostData {
  let expected: { readonly prompt: PromptCommand['prompt']; readonly terms: DataTerms } | null = null;
  let terms: DataTerms | null = null;
  let newest = '';

  return {
    commanded(commands) {
      expected = null;
      newest = '';
      for (const { name, form, args } of commands) {
        const entry = form === 'set' || form === 'execute' ? prompts.get(name) : undefined;
        const asked = entry?.terms(args) ?? null;
        if (entry !== undefined && asked !== null) expected = { prompt: entry.prompt, terms: asked };
      }
    },
    get prompt() {
      return expected?.prompt ?? null;
    },
    shown() {
      terms ??= { ...(expected?.terms ?? { end: 'open' }) };
      expected = null;
    },
    get terms() {
      return terms;
    },
    sent(text) {
      newest = text;
    },
    done() {
      terms = null;
    },
    echoes: (line) => line.length >= MIN_ECHO && newest.includes(line),
    ended(success) {
      terms = null;
      newest = '';
      if (!success) expected = null;
    },
    reset() {
      terms = null;
      newest = '';
      expected = null;
    },
  };
}
