import { describe, expect, it } from 'vitest';
import { createDictionary } from '../dictionary/dictionary.ts';
import type { CommandEntry } from '../dictionary/entryTypes.ts';
import { records } from '../framer.testkit.ts';
import { recordsToRows } from '../recordsToRows.ts';
import { createTransactionTracker, type TrackerOptions } from './createTransactionTracker.ts';
import { expectTransactions, show, transactionsOf } from './engine.testkit.ts';
import type { TransactionEvent } from './trackerTypes.ts';

const rowsOf = (log: string) => recordsToRows(records(log.replace(/^\s+/gm, '')));
const told = ({ kind, transaction }: TransactionEvent): string => `${kind} ${show(transaction)}`;
const lookup = createDictionary('sim7600').command;

const entry: CommandEntry = {
  ...{ name: '+CFUN', families: ['sim7600'], group: 'power', title: 'Functionality', meaning: '', forms: [] },
  ...{ answers: [], errors: 'cme', maxSeconds: null, section: '' },
};

describe('events', () => {
  it('come with the row that causes them', () => {
    const tracker = createTransactionTracker();
    const rows = rowsOf(String.raw`
      0.0 TX AT+CMQTTPUB=0,1,60\r
      0.1 RX AT+CMQTTPUB=0,1,60\r\r\nOK\r\n
      0.2 RX \r\n+CREG: 1\r\n
      0.3 RX \r\n+CMQTTPUB: 0,0\r\n`);
    expect(rows.map((row) => tracker.feed(row).map(told))).toEqual([
      ['opened AT+CMQTTPUB=0,1,60 -> (end)'],
      ['updated AT+CMQTTPUB=0,1,60 echo -> (end)'],
      ['updated AT+CMQTTPUB=0,1,60 echo -> ok'],
      [],
      ['closed AT+CMQTTPUB=0,1,60 echo -> ok 0 | outcome +CMQTTPUB: 0,0'],
    ]);
    expect(tracker.end()).toEqual([]);
  });

  it('close what the modem has passed over at once', () => {
    const tracker = createTransactionTracker();
    const rows = rowsOf(String.raw`
      0.0 TX AT+CFUN=1\r
      2.0 TX AT\r
      2.1 RX \r\nOK\r\n`);
    expect(
      rows
        .flatMap((row) => tracker.feed(row))
        .slice(2)
        .map(told),
    ).toEqual(['closed AT+CFUN=1 -> (superseded)', 'closed AT -> ok']);
  });

  it('close what was waited for too long when time passes', () => {
    const tracker = createTransactionTracker();
    for (const row of rowsOf('0.0 TX AT+NETOPEN\\r\n0.1 RX \\r\\nOK\\r\\n0.2 TX AT+CSQ\\r')) tracker.feed(row);
    for (const row of rowsOf('0.2 TX AT+CSQ\\r')) tracker.feed({ ...row, seq: 9 });
    expect(tracker.tick(59e6)).toEqual([]);
    expect(tracker.tick(61e6).map(told)).toEqual(['closed AT+CSQ -> (timeout)']);
    expect(tracker.tick(120e6)).toEqual([]);
    expect(tracker.tick(121e6).map(told)).toEqual(['closed AT+NETOPEN -> ok']);
  });

  it('do not change what was handed out before', () => {
    const tracker = createTransactionTracker();
    const events = rowsOf('0.0 TX AT+CSQ\\r\n0.1 RX \\r\\n+CSQ: 9,99\\r\\n\\r\\nOK\\r\\n').flatMap((row) =>
      tracker.feed(row),
    );
    expect(events.map(({ transaction }) => transaction.lines.length)).toEqual([0, 1, 1]);
  });
});

