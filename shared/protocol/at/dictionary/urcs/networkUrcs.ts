import { CPSI_LINE } from '../commands/cpsi.ts';
import { CSQ_LINE } from '../commands/csq.ts';
import { CNSMOD_REPORT } from '../commands/radio.ts';
import { registrationLine } from '../commands/registration.ts';
import { SIM_STATE } from '../commands/sim.ts';
import { clockWords, quarterWords } from '../commands/time/clock.ts';
import { m3 } from '../entryBuilders.ts';
import type { UrcEntry } from '../entryTypes.ts';
import { choice, integer, readField, text } from '../fields.ts';
import { urc } from './urc.ts';

const ZONE = text('tz', 'zone in quarters of an hour', { words: quarterWords });
const DST = choice('dst', 'daylight saving', { 0: 'none', 1: 'one hour', 2: 'two hours' });
const WHEN = text('time', 'date and time', { words: clockWords });

/** SIM, registration, signal, time (V3.00 3.2, 4.2, 8.2). */
export const NETWORK_URCS: readonly UrcEntry[] = [
  urc({
    name: '+CPIN',
    title: 'SIM',
    meaning:
      'The state of the SIM has changed. NOT INSERTED and SIM REMOVED: card, socket or its contacts. READY soon after an error means that it was asked too early.',
    fields: [SIM_STATE],
    sentence: ([state = '']) => `SIM ${readField(SIM_STATE, state).text}`,
    section: m3('3.2.2'),
  }),
  urc({
    name: '+SIMCARD',
    title: 'SIM card',
    meaning: 'NOT AVAILABLE: the SIM is switched off or lost; also after AT+CFUN=0.',
    fields: [text('state', 'state', { judge: (raw) => (/NOT/i.test(raw) ? 'error' : 'ok') })],
    severity: 'warning',
    section: 'A76XX V1.09 27',
  }),
  urc({
    name: '+CREG',
    title: 'Registration for calls',
    meaning: 'The registration has changed. Judge data by +CEREG or +CGREG: this one may stay at 0 while data works.',
    line: registrationLine('+CREG'),
    section: m3('4.2.1'),
  }),
  urc({
    name: '+CGREG',
    title: 'Registration for data, 2G and 3G',
    meaning: 'The registration has changed.',
    line: registrationLine('+CGREG'),
    section: m3('8.2.1'),
  }),
  urc({
    name: '+CEREG',
    title: 'Registration for data, LTE',
    meaning: 'The registration has changed.',
    line: registrationLine('+CEREG'),
    section: m3('4.2.16'),
  }),
  urc({
    name: '+CSQ',
    title: 'Signal quality',
    meaning: 'Reported after AT+AUTOCSQ; may stand in place of the answer to AT+CSQ.',
    line: CSQ_LINE,
    section: m3('3.2.9'),
  }),
  urc({
    name: '+CNSMOD',
    title: 'Technology in use',
    meaning: 'Reported after AT+CNSMOD=1 when it changes.',
    line: CNSMOD_REPORT,
    section: m3('4.2.15'),
  }),
  urc({
    name: '+CPSI',
    title: 'Serving cell',
    meaning: 'Reported periodically after AT+CPSI=<seconds>.',
    line: CPSI_LINE,
    section: m3('4.2.14'),
  }),
  urc({
    name: '+CTZV',
    title: 'Time zone',
    meaning: 'The network has told the zone, after AT+CTZR=1.',
    fields: [ZONE, text('time', 'date and time', { words: clockWords })],
    sentence: ([zone = '']) => `zone ${quarterWords(zone)}`,
    section: m3('4.2.18'),
  }),
  urc({
    name: '+CTZE',
    title: 'Time zone and daylight saving',
    meaning: 'The network has told zone and time.',
    fields: [ZONE, DST, WHEN],
    sentence: ([zone = '']) => `zone ${quarterWords(zone)}`,
    section: '3GPP TS 27.007 8.41',
  }),
  urc({
    name: '+NITZ',
    title: 'Time from the network',
    meaning: 'The network has told date, time and zone.',
    fields: [text('time', 'time')],
    section: 'ModemManager, SIMCom plugin',
  }),
  urc({
    name: 'DST',
    title: 'Daylight saving',
    meaning: 'Time report of SIM7000 and SIM800; drivers take it for the answer of the command they wait for.',
    fields: [integer('dst', 'hours')],
    section: 'SIM7000 time reports',
  }),
  urc({
    name: '*PSUTTZ',
    title: 'Time from the network',
    meaning: 'Time report of SIM7000 and SIM800; drivers take it for the answer of the command they wait for.',
    fields: [text('time', 'time')],
    section: 'SIM7000 time reports',
  }),
  urc({
    name: '+CUSD',
    title: 'Answer to a code (USSD)',
    meaning: 'Text of the operator, for example the balance of a prepaid SIM.',
    fields: [
      choice('m', 'dialogue', {
        0: 'ended',
        1: 'waits for an answer',
        2: 'ended by the network',
        4: 'not supported',
        5: 'timeout',
      }),
      text('str', 'text'),
    ],
    section: m3('4.2.6'),
  }),
  urc({
    name: '+STIN',
    title: 'SIM application',
    meaning: 'A program on the SIM wants something; usually without importance.',
    fields: [integer('cmd_id', 'what')],
    section: m3('7.2'),
  }),
];
