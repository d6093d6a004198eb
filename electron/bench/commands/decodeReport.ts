import type { NoteSeverity } from '#shared/protocol/mqtt/rules/ruleTypes.ts';
import type { PacketReader } from '#shared/protocol/mqtt/tree/decodePackets.ts';
import type { DecodedPacket } from '#shared/protocol/mqtt/tree/fieldNode.ts';
import { packetDocument } from '#shared/protocol/mqtt/tree/packetDocument.ts';
import { type PacketTextOptions, packetText } from './packetText.ts';

/** What was found, while the report on it is written. */
export interface DecodeTally {
  /** Control packets, those of an invalid type not counted. */
  decoded: number;
}

/** The packets for people, piece by piece, with a line of totals behind them. */
export function* textReport(
  reader: PacketReader,
  bytes: Uint8Array,
  options: PacketTextOptions,
  tally: DecodeTally,
): Generator<string> {
  const notes: Record<NoteSeverity, number> = { error: 0, warning: 0, info: 0 };
  let packets = 0;
  for (let packet = reader.next(); packet !== null; packet = reader.next()) {
    packets += 1;
    count(packet, tally);
    for (const { severity } of packet.notes) notes[severity] += 1;
    yield `${packetText(packet, bytes, options)}\n\n`;
  }
  const found = [
    plural(packets, 'packet'),
    ...(notes.error > 0 ? [plural(notes.error, 'error')] : []),
    ...(notes.warning > 0 ? [plural(notes.warning, 'warning')] : []),
    ...(reader.trailing > 0 ? [`${plural(reader.trailing, 'byte')} left over: the beginning of a packet`] : []),
  ];
  yield `${options.style.dim(found.join(', '))}\n`;
}

/** One JSON document, piece by piece. */
export function* jsonReport(reader: PacketReader, tally: DecodeTally): Generator<string> {
  yield '{\n  "packets": [';
  let isFirst = true;
  for (let packet = reader.next(); packet !== null; packet = reader.next()) {
    count(packet, tally);
    const text = JSON.stringify(packetDocument(packet), null, 2).replaceAll('\n', '\n    ');
    yield `${isFirst ? '' : ','}\n    ${text}`;
    isFirst = false;
  }
  yield `${isFirst ? '' : '\n  '}],\n  "trailing": ${reader.trailing}\n}\n`;
}

function count({ type }: DecodedPacket, tally: DecodeTally): void {
  if (type !== 'INVALID') tally.decoded += 1;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
