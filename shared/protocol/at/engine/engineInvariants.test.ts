import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AtlogRecord } from '../../../model/atlog.ts';
import type { SerialRow } from '../../../model/row.ts';
import { captures, latin1 } from '../framer.testkit.ts';
import { damaged, RUNS, recording } from '../randomDialogues.testkit.ts';
import { recordsToRows } from '../recordsToRows.ts';
import { createTransactionTracker } from './createTransactionTracker.ts';
import { eventsOf, transactionsOf, transactionsOfRecords } from './engine.testkit.ts';
import { rowText } from './rowLine.ts';
import type { TransactionEvent } from './trackerTypes.ts';

/** The same timed bytes in pieces of the given sizes, in turn. */
const split = (recorded: readonly AtlogRecord[], sizes: readonly number[]): readonly AtlogRecord[] => {
  let turn = 0;
  return recorded.flatMap(({ t, dir, bytes }) => {
    const pieces: AtlogRecord[] = [];
    for (let from = 0; from < bytes.length; ) {
      const to = from + (sizes[turn++ % sizes.length] ?? 1);
      pieces.push({ t, dir, bytes: bytes.subarray(from, to) });
      from = to;
    }
    return pieces;
  });
};
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 17 });
const anything = fc.oneof(recording, damaged);

/** Two lists merged in turns as `order` says, each in its own order. */
function interleave<T>(first: readonly T[], second: readonly T[], order: readonly boolean[]): readonly T[] {
  const merged: T[] = [];
  const left = [...first];
  const right = [...second];
  for (let i = 0; left.length + right.length > 0; i += 1) {
    const leftFirst = order[i % order.length] === true;
    const next = leftFirst ? (left.shift() ?? right.shift()) : (right.shift() ?? left.shift());
    if (next !== undefined) merged.push(next);
  }
  return merged;
}

describe('transactions', () => {
  it('are the same for any chunking of the same timed bytes', () => {
    fc.assert(
      fc.property(anything, sizes, (recorded, pieces) => {
        expect(transactionsOfRecords(split(recorded, pieces))).toEqual(transactionsOfRecords(recorded));
      }),
      RUNS,
    );
  });

  it('of interleaved links are those of each link alone', () => {
    const order = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(anything, anything, order, (first, second, turns) => {
        const rows = [
          recordsToRows(first, { link: 1, firstSeq: 1 }),
          recordsToRows(second, { link: 2, firstSeq: 100_000 }),
        ] as const;
        const together = transactionsOf(interleave(rows[0], rows[1], turns));
        for (const index of [0, 1] as const) {
          expect(together.filter(({ link }) => link === index + 1)).toEqual(transactionsOf(rows[index]));
        }
      }),
      RUNS,
    );
  });

  it('open once, close once, in time order, and share no line', () => {
    fc.assert(
      fc.property(anything, (recorded) => {
        const rows = recordsToRows(recorded);
        const events = eventsOf(rows);
        const opened = seqsOf(events, 'opened');
        expect(new Set(opened).size).toBe(opened.length);
        expect([...seqsOf(events, 'closed')].sort((a, b) => a - b)).toEqual([...opened].sort((a, b) => a - b));
        const closed = transactionsOf(rows);
        const lines = closed.flatMap((transaction) => transaction.lines.map(({ seq }) => seq));
        expect(new Set(lines).size).toBe(lines.length);
        const finals = closed.flatMap(({ finalSeq }) => finalSeq ?? []);
        expect(new Set(finals).size).toBe(finals.length);
        for (const { t, tEnd, lines: own } of closed) {
          if (tEnd !== null) expect(tEnd).toBeGreaterThanOrEqual(t);
          expect(own.map(({ seq }) => seq)).toEqual(own.map(({ seq }) => seq).sort((a, b) => a - b));
        }
      }),
      RUNS,
    );
  });

  it('are the same when only the closed ones are told of', () => {
    fc.assert(
      fc.property(anything, (recorded) => {
        const rows = recordsToRows(recorded);
        const closed = eventsOf(rows).filter(({ kind }) => kind === 'closed');
        expect(eventsOf(rows, { events: 'closed' })).toEqual(closed);
      }),
      RUNS,
    );
  });

  it('take every final result code while a command waits for one', () => {
    for (const { records: recorded } of captures) {
      const rows = recordsToRows(recorded);
      if (!rows.some(({ kind }) => kind === 'command' || kind === 'echo')) continue;
      // The end of a raw connection answers no command (11.4).
      const answers = rows.filter(({ kind, bytes }) => kind === 'final' && !/CLOSED|NO CARRIER/.test(rowText(bytes)));
      const finals = answers.map(({ seq }) => seq);
      expect(transactionsOf(rows).flatMap(({ finalSeq }) => finalSeq ?? [])).toEqual(finals);
    }
  });
});

describe('memory', () => {
  const row = (seq: number, dir: 'tx' | 'rx', kind: SerialRow['kind'], text: string): SerialRow => ({
    ...{ seq, t: seq * 10, tLast: seq * 10, lane: 'serial', link: 1, dir, kind, text: '', partial: false },
    bytes: latin1(text),
  });
  const most = (rows: Iterable<SerialRow>): number => {
    const tracker = createTransactionTracker();
    let open = 0;
    let highest = 0;
    for (const next of rows) {
      for (const { kind } of tracker.feed(next)) open += kind === 'opened' ? 1 : kind === 'closed' ? -1 : 0;
      highest = Math.max(highest, open);
    }
    return highest;
  };

  it('holds at most 16 commands without an answer', () => {
    const rows = Array.from({ length: 500 }, (_, i) => row(i + 1, 'tx', 'command', `AT+X${i}\r`));
    expect(most(rows)).toBeLessThanOrEqual(17);
  });

  it('holds at most 32 accepted commands whose outcome is due', () => {
    const rows = Array.from({ length: 500 }, (_, i) =>
      i % 2 === 0 ? row(i + 1, 'tx', 'command', 'AT+CMQTTPUB=0,1,60\r') : row(i + 1, 'rx', 'final', 'OK\r\n'),
    );
    expect(most(rows)).toBeLessThanOrEqual(34);
  });

  it('keeps at most 500 lines and 64 KiB of text of an endless answer', () => {
    const tracker = createTransactionTracker();
    tracker.feed(row(1, 'tx', 'command', 'AT+CMGL="ALL"\r'));
    for (let seq = 2; seq < 3000; seq += 1) tracker.feed(row(seq, 'rx', 'info', `${'x'.repeat(50)}\r\n`));
    for (let seq = 3000; seq < 3030; seq += 1) tracker.feed(row(seq, 'rx', 'info', `${'x'.repeat(4000)}\r\n`));
    const [closed] = tracker.end();
    expect(closed?.transaction.lines.length).toBe(500);
    expect(closed?.transaction.lines.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(65_536);
  });

  it('keeps 4096 characters of a command line without end', () => {
    const tracker = createTransactionTracker();
    for (let seq = 1; seq < 50; seq += 1) {
      tracker.feed({ ...row(seq, 'tx', 'command', `AT${'x'.repeat(1000)}`), partial: true, t: 1, tLast: 1 });
    }
    expect(tracker.end()[0]?.transaction.command.length).toBe(4096);
  });
});

const seqsOf = (events: readonly TransactionEvent[], of: TransactionEvent['kind']): readonly number[] =>
  events.filter(({ kind }) => kind === of).map(({ transaction }) => transaction.commandSeq);
