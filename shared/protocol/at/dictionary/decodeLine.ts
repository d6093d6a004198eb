import { answerName } from '../answerName.ts';
import { answerFieldsOf, hasPrefix, lineSpecOf } from './answerLine.ts';
import type { Dictionary, LineContext } from './dictionary.ts';
import type { CommandEntry, DecodeContext, DecodedField, LineSpec, UrcEntry } from './entryTypes.ts';
import { readFields } from './fields.ts';
import { decodeTestAnswer } from './testAnswer.ts';

/** A line and what is known of it. */
export interface KnownLine {
  readonly spec: LineSpec;
  readonly fields: readonly string[];
  readonly context: DecodeContext;
  /** The command it answers, or would answer. */
  readonly entry: CommandEntry | null;
  /** Set when it is a report of the modem's own. */
  readonly urc: UrcEntry | null;
}

/**
 * What a line is read with: as an answer of the given command, then as a report, then as a late result or an answer of
 * whichever command answers so.
 */
export function knownLine(dictionary: Dictionary, line: string, { entry, form }: LineContext): KnownLine | null {
  const known = (spec: LineSpec | null, by: CommandEntry | null, urc: UrcEntry | null): KnownLine | null =>
    spec === null
      ? null
      : {
          spec,
          fields: answerFieldsOf(line, spec.prefix),
          context: { family: dictionary.family, form: urc === null ? form : null },
          entry: by,
          urc,
        };

  const urc = dictionary.urcOf(line);
  if (entry !== null) {
    const specs = form === null ? entry.answers : entry.answers.filter(({ forms }) => forms?.includes(form) ?? true);
    const spec = lineSpecOf(specs, line, form);
    // A report in words (`SMS DONE`) is no answer of a command that answers without a prefix.
    if (spec !== null && (spec.prefix !== '' || spec.any === true || urc === undefined))
      return known(spec, entry, null);
  }
  if (urc !== undefined && (urc.line.prefix === '' || hasPrefix(line, urc.line.prefix)))
    return known(urc.line, null, urc);
  const other = dictionary.answeredBy(answerName(line) || line.replace(/:.*$/s, ''));
  return other === undefined ? null : known(lineSpecOf(other.answers, line, null), other, null);
}

/** The fields of a known line. Never throws: decoders are given whatever the line holds. */
export function decodeLine(dictionary: Dictionary, line: string, context: LineContext): readonly DecodedField[] | null {
  if (context.form === 'test' && context.entry !== null) {
    const test = decodeTestAnswer(context.entry, line);
    if (test !== null) return test;
  }
  const known = knownLine(dictionary, line, context);
  return known === null ? null : fieldsOf(known);
}

export const fieldsOf = ({ spec, fields, context }: KnownLine): readonly DecodedField[] =>
  spec.decode === undefined ? readFields(spec.fields, fields) : spec.decode(fields, context);
