import { formatDuration } from '../../model/formatTime.ts';
import type { Dictionary, LineContext } from '../../protocol/at/dictionary/dictionary.ts';
import type { Transaction, TransactionData, TransactionLine } from '../../protocol/at/engine/transaction.ts';
import { maskedCommand } from '../rules/support/maskedCommand.ts';
import type { Capture, SerialEvent } from '../types.ts';
import { maskedLine } from './maskedLine.ts';
import { resultText } from './resultText.ts';

/** One exchange of the dialogue, in words. */
export interface DialogueEntry {
  readonly seq: number;
  /** `report`: the modem spoke on its own. `open`: no result, and the capture does not show why. */
  readonly mark: 'good' | 'bad' | 'open' | 'report';
  /** What was sent, or reported, without secrets. */
  readonly said: string;
  /** What it means and how it went. */
  readonly words: string;
  /** So many times in a row. */
  readonly times: number;
}

/** Slower answers are worth telling (microseconds). */
const SLOW_MICROS = 1_000_000;

/** What host and modem said to each other, in the order it was said. */
export function dialogueEntries(capture: Capture, dictionary: Dictionary): readonly DialogueEntry[] {
  // Reports inside an exchange are told with it.
  const told = new Set(capture.transactions.flatMap(({ lines }) => lines.map(({ seq }) => seq)));
  const exchanges = capture.transactions.map((transaction) => exchange(transaction, capture, dictionary));
  const reports = capture.urcs.filter(({ seq }) => !told.has(seq)).map((urc) => report(urc, dictionary));
  return merged([...exchanges, ...reports].toSorted((a, b) => a.seq - b.seq));
}

function report({ seq, text }: SerialEvent, dictionary: Dictionary): DialogueEntry {
  const words = dictionary.explainLine(text) ?? '';
  return { seq, mark: 'report', said: maskedLine(dictionary, text, { entry: null, form: null }), words, times: 1 };
}

function exchange(transaction: Transaction, { timed }: Capture, dictionary: Dictionary): DialogueEntry {
  const { commandSeq, t, entry, form, result, outcome, lines, tEnd, data } = transaction;
  const context: LineContext = { entry, form };
  const explain = ({ text }: TransactionLine): string =>
    dictionary.explainLine(text, context) ?? maskedLine(dictionary, text, context);
  const words = lines.map((line) => (line.role === 'urc' ? `(${line.text})` : explain(line)));
  const answered = lines.some(({ role }) => role !== 'urc');
  // The question only where no answer says more.
  if (!answered && (entry !== null || result.kind !== 'ok')) {
    words.unshift(dictionary.explainCommand(transaction.command).sentence);
  }
  if (data !== null) words.push(dataWords(data));
  if (result.kind !== 'ok') words.push(ending(transaction, dictionary));
  const end = outcome?.t ?? tEnd;
  if (timed && end !== null && end - t >= SLOW_MICROS) words.push(`after ${formatDuration(end - t)}`);
  return {
    seq: commandSeq,
    mark: markOf(transaction),
    said: maskedCommand(transaction),
    words: words.filter((part) => part !== '').join('; '),
    times: 1,
  };
}

function dataWords({ sent, declared }: TransactionData): string {
  const bytes = `${sent} ${sent === 1 ? 'byte' : 'bytes'} of data`;
  return declared === null || declared === sent ? bytes : `${bytes}, ${declared} declared`;
}

function markOf({ result, outcome }: Transaction): DialogueEntry['mark'] {
  if (result.kind === 'none') return result.why === 'end' ? 'open' : 'bad';
  const good = result.kind === 'ok' || result.kind === 'connect';
  return good && outcome?.ok !== false ? 'good' : 'bad';
}

const WITHOUT_RESULT = {
  timeout: 'no answer in time',
  superseded: 'no answer before the next command',
  restart: 'the modem restarted',
  end: 'no answer up to the end of the capture',
} as const;

function ending({ result, outcome, entry, form }: Transaction, dictionary: Dictionary): string {
  if (result.kind === 'none') return WITHOUT_RESULT[result.why];
  const line = resultText(result);
  // The outcome line has said why.
  if (result.kind === 'error' && outcome?.ok === false) return line;
  const words = dictionary.explainLine(line, { entry, form });
  return words === null ? line : `${line}: ${words}`;
}

/** The same exchange again and again is told once. */
function merged(entries: readonly DialogueEntry[]): readonly DialogueEntry[] {
  const result: DialogueEntry[] = [];
  for (const entry of entries) {
    const last = result.at(-1);
    const same =
      last !== undefined && last.said === entry.said && last.words === entry.words && last.mark === entry.mark;
    if (same) result[result.length - 1] = { ...last, times: last.times + 1 };
    else result.push(entry);
  }
  return result;
}
