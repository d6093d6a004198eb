import { parseCommandLine } from '../../protocol/at/commandLine.ts';
import { type DataTerms, PROMPT_COMMANDS } from '../../protocol/at/promptCommands.ts';
import { createLineReader } from '../shell/lineReader.ts';
import { createPromptInput, type PromptInput } from '../shell/promptInput.ts';

/** What the host completed: a command line (as one compares them), or the data a prompt asked for. */
export type HostEvent = { readonly type: 'command'; readonly text: string } | { readonly type: 'data' } | null;

export interface HostInput {
  feed(byte: number): HostEvent;
  /** A prompt was given: what comes next is data. */
  ask(terms: DataTerms): void;
}

/** Reads what a host sends as a modem does: lines, and data where it was asked for. */
export function createHostInput(): HostInput {
  const reader = createLineReader();
  let data: PromptInput | null = null;
  let last = '';
  return {
    feed(byte) {
      if (data !== null) {
        if (data.feed(byte) === null) return null;
        data = null;
        return { type: 'data' };
      }
      const event = reader.feed(byte);
      if (event === null) return null;
      if (event.type === 'line') last = normalized(event.text ?? '');
      return { type: 'command', text: last };
    },
    ask(terms) {
      data = createPromptInput(terms);
    },
  };
}

/** Names in capitals, values as they are. */
const normalized = (text: string): string => text.trim().replace(/^[^"=]*/, (name) => name.toUpperCase());

/** The command of a line that may ask for data, and how much; null when none does. */
export function dataAskedBy(text: string): { readonly name: string; readonly terms: DataTerms } | null {
  const command = parseCommandLine(`AT${text}`).at(-1);
  if (command === undefined) return null;
  const terms = PROMPT_COMMANDS.find(({ name }) => name === command.name)?.terms(command.args) ?? null;
  return terms === null ? null : { name: command.name, terms };
}
