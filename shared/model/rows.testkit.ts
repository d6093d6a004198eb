import fc from 'fast-check';
import { DIRS, KINDS_BY_LANE, type MqttLevel, type MqttRow, type NewRow, type NoteRow, type SerialRow } from './row.ts';
import type { RowChunk } from './rowChunk.ts';
import { createRowChunkBuilder } from './rowChunkBuilder.ts';

const NO_BYTES = new Uint8Array(0);
export const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

/** Rows with everything beside the point filled in. */
export const serialRow = (text: string, change: Partial<SerialRow> = {}): NewRow => ({
  lane: 'serial',
  dir: 'rx',
  kind: 'info',
  t: 0,
  tLast: 0,
  link: 1,
  text: '',
  bytes: latin1(text),
  partial: false,
  ...change,
});
export const mqttRow = (bytes: Uint8Array | readonly number[], change: Partial<MqttRow> = {}): NewRow => ({
  lane: 'mqtt',
  dir: 'rx',
  kind: 'packet',
  t: 0,
  tLast: 0,
  link: 2,
  text: '',
  bytes: Uint8Array.from(bytes),
  level: 4,
  ...change,
});
export const noteRow = (text: string, change: Partial<NoteRow> = {}): NewRow => ({
  lane: 'note',
  dir: 'none',
  kind: 'info',
  t: 0,
  tLast: 0,
  link: 0,
  bytes: NO_BYTES,
  text,
  ...change,
});

/** A chunk of these rows, numbered from `firstSeq`. */
export function chunkOf(rows: readonly NewRow[], firstSeq = 1): RowChunk {
  const builder = createRowChunkBuilder(Math.max(1, rows.length), 1_000_000_000);
  for (const [i, row] of rows.entries()) builder.push(firstSeq + i, row);
  return builder.chunk();
}

const common = {
  t: fc.nat(),
  tLast: fc.nat(),
  link: fc.nat(5),
  bytes: fc.uint8Array({ maxLength: 40 }),
  text: fc.oneof({ weight: 4, arbitrary: fc.constant('') }, fc.string({ unit: 'binary', maxLength: 12 })),
};

/** Any row, with odd texts and bytes. */
export const anyRow: fc.Arbitrary<NewRow> = fc.oneof(
  fc.record({
    ...common,
    lane: fc.constant('serial' as const),
    dir: fc.constantFrom('tx' as const, 'rx' as const),
    kind: fc.constantFrom(...KINDS_BY_LANE.serial),
    partial: fc.boolean(),
  }),
  fc.record({
    ...common,
    lane: fc.constant('mqtt' as const),
    dir: fc.constantFrom(...DIRS),
    kind: fc.constantFrom(...KINDS_BY_LANE.mqtt),
    level: fc.constantFrom<MqttLevel>(0, 3, 4, 5),
  }),
  fc.record({
    ...common,
    lane: fc.constant('note' as const),
    dir: fc.constant('none' as const),
    kind: fc.constantFrom(...KINDS_BY_LANE.note),
  }),
);
