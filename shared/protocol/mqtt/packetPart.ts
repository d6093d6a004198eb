/**
 * A packet longer than one row may hold is cut into several `packet` rows. Their text tells them apart: `part 1 of 5` …
 * `part 5 of 5`. Only part 1 begins with a fixed header; the others are the bytes that follow. A row with any other text
 * (all but a handful have none) is a whole packet.
 */
export interface PacketPart {
  /** From 1. */
  readonly part: number;
  readonly parts: number;
}

const PATTERN = /^part (\d+) of (\d+)$/;

export const formatPacketPart = (part: number, parts: number): string => `part ${part} of ${parts}`;

/** Reads the text of a `packet` row; null for a whole packet. */
export function parsePacketPart(text: string): PacketPart | null {
  const match = text === '' ? null : PATTERN.exec(text);
  return match === null ? null : { part: Number(match[1]), parts: Number(match[2]) };
}

/** A piece of a long packet that does not begin with its fixed header: it must not be read as a packet. */
export const isLaterPart = (text: string): boolean => (parsePacketPart(text)?.part ?? 1) > 1;
