import type { FieldSpec } from '../entryTypes.ts';
import { choice, string, word } from '../fields.ts';

export const PDP_TYPE = word('PDP_type', 'kind of connection', {
  IP: 'IPv4',
  IPV6: 'IPv6',
  IPV4V6: 'IPv4 and IPv6',
  PPP: 'PPP',
});

export const APN = string('APN', 'access point of the operator', {
  words: (raw) => raw,
  length: [0, 100],
});

export const ADDRESS = string('PDP_addr', 'address', {
  words: (raw) => (/^0(\.0)*$/.test(raw) ? 'given by the network' : raw),
});

export const COMPRESSION: readonly FieldSpec[] = [
  choice('d_comp', 'data compression', { 0: 'off', 1: 'on', 2: 'V.42bis' }),
  choice('h_comp', 'header compression', { 0: 'off', 1: 'on', 2: 'RFC 1144', 3: 'RFC 2507', 4: 'RFC 3095' }),
];

export const AUTH_TYPE = choice('auth_type', 'authentication', {
  0: 'none: user and password are not used',
  1: 'PAP',
  2: 'CHAP',
  3: 'PAP or CHAP',
});

/** A context in words: `context 1: IPv4, APN iot.example`. */
export function contextSentence([cid = '', type = '', apn = '']: readonly string[]): string {
  return `context ${cid}: ${PDP_TYPE.values?.[type.toUpperCase()] ?? type}, ${apn === '' ? 'no APN' : `APN ${apn}`}`;
}
