import type { CountedAnswer } from './countedAnswers.ts';
import type { FramerTables } from './framerTables.ts';
import type { LateResult } from './lateResults.ts';
import type { PromptCommand } from './promptCommands.ts';
import type { FinalResult, TransparentCommand } from './resultCodes.ts';
import type { AnswerShape, UnsolicitedName, UnsolicitedText } from './unsolicited.ts';

/** The tables of one framer, by what a line is looked up with. */
export interface AnswerTables {
  finalOf(line: string): FinalResult | undefined;
  unsolicitedTextOf(line: string): UnsolicitedText | undefined;
  isLateText(line: string): boolean;
  isNumericResult(line: string): boolean;
  readonly unsolicitedNames: ReadonlyMap<string, UnsolicitedName>;
  readonly sharedNames: ReadonlyMap<string, AnswerShape>;
  readonly late: ReadonlyMap<string, LateResult>;
  readonly profileDumps: ReadonlySet<string>;
  readonly prompts: ReadonlyMap<string, PromptCommand>;
  readonly transparent: ReadonlyMap<string, TransparentCommand>;
  /** How many bytes of data follow the line; 0 = none. */
  dataLength(name: string, line: string): number;
}

export function createAnswerTables(tables: FramerTables): AnswerTables {
  const finalOf = textLookup(tables.finals);
  const unsolicitedTextOf = textLookup(tables.unsolicitedTexts);
  const lateTexts = new Set(tables.lateTexts);
  const numeric = new Set(tables.numericResults);
  const counted = new Map<string, CountedAnswer[]>();
  for (const entry of tables.counted) counted.set(entry.name, [...(counted.get(entry.name) ?? []), entry]);

  return {
    finalOf,
    unsolicitedTextOf,
    isLateText: (line) => lateTexts.has(line.replace(/^\d, ?/, '')),
    isNumericResult: (line) => numeric.has(line),
    unsolicitedNames: byName(tables.unsolicitedNames),
    sharedNames: new Map(tables.sharedNames.map(({ name, answer }) => [name, answer])),
    late: byName(tables.late),
    profileDumps: new Set(tables.profileDumps),
    prompts: byName(tables.prompts),
    transparent: byName(tables.transparent),
    dataLength(name, line) {
      const entries = counted.get(name);
      if (entries === undefined) return 0;
      for (const { line: pattern, width = 1 } of entries) {
        const match = pattern.exec(line);
        if (match !== null) return plausibleLength(Number(match[1]) * width);
      }
      return 0;
    },
  };
}

/** The largest answers are files; more than this is a damaged number. */
const MAX_DATA = 1_048_576;
export const plausibleLength = (length: number): number => (length <= MAX_DATA ? length : 0);

const byName = <T extends { readonly name: string }>(entries: readonly T[]): ReadonlyMap<string, T> =>
  new Map(entries.map((entry) => [entry.name, entry]));

/** Whole lines by a map, beginnings by their first character. */
function textLookup<T extends { readonly text: string; readonly more?: true }>(
  entries: readonly T[],
): (line: string) => T | undefined {
  const whole = new Map(entries.filter(({ more }) => more !== true).map((entry) => [entry.text, entry]));
  const beginnings = new Map<number, T[]>();
  for (const entry of entries) {
    if (entry.more !== true) continue;
    const first = entry.text.charCodeAt(0);
    beginnings.set(first, [...(beginnings.get(first) ?? []), entry]);
  }
  return (line) => whole.get(line) ?? beginnings.get(line.charCodeAt(0))?.find((entry) => line.startsWith(entry.text));
}
