import { type DataTerms, PROMPT_COMMANDS } from '../promptCommands.ts';
import type { CommandPart } from './commandParts.ts';

const PROMPTS = new Map(PROMPT_COMMANDS.map((entry) => [entry.name, entry]));

/** What the commands of a line ask for by a prompt; null: nothing. */
export function termsOf(parts: readonly CommandPart[]): DataTerms | null {
  for (const { name, form, args } of parts) {
    if (form !== 'write' && form !== 'execute') continue;
    const terms = PROMPTS.get(name)?.terms(args) ?? null;
    if (terms !== null) return terms;
  }
  return null;
}

/** A search for networks takes minutes (4.2.2), whatever maximum is given for other forms of the command. */
const SCAN_SECONDS = 180;

/** Documented maximum for the final result code; 0 where the manual gives none. */
export const mostSeconds = ({ name, form, entry, rule }: CommandPart): number =>
  name === '+COPS' && form === 'test' ? SCAN_SECONDS : (entry?.maxSeconds ?? rule?.seconds ?? 0);
