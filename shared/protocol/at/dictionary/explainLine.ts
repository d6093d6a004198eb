import { fieldsOf, knownLine } from './decodeLine.ts';
import type { Dictionary, LineContext } from './dictionary.ts';
import type { DecodedField, FieldSpec } from './entryTypes.ts';
import { readErrorLine } from './errors/errorLines.ts';
import { finalWords } from './finalWords.ts';
import { listFields } from './listFields.ts';
import { decodeTestAnswer } from './testAnswer.ts';

/** One sentence about a line of the modem. */
export function explainLine(dictionary: Dictionary, line: string, context: LineContext): string | null {
  const said = line.trim();
  const final = finalWords(said, dictionary.family);
  if (final !== null) return final;
  const error = readErrorLine(said, context.entry);
  if (error !== null) return error.usualCause === null ? error.text : `${error.text}: ${error.usualCause}`;

  if (context.form === 'test' && context.entry !== null) {
    const allowed = decodeTestAnswer(context.entry, said);
    if (allowed !== null) return titled(context.entry.title, allowed, []);
  }
  const known = knownLine(dictionary, said, context);
  if (known === null) return null;
  const { spec, fields, urc, entry } = known;
  const sentence = spec.sentence?.(fields, known.context);
  return sentence ?? titled(urc?.title ?? entry?.title ?? spec.prefix, fieldsOf(known), spec.fields);
}

function titled(title: string, fields: readonly DecodedField[], specs: readonly FieldSpec[]): string {
  const list = listFields(fields, specs);
  return list === '' ? title : `${title}: ${list}`;
}
