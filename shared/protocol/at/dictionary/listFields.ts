import type { DecodedField, FieldSpec } from './entryTypes.ts';

/** A longer list says less than its beginning. */
const MAX_LISTED = 8;

/** `rssi −69 dBm, ber not known`: the fields that are given. Of a personal number only the name is told. */
export function listFields(fields: readonly DecodedField[], specs: readonly FieldSpec[]): string {
  const personal = new Set(specs.filter((spec) => spec.personal === true).map(({ name }) => name));
  const given = fields.filter(({ raw }) => raw !== '');
  const listed = given.slice(0, MAX_LISTED).map(({ name, text }) => (personal.has(name) ? name : `${name} ${text}`));
  return `${listed.join(', ')}${given.length > MAX_LISTED ? ' …' : ''}`;
}
