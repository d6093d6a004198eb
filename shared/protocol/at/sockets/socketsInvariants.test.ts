import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AtlogRecord } from '../../../model/atlog.ts';
import { CONNECT, concat, cutAt, PINGREQ, PUBLISH, publishOf } from '../../mqtt/mqttBytes.testkit.ts';
import { damaged, RUNS } from '../randomDialogues.testkit.ts';
import { recordsToRows } from '../recordsToRows.ts';
import { mqttEventsOf, mqttOf, socketDialogue, socketEventsOf, streamOf } from './socketDialogue.testkit.ts';

/** What the host sends into, or reads from, one of its sockets. */
const exchange = fc.record({
  socket: fc.integer({ min: 0, max: 3 }),
  dir: fc.constantFrom('tx' as const, 'rx' as const),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 60 }),
  mode: fc.constantFrom(2 as const, 3 as const),
});
const exchanges = fc.array(exchange, { minLength: 1, maxLength: 20 });

const play = (list: readonly (typeof exchange extends fc.Arbitrary<infer E> ? E : never)[]): readonly AtlogRecord[] => {
  const dialogue = socketDialogue();
  for (let socket = 0; socket < 4; socket += 1) dialogue.open(socket);
  for (const { socket, dir, bytes, mode } of list) {
    if (dir === 'tx') dialogue.send(socket, bytes);
    else dialogue.receive(socket, bytes, mode);
  }
  return dialogue.records;
};
const hexOf = (parts: readonly Uint8Array[]): string =>
  parts.flatMap((part) => Array.from(part, (byte) => byte.toString(16).padStart(2, '0'))).join(' ');
/** Every byte as a record of its own. */
const single = (recorded: readonly AtlogRecord[]): readonly AtlogRecord[] =>
  recorded.flatMap(({ t, dir, bytes }) => Array.from(bytes, (byte) => ({ t, dir, bytes: Uint8Array.of(byte) })));

describe('sockets', () => {
  it('give back the stream of each socket and direction, whatever the bytes and their order', () => {
    fc.assert(
      fc.property(exchanges, (list) => {
        const events = socketEventsOf(recordsToRows(play(list)));
        for (let socket = 0; socket < 4; socket += 1) {
          for (const dir of ['tx', 'rx'] as const) {
            const sent = list.filter((each) => each.socket === socket && each.dir === dir).map(({ bytes }) => bytes);
            expect(streamOf(events, `CIP ${socket}`, dir)).toBe(hexOf(sent));
          }
        }
      }),
      RUNS,
    );
  });

  it('show the same packets for any chunking of the serial bytes', () => {
    fc.assert(
      fc.property(exchanges, (list) => {
        const dialogue = socketDialogue();
        dialogue.open(0);
        dialogue.send(0, CONNECT);
        const recorded = [
          ...dialogue.records,
          ...play(list)
            .slice(8)
            .map((record) => ({ ...record, t: record.t + 1e6 })),
        ];
        expect(mqttOf(single(recorded))).toEqual(mqttOf(recorded));
      }),
      RUNS,
    );
  });

  it('show the same packets however the firmware cuts its stream, other sockets in between', () => {
    const packets = [CONNECT, PUBLISH, PINGREQ, publishOf(300), PINGREQ];
    const places = fc.array(fc.nat(), { maxLength: 12 });
    fc.assert(
      fc.property(places, fc.uint8Array({ minLength: 1, maxLength: 30 }), (cuts, other) => {
        const dialogue = socketDialogue();
        dialogue.open(0);
        dialogue.open(1, 'files.example');
        // Begins with no CONNECT, whatever follows.
        for (const piece of cutAt(concat(packets), cuts).filter(({ length }) => length > 0)) {
          dialogue.send(0, piece);
          dialogue.send(1, concat([[0x47], other]));
          dialogue.receive(1, other);
        }
        expect(mqttOf(dialogue.records)).toEqual([
          '#1 open CIP 0 broker.example:1883',
          ...packets.map((packet) => `#1 rx ${hexOf([packet])}`),
        ]);
      }),
      RUNS,
    );
  });

  it('survive damaged dialogues', () => {
    fc.assert(
      fc.property(damaged, (recorded) => {
        const rows = recordsToRows(recorded);
        const size = (parts: readonly { readonly bytes: Uint8Array }[]): number =>
          parts.reduce((sum, { bytes }) => sum + bytes.length, 0);
        const passed = socketEventsOf(rows).flatMap((event) => (event.what === 'bytes' ? [event] : []));
        expect(size(passed)).toBeLessThanOrEqual(size(rows));
        const frames = mqttEventsOf(rows).flatMap((event) => (event.what === 'frame' ? [event] : []));
        expect(size(frames)).toBeLessThanOrEqual(size(passed));
      }),
      RUNS,
    );
  });
});
