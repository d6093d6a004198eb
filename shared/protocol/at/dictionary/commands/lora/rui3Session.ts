import { read, write } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec } from '../../entryTypes.ts';
import { choice, text } from '../../fields.ts';
import { BYTES, parts, SWITCH } from './loraFields.ts';
import { rui, ruiValue } from './rui3Entry.ts';

const JOINED = choice(
  'status',
  'network',
  { 0: 'not joined', 1: 'joined' },
  { judge: (raw) => (raw === '1' ? 'ok' : 'warning') },
);

const joinWords = (raw: string): string => {
  const [join = '', auto = '', interval = '8', attempts = '0'] = parts(raw.replaceAll(',', ':'));
  if (!/^[01]$/.test(join)) return raw;
  if (join === '0') return 'stop joining';
  return `join now${auto === '1' ? ' and after each start' : ''}, every ${interval} s, ${attempts === '0' ? 'no' : attempts} further attempts`;
};

const JOIN = text('join', 'join:auto:interval:attempts', {
  words: joinWords,
  judge: (raw) =>
    /^[01](:[01](:(?:[7-9]|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])(:\d{1,3})?)?)?$/.test(raw) ? undefined : 'warning',
});

const sendWords = (raw: string): string => {
  const [port = '', ...rest] = parts(raw);
  const hex = rest.at(-1) ?? '';
  return `${hex.length / 2} B to port ${port}`;
};

const PAYLOAD = (form: string, shape: RegExp): FieldSpec =>
  text('payload', form, { words: sendWords, judge: (raw) => (shape.test(raw) ? undefined : 'warning') });

const RECEIVED = text('received', 'port:data', {
  words: (raw) => {
    const [port = '', data = ''] = parts(raw);
    return port === '0' && data === '' ? 'nothing' : `${data.length / 2} B on port ${port}: ${data}`;
  },
});

/** Keys, joining, sending and receiving. */
export const RUI3_SESSION: readonly CommandEntry[] = [
  ruiValue(
    '+NJM',
    'Way of joining',
    'OTAA joins with keys, ABP has its session stored.',
    choice('mode', 'mode', { 0: 'ABP', 1: 'OTAA' }),
  ),
  ruiValue(
    '+DEVEUI',
    'Device EUI',
    'As registered at the network server.',
    BYTES('deveui', 'device EUI', 8, { personal: true }),
  ),
  ruiValue('+APPEUI', 'Join EUI', 'As registered at the network server.', BYTES('appeui', 'join EUI', 8)),
  ruiValue(
    '+APPKEY',
    'Application key',
    'As registered at the network server; a wrong one ends in no answer to joining.',
    BYTES('appkey', 'application key', 16, { secret: true }),
  ),
  ruiValue(
    '+NWKSKEY',
    'Network session key',
    'For ABP.',
    BYTES('nwkskey', 'network session key', 16, { secret: true }),
  ),
  ruiValue(
    '+APPSKEY',
    'Application session key',
    'For ABP.',
    BYTES('appskey', 'application session key', 16, { secret: true }),
  ),
  ruiValue('+DEVADDR', 'Device address', 'For ABP.', BYTES('devaddr', 'device address', 4)),
  ruiValue(
    '+CFM',
    'Confirmed messages',
    'Whether the network confirms each message; +EVT:SEND_CONFIRMED_OK tells.',
    SWITCH('cfm', 'confirmation'),
  ),
  ruiValue(
    '+CFS',
    'Last confirmation',
    'Whether the last message was confirmed.',
    choice('status', 'last message', { 0: 'not confirmed', 1: 'confirmed' }),
    { readOnly: true },
  ),
  ruiValue('+NJS', 'Joined or not', '1 after +EVT:JOINED.', JOINED, {
    readOnly: true,
    sentence: ([status = '']) => (status === '1' ? 'joined to a network' : 'not joined to a network'),
  }),
  ruiValue(
    '+JOIN',
    'Join a network',
    'OK only means accepted: wait for +EVT:JOINED. Before it AT+SEND answers AT_NO_NETWORK_JOINED.',
    JOIN,
  ),
  rui({
    name: '+SEND',
    title: 'Send',
    meaning:
      'OK only means accepted: +EVT:TX_DONE tells when it was sent, +EVT:SEND_CONFIRMED_OK that it was confirmed.',
    forms: [
      read('AT+SEND?'),
      write('AT+SEND=<port>:<hex>', [PAYLOAD('port:hexadecimal data', /^\d{1,3}:([0-9a-f]{2})+$/i)]),
    ],
  }),
  rui({
    name: '+LPSEND',
    title: 'Send a long message',
    meaning: 'Up to 1024 bytes, in several packets.',
    forms: [
      read('AT+LPSEND?'),
      write('AT+LPSEND=<port>:<ack>:<hex>', [
        PAYLOAD('port:confirm:hexadecimal data', /^\d{1,3}:[01]:([0-9a-f]{2})+$/i),
      ]),
    ],
  }),
  ruiValue('+RECV', 'Last received data', 'Port and data, once.', RECEIVED, { readOnly: true }),
  ruiValue(
    '+LINKCHECK',
    'Check of the link',
    'The next message asks how well it is heard: +EVT:LINKCHECK.',
    choice('linkcheck', 'check', { 0: 'off', 1: 'once', 2: 'with each message' }),
  ),
  ruiValue(
    '+TIMEREQ',
    'Time of the network',
    'The next message asks for the time: +EVT:TIMEREQ_OK.',
    SWITCH('timereq', 'time'),
  ),
];
