import type { SerialRow } from '#shared/model/row.ts';
import type { Dictionary } from '#shared/protocol/at/dictionary/dictionary.ts';
import type { DecodedField } from '#shared/protocol/at/dictionary/entryTypes.ts';
import { rowText } from '#shared/protocol/at/engine/rowLine.ts';

/** A serial row in words. */
export interface RowExplanation {
  /** `Signal quality`: the command or report it is about; '' when unknown. */
  readonly title: string;
  /** What the line says, in one sentence; '' when nothing is known of it. */
  readonly sentence: string;
  /** What the command or report is for, and what to conclude. */
  readonly meaning: string;
  readonly fields: readonly DecodedField[];
  /** What is wrong with a command. */
  readonly problems: readonly string[];
  /** Of the manual; '' when unknown. */
  readonly section: string;
}

/** Reads a command, an answer or a report with the dictionary; null for rows that are no AT text. */
export function explainSerialRow(row: SerialRow, dictionary: Dictionary): RowExplanation | null {
  const text = rowText(row.bytes);
  switch (row.kind) {
    case 'command':
    case 'echo':
      return explainCommand(text, dictionary);
    case 'info':
    case 'urc':
    case 'late':
    case 'final':
      return explainAnswer(text, dictionary);
    default:
      return null;
  }
}

function explainCommand(text: string, dictionary: Dictionary): RowExplanation {
  const { entry, sentence, args, problems } = dictionary.explainCommand(text);
  return {
    title: entry?.title ?? '',
    sentence,
    meaning: entry?.meaning ?? '',
    fields: args,
    problems: problems.map(({ message }) => message),
    section: entry?.section ?? '',
  };
}

function explainAnswer(text: string, dictionary: Dictionary): RowExplanation | null {
  const sentence = dictionary.explainLine(text);
  const fields = dictionary.decodeLine(text);
  if (sentence === null && fields === null) return null;
  const urc = dictionary.urcOf(text);
  const entry = dictionary.answeredBy(/^[^:]*/.exec(text)?.[0] ?? '');
  return {
    title: urc?.title ?? entry?.title ?? '',
    sentence: sentence ?? '',
    meaning: urc?.meaning ?? '',
    fields: fields ?? [],
    problems: [],
    section: urc?.section ?? entry?.section ?? '',
  };
}
