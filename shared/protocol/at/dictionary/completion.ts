import { splitQuotedFields } from '../commandLine.ts';
import { cautionFor } from './caution.ts';
import { allowedValues, argumentProblems } from './commandProblems.ts';
import type { Dictionary } from './dictionary.ts';
import type { CommandEntry, FieldSpec, FormSpec } from './entryTypes.ts';

/** What may be typed in place of `replace`. */
export interface Suggestion {
  /** `AT+CSQ`, `AT+CGDCONT=`; of a parameter a value: `"IP"`. */
  readonly insert: string;
  /** As one types it: `AT+CGDCONT=<cid>[,…]`; of a value the same as `insert`. */
  readonly syntax: string;
  /** In plain words. */
  readonly title: string;
  /** It resets, erases or rewrites what outlives a reset. */
  readonly caution: boolean;
}

/** Help on the parameter the cursor is in. */
export interface ParameterHelp {
  readonly entry: CommandEntry;
  readonly form: FormSpec;
  /** Counted from 0. */
  readonly index: number;
  readonly spec: FieldSpec;
  /** `1 to 24, 100 to 179`; '' when anything goes. */
  readonly allowed: string;
}

export interface Completion {
  /** The stretch of the text a suggestion takes the place of. */
  readonly replace: { readonly from: number; readonly to: number };
  readonly suggestions: readonly Suggestion[];
  readonly parameter: ParameterHelp | null;
}

/** A longer list is not read to its end. */
const MAX_SUGGESTIONS = 100;

/** What can be typed at the cursor of a command line: a command by its beginning, its forms, then its parameters. */
export function completeCommand(dictionary: Dictionary, text: string, cursor: number): Completion {
  const to = Math.max(0, Math.min(cursor, text.length));
  const from = lastOutsideQuotes(text.slice(0, to), ';') + 1;
  const typed = text.slice(from, to);
  const equals = typed.indexOf('=');
  if (equals >= 0) return parameterCompletion(dictionary, typed, equals, from);
  // Behind a `;` a command is chained, without AT.
  const start = from === 0 ? 'AT' : '';
  const written = typed.trim().toUpperCase().replace(/\?$/, '');
  const name = start === '' ? written : written.replace(/^A?T?/, '');
  const suggestions = [...formSuggestions(dictionary, name, start), ...nameSuggestions(dictionary, name, start)];
  return { replace: { from, to }, suggestions: suggestions.slice(0, MAX_SUGGESTIONS), parameter: null };
}

/** The forms of the command whose name is typed in full. */
function formSuggestions(dictionary: Dictionary, name: string, start: string): readonly Suggestion[] {
  const entry = dictionary.command(name);
  if (entry === undefined || entry.name === '') return [];
  return entry.forms.filter(({ syntax }) => syntax.startsWith('AT')).map((form) => formSuggestion(entry, form, start));
}

function formSuggestion(entry: CommandEntry, form: FormSpec, start: string): Suggestion {
  const syntax = `${start}${form.syntax.slice(2)}`;
  // Up to the first parameter.
  const insert = syntax.replace(/[<[…].*$/s, '');
  return { insert, syntax, title: entry.title, caution: cautionFor(entry, form.form, []) !== null };
}

/** Commands whose name begins with what is typed, then those that hold it, each by its most telling form. */
function nameSuggestions(dictionary: Dictionary, name: string, start: string): readonly Suggestion[] {
  const part = name.replace(/^\+/, '');
  const longer = dictionary.commands.filter((entry) => entry.name.startsWith(name) && entry.name !== name);
  const holding = part.length < 2 ? [] : dictionary.commands.filter((entry) => entry.name.includes(part, 2));
  return [...new Set([...longer, ...holding])].flatMap((entry) => {
    const form = entry.forms.find((candidate) => candidate.form === 'write') ?? entry.forms[0];
    if (form === undefined || !form.syntax.startsWith('AT')) return [];
    return [{ ...formSuggestion(entry, form, start), insert: `${start}${entry.name}`, caution: false }];
  });
}

function parameterCompletion(dictionary: Dictionary, typed: string, equals: number, from: number): Completion {
  const behind = typed.slice(equals + 1);
  const fields = splitQuotedFields(behind);
  const index = fields.length - 1;
  const begin = from + equals + 1 + lastOutsideQuotes(behind, ',') + 1;
  const replace = { from: begin, to: from + typed.length };
  const entry = dictionary.command(typed.slice(0, equals).trim().replace(/^AT/i, ''));
  const [form, ...others] = entry === undefined ? [] : layoutsFor(entry, fields);
  const spec = form?.parameters[index];
  if (entry === undefined || form === undefined || spec === undefined || behind === '?')
    return { replace, suggestions: [], parameter: null };
  const specs = [spec, ...others.flatMap(({ parameters }) => parameters[index] ?? [])];
  const allowed = [...new Set(specs.map(allowedValues))].filter((values) => values !== '').join(', ');
  return {
    replace,
    suggestions: valueSuggestions(specs, fields[index] ?? ''),
    parameter: { entry, form, index, spec, allowed },
  };
}

/** Of several layouts of the write form those that what is typed so far fits best. */
function layoutsFor(entry: CommandEntry, typed: readonly string[]): readonly FormSpec[] {
  const complete = typed.slice(0, -1);
  const scored = entry.forms
    .filter((form) => form.form === 'write' && form.parameters.length >= typed.length)
    .map((form) => ({ form, wrong: argumentProblems(form.parameters.slice(0, complete.length), complete).length }));
  const least = Math.min(...scored.map(({ wrong }) => wrong));
  return scored.filter(({ wrong }) => wrong === least).map(({ form }) => form);
}

function valueSuggestions(specs: readonly FieldSpec[], typed: string): readonly Suggestion[] {
  const wanted = typed.trim().replace(/^"/, '').toLowerCase();
  const found = new Map<string, Suggestion>();
  for (const { type, values = {} } of specs) {
    for (const [value, title] of Object.entries(values)) {
      const insert = type === 'string' ? `"${value}"` : value;
      if (!value.toLowerCase().startsWith(wanted) || found.has(insert)) continue;
      found.set(insert, { insert, syntax: insert, title, caution: false });
    }
  }
  return [...found.values()].slice(0, MAX_SUGGESTIONS);
}

/** Index of the last such sign outside quotes; −1 without one. */
function lastOutsideQuotes(text: string, sign: string): number {
  let quoted = false;
  let last = -1;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '"') quoted = !quoted;
    else if (text[i] === sign && !quoted) last = i;
  }
  return last;
}
