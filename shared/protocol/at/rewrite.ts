import { encodeUtf8 } from '../../base/utf8.ts';
import type { RewriteRule } from '../../contract/rewriteRule.ts';
import { answerName } from './answerName.ts';
import { parseCommandLine, unquoted } from './commandLine.ts';
import { COUNTED_ANSWERS, GLUED_ANSWERS } from './countedAnswers.ts';
import { fieldSpans, findArguments } from './fieldSpans.ts';
import { PROMPT_COMMANDS } from './promptCommands.ts';

/** A line as it goes on, and which rules changed it, in the order they were applied. */
export interface RewrittenLine {
  readonly line: string;
  readonly rules: readonly string[];
}

/** The rules of one direction, ready to be applied to lines. Lines are read as Latin-1, so bytes no rule names stay as they are. */
export interface Rewriter {
  /** No rule is in force: nothing need be held back. */
  readonly idle: boolean;
  /** Whether a line that begins so may still be one to change. */
  mayChange(begin: string): boolean;
  /** The line without its terminator; null when no rule changes it. */
  rewrite(line: string): RewrittenLine | null;
}

/**
 * Rules change whole command lines of the host (`tx`) and whole lines of the modem (`rx`), one after the other, each what the
 * one before has made. A change that would alter how many bytes of data follow is not made: the data itself is not changed.
 */
export function createRewriter(rules: readonly RewriteRule[], direction: RewriteRule['direction']): Rewriter {
  const active = rules.filter((rule) => rule.enabled && rule.direction === direction).map(inBytes);
  const apply = direction === 'tx' ? changeCommand : changeAnswer;
  return {
    idle: active.length === 0,
    mayChange: direction === 'tx' ? mayBeCommand : (begin) => active.some((rule) => mayBeAnswer(rule, begin)),
    rewrite(line) {
      if (direction === 'rx' && announcesData(line)) return null;
      let now = line;
      const hits: string[] = [];
      for (const rule of active) {
        const changed = apply(rule, now);
        if (changed === now || (direction === 'tx' && dataAsked(changed) !== dataAsked(now))) continue;
        now = changed;
        hits.push(rule.id);
      }
      return hits.length === 0 ? null : { line: now, rules: hits };
    },
  };
}

/** The rule's words as the bytes of their UTF-8 form, read as Latin-1. */
function inBytes(rule: RewriteRule): RewriteRule {
  const { match } = rule;
  return {
    ...rule,
    match:
      match.by === 'text'
        ? { by: 'text', text: asBytes(match.text) }
        : { ...match, command: match.command.toUpperCase().replace(/^AT(?=\W)/, ''), was: asBytes(match.was) },
    replace: asBytes(rule.replace),
  };
}

const asBytes = (text: string): string => String.fromCharCode(...encodeUtf8(text));

const mayBeCommand = (begin: string): boolean => /^(?:a|at.*)$/is.test(begin.trimStart()) || begin.trim() === '';

const changeCommand = (rule: RewriteRule, line: string): string => {
  const { match, replace } = rule;
  if (match.by === 'text') return mayBeCommand(line) ? line.replaceAll(match.text, () => replace) : line;
  const from = findArguments(line, match.command);
  return from < 0 ? line : changeField(line, from, match, replace);
};

const changeAnswer = (rule: RewriteRule, line: string): string => {
  const { match, replace } = rule;
  if (match.by === 'text') return line.replaceAll(match.text, () => replace);
  const colon = line.indexOf(':');
  if (colon < 0 || line.slice(0, colon).trim().toUpperCase() !== match.command) return line;
  return changeField(line, colon + 1, match, replace);
};

function changeField(
  line: string,
  from: number,
  { index, was }: { readonly index: number; readonly was: string },
  replace: string,
): string {
  const span = fieldSpans(line, from)[index];
  if (span === undefined) return line;
  const field = line.slice(span.from, span.to);
  const content = unquoted(field);
  if (was !== '' && content !== was) return line;
  const next = content === field ? replace : `"${unquoted(replace)}"`;
  return line.slice(0, span.from) + next + line.slice(span.to);
}

/** What data a command line asks for. */
function dataAsked(line: string): string {
  const asked = parseCommandLine(line).map(({ name, form, args }) => {
    const entry = form === 'set' || form === 'execute' ? PROMPT_COMMANDS.find((one) => one.name === name) : undefined;
    return entry === undefined ? null : [name, entry.terms(args)];
  });
  return JSON.stringify(asked.filter((entry) => entry !== null));
}

const DATA_NAMES: ReadonlySet<string> = new Set([...COUNTED_ANSWERS, ...GLUED_ANSWERS].map(({ name }) => name));

/** Lines of these names say how many bytes of data follow, and may carry the first of them. */
const announcesData = (line: string): boolean => DATA_NAMES.has(answerName(line));

function mayBeAnswer({ match }: RewriteRule, begin: string): boolean {
  // A prompt has no end that one could wait for; what follows a header on its line is data.
  if (begin.startsWith('>') || announcesData(begin)) return false;
  if (match.by === 'text') return true;
  const name = `${match.command}:`;
  const upper = begin.toUpperCase();
  return upper.startsWith(name) || name.startsWith(upper);
}
