import { type AtCommand, parseCommandLine } from '../commandLine.ts';
import { argumentProblems, type CommandProblem, type CommandProblemCode, lineProblems } from './commandProblems.ts';
import type { Dictionary } from './dictionary.ts';
import {
  type CommandEntry,
  type CommandForm,
  type DecodedField,
  FAMILY_NAMES,
  type FieldSpec,
  type FormSpec,
} from './entryTypes.ts';
import { faultOf, readFields } from './fields.ts';
import { listFields } from './listFields.ts';

/** One command of a sent line, read and checked. */
export interface CommandExplanation {
  /** `+CSQ`; '' for `AT` alone; null when the line is no command line. */
  readonly name: string | null;
  readonly entry: CommandEntry | null;
  readonly form: CommandForm | null;
  /** The layout it was read with. */
  readonly syntax: FormSpec | null;
  readonly args: readonly DecodedField[];
  readonly problems: readonly CommandProblem[];
  /** What it asks for, in a few words. */
  readonly sentence: string;
}

const QUOTING: readonly CommandProblemCode[] = ['typographic-quotes', 'unclosed-quote'];

/** The commands of a line in order; what is wrong with the line as a whole stands at the first. */
export function explainCommandLine(
  dictionary: Dictionary,
  line: string,
): readonly [CommandExplanation, ...(readonly CommandExplanation[])] {
  const typed = line.trim();
  const commands = parseCommandLine(typed);
  const ofLine = lineProblems(typed, commands.length);
  const [first, ...rest] = commands;
  if (first === undefined) {
    const alone = typed.toUpperCase() === 'AT' ? '' : typed === 'A/' || typed === '+++' ? typed : null;
    return [alone === null ? unreadable(ofLine) : explained(dictionary, bare(alone), ofLine)];
  }
  return [explained(dictionary, first, ofLine), ...rest.map((command) => explained(dictionary, command, []))];
}

const bare = (name: string): AtCommand => ({ name, form: 'execute', args: [], typed: [] });

const unreadable = (problems: readonly CommandProblem[]): CommandExplanation => ({
  name: null,
  entry: null,
  form: null,
  syntax: null,
  args: [],
  problems: [
    { code: 'not-a-command', parameter: null, message: 'Not a command line: it does not begin with AT.' },
    ...problems,
  ],
  sentence: 'not a command line',
});

function explained(dictionary: Dictionary, command: AtCommand, before: readonly CommandProblem[]): CommandExplanation {
  const { name } = command;
  const form: CommandForm = command.form === 'set' ? 'write' : command.form;
  const entry = dictionary.command(name) ?? null;
  const base = { name, entry, form };
  if (entry === null) {
    const args = command.args.map((raw, index) => ({ name: `parameter ${index + 1}`, raw, text: raw }));
    const problem = unknownCommand(dictionary, name);
    return { ...base, syntax: null, args, problems: [...before, problem], sentence: 'unknown command' };
  }
  const layout = bestLayout(entry, form, command);
  if (layout === null) {
    const forms = entry.forms.map(({ syntax }) => syntax).join(', ');
    const message = `AT${name} has no such form; it is used as ${forms}.`;
    const problem: CommandProblem = { code: 'no-such-form', parameter: null, message };
    const args = command.args.map((raw, index) => ({ name: `parameter ${index + 1}`, raw, text: raw }));
    return { ...base, syntax: null, args, problems: [...before, problem], sentence: entry.title };
  }
  const { parameters } = layout.syntax;
  const args = readFields(parameters, command.args);
  // With quotes the modem does not know, or one too few, every parameter is wrong in one way or another.
  const own = before.some(({ code }) => QUOTING.includes(code)) ? [] : layout.problems;
  return {
    ...base,
    syntax: layout.syntax,
    args,
    problems: [...before, ...own],
    sentence: sentenceOf(entry, form, args, parameters),
  };
}

function unknownCommand(dictionary: Dictionary, name: string): CommandProblem {
  const others = dictionary.otherFamilies(name).map((family) => FAMILY_NAMES[family]);
  if (others.length > 0) {
    const message = `AT${name} is a command of ${others.join(', ')}, not of ${FAMILY_NAMES[dictionary.family]}.`;
    return { code: 'other-family', parameter: null, message };
  }
  const near = dictionary.nearest(name);
  const message = `AT${name} is not known for this family${near === null ? '.' : `; the nearest is AT${near}.`}`;
  return { code: 'unknown-command', parameter: null, message };
}

interface Layout {
  readonly syntax: FormSpec;
  readonly problems: readonly CommandProblem[];
}

/** Of several layouts of a form the one that fits best: `AT+CIPOPEN=` for TCP or UDP. */
function bestLayout(entry: CommandEntry, form: CommandForm, command: AtCommand): Layout | null {
  let best: Layout | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const syntax of entry.forms) {
    if (syntax.form !== form) continue;
    const problems = argumentProblems(syntax.parameters, command.typed);
    const misfits = problems.length + keywordMisfit(syntax, command.args);
    if (misfits < least) [best, least] = [{ syntax, problems }, misfits];
  }
  return best;
}

/**
 * A parameter that allows one value only names its layout (`AT+CSSLCFG="authmode",…`): with that value it is this layout
 * and with another one it is not, whatever else fits.
 */
function keywordMisfit({ parameters }: FormSpec, args: readonly string[]): number {
  const at = parameters.findIndex(({ values, range }) => range === undefined && Object.keys(values ?? {}).length === 1);
  const spec = parameters[at];
  if (spec === undefined) return 0;
  return faultOf(spec, args[at] ?? '') === null && (args[at] ?? '') !== '' ? -100 : 100;
}

function sentenceOf(
  { title, answers }: CommandEntry,
  form: CommandForm,
  args: readonly DecodedField[],
  specs: readonly FieldSpec[],
): string {
  // Some families ask for values with =?, and their entries read the answer.
  const asks = form === 'test' && answers.some(({ forms }) => forms?.includes('test'));
  if (form === 'read' || asks) return `${title}: ask`;
  if (form === 'test') return `${title}: ask for the allowed values`;
  const given = listFields(args, specs);
  return given === '' ? title : `${title}: ${given}`;
}
