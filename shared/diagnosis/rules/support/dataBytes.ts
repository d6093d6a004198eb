import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import type { Capture } from '../../types.ts';
import { eventOf } from './serialRow.ts';

/** The data sent at a command's prompt; null where there was none. */
export function dataBytes(capture: Capture, { data }: Transaction): Uint8Array | null {
  if (data === null) return null;
  const parts = data.seqs.map((seq) => eventOf(capture, seq)?.row.bytes ?? new Uint8Array());
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The topic an AT+CMQTTPUB used: the last one of its client. */
export function topicOf(capture: Capture, { link, args, commandSeq }: Transaction): Uint8Array | null {
  const topic = capture.transactions.findLast(
    (each) =>
      each.name === '+CMQTTTOPIC' && each.link === link && each.args[0] === args[0] && each.commandSeq < commandSeq,
  );
  return topic === undefined ? null : dataBytes(capture, topic);
}
