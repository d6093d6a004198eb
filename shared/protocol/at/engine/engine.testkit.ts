import { describe, expect, it } from 'vitest';
import type { AtlogRecord } from '../../../model/atlog.ts';
import type { SerialRow } from '../../../model/row.ts';
import { createDictionary } from '../dictionary/dictionary.ts';
import { records } from '../framer.testkit.ts';
import { recordsToRows } from '../recordsToRows.ts';
import { createTransactionTracker, type TrackerOptions } from './createTransactionTracker.ts';
import type { TransactionEvent } from './trackerTypes.ts';
import type { Transaction, TransactionResult } from './transaction.ts';

/** Everything a tracker tells about rows. */
export function eventsOf(rows: readonly SerialRow[], options: TrackerOptions = {}): readonly TransactionEvent[] {
  const tracker = createTransactionTracker(options);
  return [...rows.flatMap((row) => tracker.feed(row)), ...tracker.end()];
}

/** The transactions of rows, in the order of their commands. */
export const transactionsOf = (rows: readonly SerialRow[], options: TrackerOptions = {}): readonly Transaction[] =>
  eventsOf(rows, options)
    .filter(({ kind }) => kind === 'closed')
    .map(({ transaction }) => transaction)
    .sort((a, b) => a.commandSeq - b.commandSeq);

export const transactionsOfRecords = (recorded: readonly AtlogRecord[]): readonly Transaction[] =>
  transactionsOf(recordsToRows(recorded));

function showResult(result: TransactionResult): string {
  switch (result.kind) {
    case 'ok':
    case 'error':
      return result.kind;
    case 'connect':
    case 'other':
      return result.text;
    case 'cme':
    case 'cms':
      return `${result.kind} ${result.code ?? result.text}`;
    case 'none':
      return `(${result.why})`;
  }
}

/** One line for a transaction: `AT+X -> ok 0! | info +X: 1 | data 5/9`; the outcome's code with `!` when it is a failure. */
export function show({ command, result, outcome, lines, data, echoSeq, echoDiffers }: Transaction): string {
  const code = outcome === null ? '' : ` ${outcome.code}${outcome.ok ? '' : '!'}`;
  const parts = [
    `${command}${echoSeq === null ? '' : echoDiffers ? ' ~echo' : ' echo'} -> ${showResult(result)}${code}`,
    ...lines.map(({ role, text }) => `${role} ${text}`),
    ...(data === null
      ? []
      : [`data ${data.sent}/${data.declared ?? 'open'}${data.promptAt === null ? ' unasked' : ''}`]),
  ];
  return parts.join(' | ');
}

/** Compares the transactions of an .atlog text, one line each. */
export function expectTransactions(log: string, expected: readonly string[], options: TrackerOptions = {}): void {
  const text = log.replace(/^\s+/gm, '');
  expect(transactionsOf(recordsToRows(records(text)), options).map(show)).toEqual(expected);
}

/** A name, an .atlog text, and its transactions as `show` writes them. */
export type TransactionCase = readonly [name: string, log: string, expected: readonly string[]];

const KNOWLEDGE: readonly (readonly [string, TrackerOptions])[] = [
  ['by the framer’s tables', {}],
  ['by the dictionary of a SIM7600', { lookup: createDictionary('sim7600').command }],
];

/** Runs tables of dialogues, with a dictionary and without. */
export function describeTransactions(tables: Readonly<Record<string, readonly TransactionCase[]>>): void {
  describe.each(KNOWLEDGE)('transactions, %s', (_, options) => {
    for (const [subject, cases] of Object.entries(tables)) {
      describe(subject, () => {
        it.each(cases)('%s', (_name, log, expected) => expectTransactions(log, expected, options));
      });
    }
  });
}
