import { m3 } from '../entryBuilders.ts';
import type { FieldSpec, UrcEntry } from '../entryTypes.ts';
import { integer, string, text } from '../fields.ts';
import { urc } from './urc.ts';

const NUMBER = string('number', 'number', { personal: true });

/** Calls (V3.00 2.2, 5.2). */
export const CALL_URCS: readonly UrcEntry[] = [
  urc({ name: 'RING', title: 'Incoming call', meaning: 'Repeated while it rings.', section: m3('5.2') }),
  urc({
    name: '+CRING',
    title: 'Incoming call',
    meaning: 'As RING, with the kind of call.',
    fields: [text('type', 'kind')],
    section: m3('5.2'),
  }),
  urc({
    name: '+CLIP',
    title: 'Number of the caller',
    meaning: 'After AT+CLIP=1.',
    fields: [NUMBER, integer('type', 'type of number'), text('more', 'further fields', { personal: true })],
    sentence: () => 'number of the caller',
    section: m3('5.2'),
  }),
  urc({
    name: 'VOICE CALL',
    title: 'Call',
    meaning: 'BEGIN when it is answered, END with its length as hhmmss.',
    fields: [
      text('state', 'state', {
        words: (raw) =>
          raw.replace(/^END: ?(\d{2})(\d{2})(\d{2})$/, 'ended after $1:$2:$3').replace(/^BEGIN$/, 'begun'),
      }),
    ],
    section: m3('5.2'),
  }),
  urc({
    name: 'MISSED_CALL',
    title: 'Missed call',
    meaning: 'With time and number.',
    fields: [text('call', 'time and number', { personal: true })],
    sentence: () => 'a missed call',
    section: m3('5.2'),
  }),
  urc({
    name: '+RXDTMF',
    title: 'Tone received',
    meaning: 'A key the other party pressed.',
    fields: [text('key', 'key')],
    section: m3('5.2'),
  }),
  urc({
    name: 'NO CARRIER',
    title: 'Connection ended',
    meaning: 'A call, a dial-up or a transparent connection has ended.',
    severity: 'warning',
    section: m3('2.2.10'),
  }),
  urc({ name: 'BUSY', title: 'Busy', meaning: 'The called number is busy.', section: m3('2.2') }),
  urc({ name: 'NO ANSWER', title: 'No answer', meaning: 'The call was not answered.', section: m3('2.2') }),
  urc({
    name: 'NO DIALTONE',
    title: 'No dial tone',
    meaning: 'No network to call with.',
    severity: 'warning',
    section: m3('2.2'),
  }),
];

const PLACE: readonly FieldSpec[] = [string('mem', 'storage'), integer('index', 'place')];

/** Messages (V3.00 9.2). */
export const MESSAGE_URCS: readonly UrcEntry[] = [
  urc({
    name: '+CMTI',
    title: 'New message',
    meaning: 'A message is stored; read it with AT+CMGR.',
    fields: PLACE,
    sentence: ([storage = '', index = '']) => `a message is stored in ${storage} at ${index}`,
    section: m3('9.2'),
  }),
  urc({
    name: '+CMT',
    title: 'Message',
    meaning: 'A message itself; its text follows on the next line.',
    fields: [NUMBER, text('more', 'name and time', { personal: true })],
    sentence: () => 'a message, its text follows',
    section: m3('9.2.9'),
  }),
  urc({
    name: '+CDS',
    title: 'Status report',
    meaning: 'Whether a message was delivered.',
    fields: [text('report', 'report', { personal: true })],
    sentence: () => 'a status report',
    section: m3('9.2.9'),
  }),
  urc({
    name: '+CDSI',
    title: 'Status report',
    meaning: 'A status report is stored; read it with AT+CMGR.',
    fields: PLACE,
    sentence: ([storage = '', index = '']) => `a status report is stored in ${storage} at ${index}`,
    section: m3('9.2'),
  }),
  urc({
    name: '+CBM',
    title: 'Cell broadcast',
    meaning: 'A message to all in the cell; its text follows on the next line.',
    fields: [text('header', 'header')],
    section: m3('9.2.9'),
  }),
];
