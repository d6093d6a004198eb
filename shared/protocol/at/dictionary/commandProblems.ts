import { unquoted } from '../commandLine.ts';
import type { FieldSpec } from './entryTypes.ts';
import { type FieldFault, faultOf } from './fields.ts';

export type CommandProblemCode =
  | FieldFault
  | 'not-a-command'
  | 'unknown-command'
  | 'other-family'
  | 'no-such-form'
  | 'typographic-quotes'
  | 'unclosed-quote'
  | 'line-too-long'
  | 'too-many-commands'
  | 'not-quoted'
  | 'missing-parameter'
  | 'too-many-parameters';

/** What is wrong with a sent command. */
export interface CommandProblem {
  readonly code: CommandProblemCode;
  /** Index of the parameter; null when it is the whole command. */
  readonly parameter: number | null;
  /** One sentence: what, and what would be right. */
  readonly message: string;
}

/** Characters of a command line without AT, and commands in it (V3.00 1.4.4). */
const MAX_LINE = 559;
const MAX_COMMANDS = 39;

/**
 * Typographic quotes as text; as the bytes of UTF-8 read one by one (E2 80 98 to 9F); as those of Windows-1252 (91 to 94),
 * which inside a UTF-8 letter mean something else.
 */
const TYPOGRAPHIC = /[\u2018-\u201f\u2033]|\u00e2\u0080[\u0098-\u009f]|(?<![\u0080-\u00f4])[\u0091-\u0094]/;

/** What is wrong with the line as a whole, without its terminator. */
export function lineProblems(line: string, commands: number): readonly CommandProblem[] {
  const problems: CommandProblem[] = [];
  const add = (code: CommandProblemCode, message: string): void => {
    problems.push({ code, parameter: null, message });
  };
  if (TYPOGRAPHIC.test(line))
    add('typographic-quotes', 'Typographic quotes, copied from a document: only " is understood.');
  if ((line.match(/"/g)?.length ?? 0) % 2 === 1) add('unclosed-quote', 'A quote is opened and never closed.');
  if (line.length - 2 > MAX_LINE) add('line-too-long', `More than ${MAX_LINE} characters: nothing of it is executed.`);
  if (commands > MAX_COMMANDS)
    add('too-many-commands', `More than ${MAX_COMMANDS} commands in a line: none is executed.`);
  return problems;
}

/** What is wrong with parameters as they were typed, with their quotes, by one layout of the command. */
export function argumentProblems(specs: readonly FieldSpec[], typed: readonly string[]): readonly CommandProblem[] {
  const problems: CommandProblem[] = [];
  for (const [index, spec] of specs.entries()) {
    const problem = parameterProblem(spec, typed[index]);
    if (problem !== null) problems.push({ ...problem, parameter: index });
  }
  const open = specs.at(-1)?.type === 'text';
  if (typed.length > specs.length && !open) {
    const message = `${typed.length} parameters where at most ${specs.length} are allowed.`;
    problems.push({ code: 'too-many-parameters', parameter: specs.length, message });
  }
  return problems;
}

function parameterProblem(spec: FieldSpec, typed: string | undefined): Pick<CommandProblem, 'code' | 'message'> | null {
  if (typed === undefined || typed === '') {
    if (spec.optional === true) return null;
    return { code: 'missing-parameter', message: `${spec.name} is missing: ${spec.meaning}.` };
  }
  const value = unquoted(typed);
  const fault = faultOf(spec, value);
  if (fault !== null)
    return { code: fault, message: faultMessage(spec, spec.secret === true ? 'the value' : value, fault) };
  if (spec.type === 'string' && !/^".*"$/s.test(typed)) {
    return { code: 'not-quoted', message: `${spec.name} needs quotes: "…".` };
  }
  return null;
}

function faultMessage(spec: FieldSpec, value: string, fault: FieldFault): string {
  const { name, length, begins } = spec;
  if (fault === 'not-a-number') return `${name}: ${value} is not a number.`;
  if (fault === 'not-hexadecimal') return `${name}: ${value} is not hexadecimal.`;
  if (fault === 'wrong-beginning') return `${name} must begin with ${begins ?? ''}.`;
  if (fault === 'wrong-length') return `${name} must have ${length?.[0] ?? 0} to ${length?.[1] ?? 0} characters.`;
  return `${name}: ${value} is not allowed; ${allowedValues(spec)}.`;
}

/** `0 to 9, 100 to 179`: what a parameter may be. */
export function allowedValues({ range, values }: FieldSpec): string {
  const stretches = (range ?? []).map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`));
  const named = range === undefined ? Object.entries(values ?? {}).map(([key, what]) => `${key} (${what})`) : [];
  return [...stretches, ...named].join(', ');
}