describe('with a dictionary', () => {
  it('a transaction has its entry, and each command of a chain', () => {
    const [transaction] = transactionsOf(rowsOf(String.raw`0.0 TX AT+CREG?;+CEREG=2;X1\r`), { lookup });
    expect(transaction).toMatchObject({ name: '+CREG', form: 'read', args: [], entry: { name: '+CREG' } });
    expect(transaction?.chained?.map(({ name, form, args, entry }) => [name, form, args, entry?.name])).toEqual([
      ['+CEREG', 'write', ['2'], '+CEREG'],
      ['X', 'write', ['1'], 'X'],
    ]);
  });

  it('AT alone has the name nothing, a line that is no command none', () => {
    const [at, text] = transactionsOf(rowsOf('0.0 TX AT\\r\n1.0 TX hello\\r'), { lookup });
    expect(at).toMatchObject({ name: '', form: 'execute' });
    expect(at?.chained).toBeUndefined();
    expect(text).toMatchObject({ name: null, form: null, entry: null, args: [] });
  });

  const cases: readonly (readonly [name: string, log: string, options: TrackerOptions, expected: readonly string[]])[] =
    [
      [
        'an answer of another name is known (3.2.3)',
        String.raw`0.0 TX AT+CICCID\r
                 5.0 TX AT\r
                 6.0 RX \r\n+ICCID: 8900000000000000000\r\n\r\nOK\r\n\r\nOK\r\n`,
        { lookup },
        ['AT+CICCID -> ok | info +ICCID: 8900000000000000000', 'AT -> ok'],
      ],
      [
        'its maximum tells a timeout from impatience',
        String.raw`0.0 TX AT+CFUN=1\r
                20.0 TX AT\r
                20.1 RX \r\nOK\r\n`,
        { lookup: (name) => (name === '+CFUN' ? { ...entry, maxSeconds: 9 } : undefined) },
        ['AT+CFUN=1 -> (timeout)', 'AT -> ok'],
      ],
      [
        'which it is without one',
        String.raw`0.0 TX AT+CFUN=1\r
                20.0 TX AT\r
                20.1 RX \r\nOK\r\n`,
        {},
        ['AT+CFUN=1 -> (superseded)', 'AT -> ok'],
      ],
      [
        'an outcome that the framer does not know',
        String.raw`0.0 TX AT+CFUN=1\r
                 0.1 RX \r\nOK\r\n
                 0.2 RX \r\n+CFUNNY: 7,3\r\n`,
        {
          lookup: () => ({
            ...entry,
            outcome: { prefix: '+CFUNNY', code: 0, success: 7, errors: 'cme', order: { sim7600: 'after-ok' } },
          }),
        },
        ['AT+CFUN=1 -> ok 7 | outcome +CFUNNY: 7,3'],
      ],
      [
        'an outcome that comes before OK only is not waited for',
        String.raw`0.0 TX AT+CFUN=1\r
                 0.1 RX \r\nOK\r\n
                 0.2 RX \r\n+CFUNNY: 7,3\r\n`,
        {
          lookup: () => ({
            ...entry,
            outcome: { prefix: '+CFUNNY', code: 0, success: 7, errors: 'cme', order: { sim7600: 'before-ok' } },
          }),
        },
        ['AT+CFUN=1 -> ok'],
      ],
    ];
  it.each(cases)('%s', (_, log, options, expected) => expectTransactions(log, expected, options));
});

describe('times', () => {
  it('are those of the rows: first byte of the command, last of the result, the first prompt', () => {
    const [transaction] = transactionsOf(
      rowsOf(String.raw`
        1.000 TX AT+CMGS="+4912345"\r
        1.100 RX \r\n> 
        1.200 TX two\r
        1.300 RX \r\n> 
        1.400 TX lines\x1a
        3.000 RX \r\n+CMGS: 7\r\n
        3.100 RX \r\nOK
        3.200 RX \r\n`),
    );
    expect(transaction).toMatchObject({
      ...{ t: 1_000_000, tEnd: 3_200_000, result: { kind: 'ok' } },
      data: { promptAt: 1_100_000, sent: 9, declared: null },
      lines: [{ t: 3_000_000, text: '+CMGS: 7', role: 'info' }],
    });
  });
});
