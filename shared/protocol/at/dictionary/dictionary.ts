import { answerName } from '../answerName.ts';
import { withinEdits } from '../editDistance.ts';
import { COMMAND_TABLE } from './commandTable.ts';
import { decodeLine } from './decodeLine.ts';
import type { AtFamily, CommandEntry, CommandForm, DecodedField, UrcEntry } from './entryTypes.ts';
import { type CommandExplanation, explainCommandLine } from './explainCommand.ts';
import { explainLine } from './explainLine.ts';
import { URC_TABLE } from './urcTable.ts';

/** Which command a line answers; both null when it answers none, or nobody knows. */
export interface LineContext {
  readonly entry: CommandEntry | null;
  readonly form: CommandForm | null;
}

export const NO_COMMAND: LineContext = { entry: null, form: null };

/** Everything known about the commands and reports of one modem family. Immutable. */
export interface Dictionary {
  readonly family: AtFamily;
  readonly commands: readonly CommandEntry[];
  readonly urcs: readonly UrcEntry[];
  /** By name, without AT, in any case: `+CSQ`, `E`, `S0`. The command `AT` alone has the name ''. */
  command(name: string): CommandEntry | undefined;
  /** By name: `+CREG`, `RDY`. */
  urc(name: string): UrcEntry | undefined;
  /** The report a whole line is. */
  urcOf(line: string): UrcEntry | undefined;
  /** The command whose answer begins with that prefix, whatever its own name (`+ICCID` → `+CICCID`). */
  answeredBy(prefix: string): CommandEntry | undefined;
  /** Families that have a command this one has not; [] when this one has it, or none. */
  otherFamilies(name: string): readonly AtFamily[];
  /** The entry's own name that looks most like this one; null when none is close, or it is a command of some family. */
  nearest(name: string): string | null;
  /** The fields of an information line, a late result or a report; null when nothing is known of it. */
  decodeLine(line: string, context?: LineContext): readonly DecodedField[] | null;
  /** What a line of the modem says, in one sentence; null when nothing is known of it. */
  explainLine(line: string, context?: LineContext): string | null;
  /** The first command of a line, checked. */
  explainCommand(line: string): CommandExplanation;
  /** All commands of a line (`AT+CSQ;+CREG?`), checked; at least one. */
  explainCommandLine(line: string): readonly CommandExplanation[];
}

export function createDictionary(
  family: AtFamily,
  table: readonly CommandEntry[] = COMMAND_TABLE,
  reports: readonly UrcEntry[] = URC_TABLE,
): Dictionary {
  const commands = table.filter(({ families }) => families.includes(family));
  const urcs = reports.filter(({ families }) => families.includes(family));
  const byName = new Map(commands.map((entry) => [entry.name.toUpperCase(), entry]));
  const urcByName = new Map(urcs.map((entry) => [entry.name, entry]));
  // Longest first: `UNDER-VOLTAGE WARNNING POWER DOWN` goes before `UNDER-VOLTAGE WARNNING`.
  const urcsInWords = urcs
    .filter(({ name }) => answerName(name) === '')
    .toSorted((a, b) => b.name.length - a.name.length);
  const byPrefix = new Map<string, CommandEntry>();
  for (const entry of commands) {
    for (const { prefix } of entry.answers) if (prefix !== '' && !byPrefix.has(prefix)) byPrefix.set(prefix, entry);
  }
  // An entry's own prefix goes before one it shares with another.
  for (const entry of commands)
    if (entry.answers.some(({ prefix }) => prefix === entry.name)) byPrefix.set(entry.name, entry);

  /** With several connections ESP-AT puts the link before words: `0,CLOSED`. */
  const withoutLink = (line: string): string => (family === 'esp-at' ? line.replace(/^\d,(?=[A-Z])/, '') : line);

  const dictionary: Dictionary = {
    family,
    commands,
    urcs,
    command(name) {
      const wanted = name.toUpperCase();
      return byName.get(wanted) ?? (/^S\d{1,3}$/.test(wanted) ? byName.get('S') : undefined);
    },
    urc: (name) => urcByName.get(name),
    urcOf(line) {
      const said = withoutLink(line);
      return (
        urcByName.get(answerName(said)) ??
        urcsInWords.find(({ name }) => said.startsWith(name) && !/^\w/.test(said.slice(name.length)))
      );
    },
    answeredBy: (prefix) => byPrefix.get(prefix),
    otherFamilies(name) {
      if (dictionary.command(name) !== undefined) return [];
      const wanted = name.toUpperCase();
      return table.filter((entry) => entry.name.toUpperCase() === wanted).flatMap(({ families }) => families);
    },
    nearest(name) {
      const wanted = name.toUpperCase();
      const known = dictionary.command(wanted) !== undefined || dictionary.otherFamilies(wanted).length > 0;
      if (wanted.length < 3 || known) return null;
      for (let edits = 1; edits <= allowedEdits(wanted.length); edits += 1) {
        const near = commands.filter(
          ({ name: own }) => withinEdits(wanted, own, edits) || (edits === 1 && neighboursSwapped(wanted, own)),
        );
        const best = near.toSorted((a, b) => sharedStart(b.name, wanted) - sharedStart(a.name, wanted))[0];
        if (best !== undefined) return best.name;
      }
      return null;
    },
    decodeLine: (line, context = NO_COMMAND) => decodeLine(dictionary, withoutLink(line), context),
    explainLine: (line, context = NO_COMMAND) => explainLine(dictionary, withoutLink(line), context),
    explainCommand(line) {
      const [first] = explainCommandLine(dictionary, line);
      return first;
    },
    explainCommandLine: (line) => explainCommandLine(dictionary, line),
  };
  return dictionary;
}

const allowedEdits = (length: number): number => (length < 5 ? 1 : length < 9 ? 2 : 3);

/** The usual slip of fingers: `+CQS`. */
function neighboursSwapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = sharedStart(a, b);
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
