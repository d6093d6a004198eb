import { answer, command, execute, m3, read, test, write } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec, LineSpec } from '../../entryTypes.ts';
import { errorField } from '../../errors/errorField.ts';
import { choice, integer, optional, readFields, string, text, word } from '../../fields.ts';
import { AFTER_OK, outcome, serviceOutcome } from '../../outcomes.ts';
import { clockWords, quarterWords, readClock } from './clock.ts';

const CLOCK: FieldSpec = text('time', 'date, time and zone', {
  words: clockWords,
  judge: (raw) => {
    const clock = readClock(raw);
    return clock === null || clock.unset ? 'warning' : 'ok';
  },
});

const CCLK_LINE: LineSpec = answer('+CCLK', [CLOCK], {
  sentence: (fields) => {
    const clock = readClock(fields.join(','));
    if (clock === null) return 'clock not readable';
    return clock.unset
      ? 'the clock was never set: certificates seem not yet valid'
      : `clock ${clockWords(fields.join(','))}`;
  },
});

const TYPED_CLOCK = string('time', 'yy/MM/dd,hh:mm:ss±zz, zz in quarters of an hour', {
  judge: (raw) => (readClock(raw) === null ? 'warning' : undefined),
  words: clockWords,
});

const AUTO_UPDATE = choice('onoff', 'clock and zone by the network', { 0: 'off', 1: 'on' });
const AUTO_REPORT = choice('onoff', '+CTZV: when the zone changes', { 0: 'off', 1: 'on' });

const ZONE = integer('timezone', 'zone in quarters of an hour', { range: [[-96, 96]], words: quarterWords });
const NTP_HOST = string('host', 'time server', { length: [1, 255] });
const NTP_ERR = errorField('ntp');
const synchronized = serviceOutcome('time over NTP', 'clock set', 'ntp');

/** How it went, or with more fields the settings. */
const CNTP_LINE: LineSpec = answer('+CNTP', [NTP_ERR], {
  decode: (fields) => readFields(fields.length > 1 ? [NTP_HOST, ZONE] : [NTP_ERR], fields),
  sentence: (fields, context) => {
    const [host = '', zone = ''] = fields;
    return fields.length > 1 ? `time server ${host}, ${quarterWords(zone)}` : synchronized(fields, context);
  },
});

const PORT = integer('port', 'port', { range: [[1, 65_535]] });
const VERSION = choice('http_version', 'protocol', { 0: 'HTTP 1.0', 1: 'HTTP 1.1' });
const HTP_ERR = errorField('htp');

/** The clock and how it is set (V3.00 3.2, 4.2, 15.2). */
export const TIME_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+CCLK',
    group: 'time',
    title: 'Clock',
    meaning:
      'Local time, with the zone in quarters of an hour. Before the network or a time server has set it, it runs from 1970 or 1980 and TLS fails when dates are checked.',
    forms: [test('AT+CCLK=?'), read('AT+CCLK?'), write('AT+CCLK=<time>', [TYPED_CLOCK])],
    answers: [CCLK_LINE],
    section: m3('3.2'),
  }),
  command({
    name: '+CTZU',
    group: 'time',
    title: 'Clock by the network',
    meaning: 'Whether the network sets clock and zone. Kept over a reset; the factory value differs between firmwares.',
    forms: [test('AT+CTZU=?'), read('AT+CTZU?'), write('AT+CTZU=<onoff>', [AUTO_UPDATE])],
    answers: [answer('+CTZU', [AUTO_UPDATE])],
    section: m3('4.2.17'),
  }),
  command({
    name: '+CTZR',
    group: 'time',
    title: 'Reports of the time zone',
    meaning: 'Whether changes of the zone are reported as +CTZV:.',
    forms: [test('AT+CTZR=?'), read('AT+CTZR?'), write('AT+CTZR=<onoff>', [AUTO_REPORT]), execute('AT+CTZR')],
    answers: [answer('+CTZR', [AUTO_REPORT])],
    section: m3('4.2.18'),
  }),
  command({
    name: '+CNTP',
    group: 'time',
    title: 'Clock by a time server',
    meaning:
      'Set the server, then AT+CNTP alone asks it. OK only means accepted: the result is +CNTP: 0. Needs a data connection and UDP port 123.',
    forms: [
      test('AT+CNTP=?'),
      read('AT+CNTP?'),
      write('AT+CNTP=<host>[,<timezone>]', [NTP_HOST, optional(ZONE)]),
      execute('AT+CNTP'),
    ],
    answers: [CNTP_LINE],
    outcome: outcome('+CNTP', 'ntp', AFTER_OK),
    errors: 'ntp',
    section: m3('15'),
  }),
  command({
    name: '+CHTPSERV',
    group: 'time',
    title: 'Web servers to take the time from',
    meaning: 'Adds or removes a server whose Date header sets the clock.',
    forms: [
      test('AT+CHTPSERV=?'),
      read('AT+CHTPSERV?'),
      write('AT+CHTPSERV="ADD",<host>,<port>,<http_version>[,<proxy>,<proxy_port>]', [
        word('cmd', 'what', { ADD: 'add' }),
        string('host', 'server'),
        PORT,
        VERSION,
        optional(string('proxy', 'proxy')),
        optional({ ...PORT, name: 'proxy_port' }),
      ]),
      write('AT+CHTPSERV="DEL",<index>', [word('cmd', 'what', { DEL: 'remove' }), integer('index', 'entry')]),
    ],
    answers: [answer('+CHTPSERV', [integer('index', 'entry'), string('host', 'server'), PORT, VERSION])],
    errors: 'htp',
    section: m3('15'),
  }),
  command({
    name: '+CHTPUPDATE',
    group: 'time',
    title: 'Clock by a web server',
    meaning: 'OK only means accepted: the result is +CHTPUPDATE: 0.',
    forms: [test('AT+CHTPUPDATE=?'), read('AT+CHTPUPDATE?'), execute('AT+CHTPUPDATE')],
    answers: [
      answer('+CHTPUPDATE', [HTP_ERR], {
        forms: ['execute'],
        sentence: serviceOutcome('time over HTTP', 'clock set', 'htp'),
      }),
      answer('+CHTPUPDATE', [text('status', 'status')], { forms: ['read'] }),
    ],
    outcome: outcome('+CHTPUPDATE', 'htp', AFTER_OK),
    errors: 'htp',
    section: m3('15'),
  }),
];
