import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCaptureLog } from '#bench/capture/createCaptureLog.ts';
import type { AtlogRecord } from '#shared/model/atlog.ts';
import type { Row } from '#shared/model/row.ts';
import { rowAt } from '#shared/model/rowChunk.ts';
import { createAtFramer } from '#shared/protocol/at/createAtFramer.ts';
import { createDictionary } from '#shared/protocol/at/dictionary/dictionary.ts';
import { createTransactionTracker } from '#shared/protocol/at/engine/createTransactionTracker.ts';
import type { Transaction } from '#shared/protocol/at/engine/transaction.ts';
import { damaged, recording } from '#shared/protocol/at/randomDialogues.testkit.ts';
import { socketDialogue } from '#shared/protocol/at/sockets/socketDialogue.testkit.ts';
import { CONNECT, PINGREQ, PUBLISH, publishOf } from '#shared/protocol/mqtt/mqttBytes.testkit.ts';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createUartMqtt } from './createUartMqtt.ts';

/** A firmware with its own MQTT client on one of two sockets, the same numbers on every link. */
const speaking: fc.Arbitrary<readonly AtlogRecord[]> = fc
  .array(
    fc.record({
      socket: fc.constantFrom(0, 1),
      dir: fc.constantFrom('tx' as const, 'rx' as const),
      bytes: fc.oneof(
        fc.constantFrom(PUBLISH, PINGREQ, CONNECT, PUBLISH.subarray(0, 4), PUBLISH.subarray(4)),
        fc.integer({ min: 0, max: 40 }).map(publishOf),
        fc.uint8Array({ minLength: 1, maxLength: 20 }),
      ),
    }),
    { maxLength: 8 },
  )
  .map((parts) => {
    const dialogue = socketDialogue();
    dialogue.open(0);
    dialogue.open(1);
    dialogue.send(0, CONNECT);
    for (const { socket, dir, bytes } of parts) {
      if (dir === 'tx') dialogue.send(socket, bytes);
      else dialogue.receive(socket, bytes);
    }
    return dialogue.records;
  });
const anything = fc.oneof({ weight: 3, arbitrary: speaking }, recording, damaged);

/** What one link said, and what was made of it, without the numbers that depend on what else is in the log. */
interface Heard {
  readonly rows: readonly unknown[];
  readonly transactions: readonly unknown[];
  readonly connections: readonly unknown[];
}

/** Plays recordings into one log, a record of this and of that link in turns. */
function play(recordings: readonly (readonly AtlogRecord[])[], names: readonly string[], turns: readonly number[]) {
  const clock = createFakeClock();
  const log = createCaptureLog({ clock, limits: { tailBytes: 8_388_608 } });
  const uartMqtt = createUartMqtt({ clock, log });
  const links = recordings.map((records, i) => {
    const name = names[i] ?? '';
    const link = log.openLink({ lane: 'serial', role: 'modem', address: `/dev/${name}`, name });
    return { name, link, framer: createAtFramer(), left: [...records] };
  });
  const append = ({ link, framer, left }: (typeof links)[number]): void => {
    const record = left.shift();
    const rows = record === undefined ? framer.flush() : framer.feed(record.dir, record.t, record.bytes);
    for (const row of rows) log.append({ ...row, lane: 'serial', link, text: '' });
  };
  for (let turn = 0; ; turn += 1) {
    const talking = links.filter(({ left }) => left.length > 0);
    const next = talking[(turns[turn % turns.length] ?? 0) % talking.length];
    if (next === undefined) break;
    append(next);
  }
  for (const link of links) append(link);
  uartMqtt.close();

  const rows: Row[] = [];
  for (let seq = log.firstSeq; seq <= log.lastSeq; seq += 1) {
    const place = log.find(seq);
    if (place !== undefined) rows.push(rowAt(place.chunk, place.index));
  }
  const tracker = createTransactionTracker({ lookup: createDictionary('sim7600').command, events: 'closed' });
  const closed = [...rows.flatMap((row) => (row.lane === 'serial' ? tracker.feed(row) : [])), ...tracker.end()];
  const of = (link: number) => rows.filter((row) => row.link === link);
  return links.map(({ name, link }): Heard => {
    const own = of(link);
    const place = (seq: number): number => own.findIndex((row) => row.seq === seq);
    return {
      rows: own.map(({ dir, kind, t, tLast, bytes }) => ({ dir, kind, t, tLast, bytes })),
      transactions: closed
        .filter(({ transaction }) => transaction.link === link)
        .map(({ transaction }) => withPlaces(transaction, place)),
      connections: log
        .links()
        .filter(({ role, address }) => role === 'uart' && address.startsWith(name))
        .map(({ id, address, clientId, level }) => ({
          ...{ address, clientId, level },
          rows: of(id).map(({ dir, kind, bytes, text }) => ({ dir, kind, bytes, text })),
        })),
    };
  });
}

/** Sequence numbers as places among the link's own rows. */
const withPlaces = (transaction: Transaction, place: (seq: number) => number): unknown => ({
  ...transaction,
  link: 0,
  commandSeq: place(transaction.commandSeq),
  echoSeq: place(transaction.echoSeq ?? 0),
  finalSeq: place(transaction.finalSeq ?? 0),
  outcome: transaction.outcome && { ...transaction.outcome, seq: place(transaction.outcome.seq) },
  lines: transaction.lines.map((line) => ({ ...line, seq: place(line.seq) })),
  data: transaction.data && { ...transaction.data, seqs: transaction.data.seqs.map(place) },
});

describe('two links in one log', () => {
  const turns = fc.array(fc.nat(1), { minLength: 1, maxLength: 30 });

  it('never mix: rows, transactions and MQTT connections are those of each alone', () => {
    fc.assert(
      fc.property(anything, anything, turns, (first, second, order) => {
        const [together, one, other] = [
          play([first, second], ['ttyA', 'ttyB'], order),
          play([first], ['ttyA'], [0]),
          play([second], ['ttyB'], [0]),
        ];
        expect(together).toEqual([...one, ...other]);
      }),
      { seed: 20_251, numRuns: 250 },
    );
  });

  it('have MQTT connections to mix: each firmware that speaks it is found', () => {
    const found = fc.sample(speaking, { seed: 20_251, numRuns: 40 }).map((records) => {
      const [heard] = play([records], ['ttyA'], [0]);
      return heard?.connections.length ?? 0;
    });
    expect(found.every((count) => count > 0)).toBe(true);
  });
});
