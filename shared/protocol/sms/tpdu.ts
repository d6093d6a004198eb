import { err, ok, type Result } from '../../base/result.ts';
import { decodeAddress, digitsOf, encodeAddress, semiOctets } from './address.ts';
import { codingOf, type UserData, userDataBytes } from './userData.ts';

/** A short message as it goes over the air (3GPP TS 23.040 9.2.2.1-2): received, or to be sent. */
export interface Tpdu {
  readonly type: 'deliver' | 'submit';
  readonly firstOctet: number;
  /** Sender or receiver. */
  readonly address: string;
  readonly pid: number;
  readonly dcs: number;
  /** TP-SCTS of a received one: `26/01/02,03:04:05+04`; '' in one to be sent. */
  readonly time: string;
  /** TP-VP of one to be sent, as it stands; empty when there is none. */
  readonly validity: Uint8Array;
  readonly data: UserData;
}

/** First octet: TP-UDHI, a header is in front of the text. */
export const HAS_HEADER = 0x40;
/** First octet of SMS-DELIVER, no more messages wait (TP-MMS). */
export const DELIVER = 0x04;
/** TP-VPF of SMS-SUBMIT: bytes of the validity period. */
const VALIDITY_BYTES = [0, 7, 1, 7] as const;

const validityBytes = (firstOctet: number): number => VALIDITY_BYTES[(firstOctet >> 3) & 3] ?? 0;

/** Reads a TPDU without the service centre in front. */
export function decodeTpdu(bytes: Uint8Array, type: Tpdu['type']): Result<Tpdu, 'malformed'> {
  const malformed = err('malformed', 'These bytes are no short message.');
  const firstOctet = bytes[0];
  const submit = type === 'submit';
  if (firstOctet === undefined || (firstOctet & 3) !== (submit ? 1 : 0)) return malformed;
  const party = decodeAddress(bytes, submit ? 2 : 1);
  if (party === null) return malformed;
  const at = party.next + 2;
  const between = submit ? validityBytes(firstOctet) : 7;
  const length = bytes[at + between];
  if (length === undefined) return malformed;
  const dcs = bytes[party.next + 1] ?? 0;
  const data = bytes.subarray(at + between + 1);
  if (data.length !== userDataBytes(length, codingOf(dcs)) || data.length > 140) return malformed;
  const stamp = bytes.subarray(at, at + between);
  return ok({
    ...{ type, firstOctet, dcs },
    address: party.address,
    pid: bytes[party.next] ?? 0,
    time: submit ? '' : timeOf(stamp),
    validity: submit ? stamp.slice() : new Uint8Array(0),
    data: { length, bytes: data.slice() },
  });
}

/** The bytes of a TPDU. The reference (TP-MR) is left to the modem: 0. */
export function encodeTpdu({ type, firstOctet, address, pid, dcs, time, validity, data }: Tpdu): Uint8Array {
  const head = type === 'submit' ? [firstOctet, 0] : [firstOctet];
  const stamp = type === 'submit' ? validity : stampOf(time);
  return Uint8Array.of(...head, ...encodeAddress(address), pid, dcs, ...stamp, data.length, ...data.bytes);
}

/** `26/01/02,03:04:05+04` as seven bytes (3GPP TS 23.040 9.2.3.11). */
function stampOf(time: string): Uint8Array {
  const bytes = semiOctets(time.replace(/\D/g, '').padEnd(14, '0').slice(0, 14));
  if (time.includes('-')) bytes[6] = (bytes[6] ?? 0) | 0x08;
  return bytes;
}

function timeOf(stamp: Uint8Array): string {
  const west = ((stamp[6] ?? 0) & 0x08) !== 0;
  const plain = Uint8Array.from(stamp, (byte, i) => (i === 6 ? byte & ~0x08 : byte));
  const [year, month, day, hours, minutes, seconds, zone] = digitsOf(plain, 14).match(/../g) ?? [];
  return `${year}/${month}/${day},${hours}:${minutes}:${seconds}${west ? '-' : '+'}${zone}`;
}

/** Bytes in capital hexadecimal digits, as AT commands have them. */
export const hexText = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('');

/** The bytes of hexadecimal digits; null when they are none. */
export function hexBytes(text: string): Uint8Array | null {
  if (!/^([0-9a-f]{2})*$/i.test(text)) return null;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
