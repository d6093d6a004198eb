import { type PropertyPlace, type PropertyType, propertyType } from '../tables/propertyTypes.ts';
import { hexByte } from './codes.ts';
import type { NumberWords, PacketCursor } from './packetCursor.ts';
import { createPropertyValues, NO_PROPERTIES, type PacketProperties, type PropertyValues } from './propertyValues.ts';
import { hasWildcard } from './topicSyntax.ts';
import { countBytes } from './wording.ts';

export { NO_PROPERTIES, type PacketProperties } from './propertyValues.ts';

const RESPONSE_TOPIC = 0x08;
const AUTH_METHOD = 0x15;
const AUTH_DATA = 0x16;
const SESSION_EXPIRY = 0x11;

/**
 * Reads the property section (5.0 section 2.2.2): its length, then the properties. Before 5.0 there is none and nothing is
 * read. What is wrong in it becomes a note; the packet goes on behind the announced length.
 */
export function readProperties(cursor: PacketCursor, place: PropertyPlace): PacketProperties {
  if (cursor.level !== 5 || cursor.broken) return NO_PROPERTIES;
  return cursor.group(place === 'WILL' ? 'Will properties' : 'Properties', () => {
    const lengthName = place === 'WILL' ? 'Will property length' : 'Property length';
    const length = cursor.varint(lengthName);
    if (length > cursor.left && cursor.complete && !cursor.broken) {
      cursor.note('propertyLength', `${lengthName} ${length} runs past the packet`);
    }
    if (length === 0) return NO_PROPERTIES;
    const values = createPropertyValues();
    cursor.within(length, () => readAll(cursor, place, values));
    if (values.has(AUTH_DATA) && !values.has(AUTH_METHOD)) {
      cursor.note('authDataWithoutMethod', 'authentication data without an authentication method');
    }
    return values.named();
  });
}

/** Properties that may be left out together with their length, at the end of a packet (5.0 section 3.4.2.2.1 and its like). */
export const readOptionalProperties = (cursor: PacketCursor, place: PropertyPlace): PacketProperties =>
  cursor.left > 0 ? readProperties(cursor, place) : NO_PROPERTIES;

function readAll(cursor: PacketCursor, place: PropertyPlace, values: PropertyValues): void {
  while (cursor.left > 0 && !cursor.broken) {
    const type = propertyType(cursor.bytes[cursor.pos] ?? 0);
    cursor.group(type?.name ?? 'Property', () => readProperty(cursor, place, values));
  }
}

function readProperty(cursor: PacketCursor, place: PropertyPlace, values: PropertyValues): void {
  const id = cursor.byte('Property identifier', { meaning: describeId });
  const type = propertyType(id);
  if (type === undefined) {
    cursor.note('propertyUnknown', `property ${hexByte(id)} is not known`);
    cursor.rest('Properties not understood', 'raw');
    return;
  }
  const { name, places, repeats } = type;
  if (places !== 'all' && !places.includes(place)) {
    cursor.note('propertyPlace', `${name} does not belong in ${place === 'WILL' ? 'will properties' : place}`);
  }
  if (values.has(id) && repeats !== 'all' && repeats?.includes(place) !== true) {
    cursor.note('propertyTwice', `${name} occurs twice`);
  }
  if (id === SESSION_EXPIRY && place === 'DISCONNECT' && cursor.from === 'server') {
    cursor.note('propertySender', `${name} in a DISCONNECT from a server`);
  }
  readValue(cursor, type, values);
}

function readValue(cursor: PacketCursor, type: PropertyType, values: PropertyValues): void {
  const { id, name, kind } = type;
  const words: NumberWords = { meaning: (value) => describeNumber(type, value) };
  switch (kind) {
    case 'byte':
      keepNumber(cursor, type, cursor.byte(name, words), values);
      return;
    case 'uint16':
      keepNumber(cursor, type, cursor.uint16(name, words), values);
      return;
    case 'uint32':
      keepNumber(cursor, type, cursor.uint32(name, words), values);
      return;
    case 'varint':
      keepNumber(cursor, type, cursor.varint(name), values);
      return;
    case 'text': {
      const text = cursor.text(name);
      values.text(id, text);
      if (id === RESPONSE_TOPIC && hasWildcard(text)) {
        cursor.note('responseTopicWildcard', 'response topic holds a wildcard');
      }
      return;
    }
    case 'data':
      values.data(id);
      cursor.data(name, type.secret === true);
      return;
    case 'pair': {
      const pair = cursor.pair(name);
      if (!cursor.broken) values.pair(pair);
    }
  }
}

function keepNumber(cursor: PacketCursor, type: PropertyType, value: number, values: PropertyValues): void {
  const { id, name, range } = type;
  values.number(id, value);
  if (cursor.broken || range === undefined || (value >= range.min && value <= range.max)) return;
  const allowed = range.min === 0 ? `${range.min} or ${range.max}` : `${range.min} to ${range.max}`;
  cursor.note('propertyValue', `${name} ${value} is not allowed (${allowed})`, { clause: range.clause });
}

const NEVER = 0xffff_ffff;

function describeNumber({ unit, id }: PropertyType, value: number): string {
  switch (unit) {
    case 'seconds':
      return id === SESSION_EXPIRY && value === NEVER ? `${value}: never` : `${value} s`;
    case 'bytes':
      return countBytes(value);
    case 'flag':
      return value > 1 ? String(value) : `${value} (${value === 1 ? 'yes' : 'no'})`;
    default:
      return String(value);
  }
}

const describeId = (id: number): string => `${hexByte(id)} ${propertyType(id)?.name ?? 'not known'}`;
