import { m3 } from '../entryBuilders.ts';
import type { Severity, UrcEntry } from '../entryTypes.ts';
import { text } from '../fields.ts';
import { urc } from './urc.ts';

/** How an event begins, what it means, how bad it is. The longest beginning goes first. */
const EVENTS: readonly (readonly [begins: string, words: string, severity: Severity])[] = [
  ['EPS PDN ACT', 'the LTE data connection is up', 'ok'],
  ['ME PDN ACT', 'a data connection is up', 'ok'],
  ['NW PDN ACT', 'the network has set up a data connection', 'ok'],
  ['NW PDN DEACT', 'the network has closed the data connection: sockets and MQTT are lost', 'error'],
  ['ME PDN DEACT', 'the data connection was closed by the modem', 'warning'],
  ['NW DEACT', 'the network has closed the data connection: sockets and MQTT are lost', 'error'],
  ['ME DEACT', 'the data connection was closed by the modem', 'warning'],
  ['NW DETACH', 'the network has thrown the modem out of the packet domain: all data connections are lost', 'error'],
  ['ME DETACH', 'the modem has left the packet domain', 'warning'],
  ['NW REACT', 'the network has set up the data connection again', 'note'],
  ['NW CLASS', 'the network has changed the class of the modem', 'note'],
  ['ME CLASS', 'the class of the modem has changed', 'note'],
  ['NW MODIFY', 'the network has changed the data connection', 'note'],
  ['ME MODIFY', 'the modem has changed the data connection', 'note'],
  ['REJECT', 'a data connection was refused', 'error'],
];

const eventOf = (raw: string): (typeof EVENTS)[number] | undefined =>
  EVENTS.find(([begins]) => raw.toUpperCase().startsWith(begins));

const EVENT = text('event', 'event', {
  words: (raw) => {
    const found = eventOf(raw);
    return found === undefined ? raw : `${raw}: ${found[1]}`;
  },
  judge: (raw) => eventOf(raw)?.[2],
});

/** `+CGEV: NW DEACT "IP","10.4.2.9",1` (V3.00 8.2.14, 3GPP TS 27.007 10.1.19). */
export const CGEV_URC: UrcEntry = urc({
  name: '+CGEV',
  title: 'Packet-domain event',
  meaning: 'Reported after AT+CGEREP=2,1. NW DEACT and NW DETACH: the network has ended the data connection.',
  fields: [EVENT],
  sentence: (fields) => eventOf(fields.join(','))?.[1] ?? `packet-domain event ${fields.join(',')}`,
  section: m3('8.2.14'),
});
