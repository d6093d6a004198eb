import { decodeLine, fieldsOf, knownLine } from './decodeLine.ts';
import type { Dictionary, LineContext } from './dictionary.ts';
import type { DecodedField } from './entryTypes.ts';
import { readErrorLine } from './errors/errorLines.ts';

/** A longer list of fields says less than its title. */
const MAX_LISTED = 8;

/** One sentence about a line of the modem. */
export function explainLine(dictionary: Dictionary, line: string, context: LineContext): string | null {
  const said = line.trim();
  if (said === 'OK') return 'done';
  if (said === 'ERROR') return 'refused, without a reason: with AT+CMEE=2 the modem says why';
  const error = readErrorLine(said, context.entry);
  if (error !== null) return `${error.text}${error.usualCause === null ? '' : `: ${error.usualCause}`}`;

  const known = knownLine(dictionary, said, context);
  if (known === null) {
    const fields = decodeLine(dictionary, said, context);
    return fields === null ? null : listed(context.entry?.title ?? '', fields);
  }
  const title = known.urc?.title ?? known.entry?.title ?? '';
  if (context.form === 'test') return listed(title, decodeLine(dictionary, said, context) ?? []);
  return known.spec.sentence?.(known.fields, known.context) ?? listed(title, fieldsOf(known));
}

function listed(title: string, fields: readonly DecodedField[]): string {
  const given = fields.filter(({ raw }) => raw !== '').slice(0, MAX_LISTED);
  if (given.length === 0) return title;
  const values = given.map(({ name, text }) => `${name} ${text}`).join(', ');
  return `${title}: ${values}${given.length < fields.length && given.length === MAX_LISTED ? ' …' : ''}`;
}
