import type { Rule } from './ruleTypes.ts';

const LENGTHS = ['2.1', '2.2.3', '2.1.4'] as const;

/** Fixed header, lengths and packet identifiers. */
export const HEADER_RULES = {
  reservedType: {
    severity: 'error',
    clauses: ['2.1', '2.2.1', '2.1.2'],
    advice:
      'Begin every packet with a type from 1 to 14 (15 in 5.0). If a packet comes before, look at its remaining length: it ' +
      'may have been too small or too large.',
  },
  authBeforeFive: {
    severity: 'error',
    clauses: ['2.1', '2.2.1', ''],
    advice: 'AUTH belongs to 5.0 only: leave it out, or connect with protocol level 5.',
  },
  reservedFlags: {
    severity: 'error',
    clauses: ['2.1', 'MQTT-2.2.2-1', 'MQTT-2.1.3-1'],
    advice:
      'Write the low four bits of the first byte as the packet type demands: 0010 for PUBREL, SUBSCRIBE and UNSUBSCRIBE, ' +
      '0000 for the others but PUBLISH.',
  },
  lengthTooLong: {
    severity: 'error',
    clauses: ['2.1', '2.2.3', '1.5.5'],
    advice:
      'Encode the length in one to four bytes of seven bits each, lowest first; the top bit is set only when another byte ' +
      'follows.',
  },
  lengthNotMinimal: {
    severity: ['warning', 'warning', 'error'],
    clauses: ['2.1', '2.2.3', 'MQTT-1.5.5-1'],
    advice: 'Stop encoding when nothing of the number is left: no byte 0x00 behind one with its top bit set.',
  },
  packetCut: {
    severity: 'error',
    clauses: LENGTHS,
    advice:
      'Send every byte the remaining length announces. If this is the whole packet, the remaining length is too large: it ' +
      'counts the bytes behind itself and nothing else.',
  },
  fieldCut: {
    severity: 'error',
    clauses: LENGTHS,
    advice:
      'Compute the remaining length over everything behind it, and each length in front of a string from the bytes (not ' +
      'characters) of that string.',
  },
  unexpectedBytes: {
    severity: 'error',
    clauses: LENGTHS,
    advice:
      'Send nothing behind the last field of this packet, or correct the remaining length. Only PUBLISH carries an ' +
      'application payload.',
  },
  bytesBehind: {
    severity: 'error',
    clauses: LENGTHS,
    advice: 'Correct the remaining length so that it counts all bytes of the packet.',
  },
  packetIdZero: {
    severity: 'error',
    clauses: ['2.4', 'MQTT-2.3.1-1', 'MQTT-2.2.1-3'],
    advice: 'Count packet identifiers from 1 to 65535 and skip 0 when the counter wraps around.',
  },
  moreNotes: { severity: 'warning', clauses: ['', '', ''], advice: 'Repair the ones named first.' },
} as const satisfies Record<string, Rule>;
