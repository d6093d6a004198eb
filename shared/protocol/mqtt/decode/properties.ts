import { type PropertyPlace, type PropertyType, propertyType } from '../tables/propertyTypes.ts';
import type { PacketCursor } from './packetCursor.ts';
import { describeBytes, describeSecret } from './wording.ts';

/** The 5.0 properties a summary names. Absent ones are null. */
export interface PacketProperties {
  /** Seconds. */
  readonly messageExpiry: number | null;
  /** Seconds; 4294967295 = never. */
  readonly sessionExpiry: number | null;
  /** Seconds. */
  readonly serverKeepAlive: number | null;
  readonly receiveMaximum: number | null;
  readonly maximumPacketSize: number | null;
  readonly topicAliasMaximum: number | null;
  readonly topicAlias: number | null;
  readonly contentType: string | null;
  readonly responseTopic: string | null;
  readonly assignedClientId: string | null;
  readonly reasonString: string | null;
  readonly serverReference: string | null;
  readonly userProperties: readonly { readonly key: string; readonly value: string }[];
}

/** A packet without properties, or of a version that has none. */
export const NO_PROPERTIES: PacketProperties = {
  messageExpiry: null,
  sessionExpiry: null,
  serverKeepAlive: null,
  receiveMaximum: null,
  maximumPacketSize: null,
  topicAliasMaximum: null,
  topicAlias: null,
  contentType: null,
  responseTopic: null,
  assignedClientId: null,
  reasonString: null,
  serverReference: null,
  userProperties: [],
};

/**
 * Reads the property section (5.0 section 2.2.2): its length, then the properties. Before 5.0 there is none and nothing is
 * read. What is wrong in it becomes a problem; the packet goes on behind the announced length.
 */
export function readProperties(cursor: PacketCursor, place: PropertyPlace): PacketProperties {
  if (cursor.level !== 5 || cursor.broken) return NO_PROPERTIES;
  const numbers = new Map<number, number>();
  const texts = new Map<number, string>();
  const userProperties: { key: string; value: string }[] = [];

  const readValue = (type: PropertyType): void => {
    const { id, name, kind } = type;
    switch (kind) {
      case 'byte':
        numbers.set(id, cursor.byte(name));
        return;
      case 'uint16':
        numbers.set(id, cursor.uint16(name));
        return;
      case 'uint32':
        numbers.set(id, cursor.uint32(name));
        return;
      case 'varint':
        numbers.set(id, cursor.varint(name));
        return;
      case 'text':
        texts.set(id, cursor.text(name));
        return;
      case 'data':
        cursor.data(name, type.secret === true ? describeSecret : describeBytes);
        return;
      case 'pair': {
        const pair = cursor.pair(name);
        if (!cursor.broken) userProperties.push(pair);
      }
    }
  };

  const readAll = (): void => {
    const seen = new Set<number>();
    while (cursor.left > 0 && !cursor.broken) {
      const id = cursor.byte('Property', describeId);
      const type = propertyType(id);
      if (type === undefined) {
        cursor.problem(`property ${hexId(id)} is not known`);
        cursor.rest('Properties not understood', describeBytes);
        return;
      }
      if (type.places !== 'all' && !type.places.includes(place)) {
        cursor.problem(`${type.name} does not belong in ${place === 'WILL' ? 'will properties' : place}`);
      }
      if (seen.has(id) && type.repeats !== 'all' && type.repeats?.includes(place) !== true) {
        cursor.problem(`${type.name} occurs twice`);
      }
      seen.add(id);
      readValue(type);
    }
  };

  const lengthName = place === 'WILL' ? 'Will property length' : 'Property length';
  const length = cursor.varint(lengthName);
  if (length > cursor.left && cursor.complete) cursor.problem(`${lengthName} ${length} runs past the packet`);
  cursor.within(length, readAll);

  const number = (id: number): number | null => numbers.get(id) ?? null;
  const text = (id: number): string | null => texts.get(id) ?? null;
  return {
    messageExpiry: number(0x02),
    sessionExpiry: number(0x11),
    serverKeepAlive: number(0x13),
    receiveMaximum: number(0x21),
    maximumPacketSize: number(0x27),
    topicAliasMaximum: number(0x22),
    topicAlias: number(0x23),
    contentType: text(0x03),
    responseTopic: text(0x08),
    assignedClientId: text(0x12),
    reasonString: text(0x1f),
    serverReference: text(0x1c),
    userProperties,
  };
}

/** Properties that may be left out together with their length, at the end of a packet (5.0 section 3.4.2.2.1 and its like). */
export const readOptionalProperties = (cursor: PacketCursor, place: PropertyPlace): PacketProperties =>
  cursor.left > 0 ? readProperties(cursor, place) : NO_PROPERTIES;

const hexId = (id: number): string => `0x${id.toString(16).padStart(2, '0')}`;
const describeId = (id: number): string => `${hexId(id)} ${propertyType(id)?.name ?? 'not known'}`;
