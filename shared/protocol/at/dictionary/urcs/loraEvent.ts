import type { DecodedField, Severity } from '../entryTypes.ts';
import { withUnit } from '../fields.ts';

/** An event of a LoRaWAN module in words. */
interface LoraEvent {
  readonly words: string;
  readonly severity: Severity;
  /** What it carries, in words. */
  readonly details?: Readonly<Record<string, string>>;
}

const JOIN_ADVICE = 'no answer: keys, region, gateway out of reach';

/** Events without anything behind them; the spelling varies between firmwares. */
const PLAIN: Readonly<Record<string, LoraEvent>> = {
  JOINED: { words: 'joined to the network', severity: 'ok' },
  'JOIN FAILED': { words: `joining failed, ${JOIN_ADVICE}`, severity: 'error' },
  JOIN_FAILED_RX_TIMEOUT: { words: `joining failed, ${JOIN_ADVICE}`, severity: 'error' },
  JOIN_FAILED_TX_TIMEOUT: {
    words: 'joining failed, the request was not sent: radio or antenna switch',
    severity: 'error',
  },
  TX_DONE: { words: 'sent', severity: 'ok' },
  SEND_CONFIRMED_OK: { words: 'the network has confirmed the message', severity: 'ok' },
  'SEND CONFIRMED OK': { words: 'the network has confirmed the message', severity: 'ok' },
  SEND_CONFIRMED: { words: 'the network has confirmed the message', severity: 'ok' },
  'SEND CONFIRMED FAILED': { words: 'the network has not confirmed the message', severity: 'error' },
  TIMEREQ_OK: { words: 'the network has told the time', severity: 'ok' },
  TIMEREQ_FAILED: { words: 'the network has not told the time', severity: 'warning' },
  SWITCH_FAILED: { words: 'the class could not be changed', severity: 'warning' },
  'TXP2P DONE': { words: 'sent point to point', severity: 'ok' },
  'RXP2P RECEIVE TIMEOUT': { words: 'nothing received in time', severity: 'note' },
  'RXP2P RECEIVE ERROR': { words: 'a damaged packet was received', severity: 'warning' },
  BEACON_LOST: { words: 'the beacon of class B is lost', severity: 'warning' },
  BEACON_NOT_RECEIVED: { words: 'a beacon of class B was not received', severity: 'note' },
};

/** Events that carry something, by what they look like. */
const CARRYING: readonly (readonly [RegExp, (match: readonly string[]) => LoraEvent])[] = [
  // RX_1:-28:8:UNICAST:2:0000 (RUI3)
  [
    /^RX_([123BC]):(-?\d+):(-?\d+):(UNICAST|MULTICAST):(\d+):([0-9a-f]*)$/i,
    ([, slot = '', rssi = '', snr = '', cast = '', port = '', data = '']) =>
      received(slot, rssi, snr, { port, data, to: cast === 'MULTICAST' ? 'several' : 'this one' }),
  ],
  // RX_1, PORT 2, DR 5, RSSI -55, SNR 5 (STM32WL); RX_1, RSSI -52, SNR 9 (older firmwares)
  [
    /^RX_?([123BCP](?:_MC)?),(?: PORT (\d+),)?(?: DR (\d+),)? RSSI (-?\d+), SNR (-?\d+)/,
    ([, slot = '', port = '', , rssi = '', snr = '']) => received(slot, rssi, snr, port === '' ? {} : { port }),
  ],
  // 2:05:0102030405 (STM32WL: port, length, data) or 2:0102 (older firmwares)
  [
    /^(\d{1,3}):(?:[0-9a-f]{2}:)?([0-9a-f]*)$/i,
    ([, port = '', data = '']) => ({
      words: `${withUnit(data.length / 2, 'B')} received on port ${port}`,
      severity: 'ok',
      details: { port, data },
    }),
  ],
  [
    /^RXP2P:(-?\d+):(-?\d+):([0-9a-f]*)$/i,
    ([, rssi = '', snr = '', data = '']) => ({
      words: `${withUnit(data.length / 2, 'B')} received point to point, ${withUnit(rssi, 'dBm')}`,
      severity: 'ok',
      details: { rssi: withUnit(rssi, 'dBm'), snr: withUnit(snr, 'dB'), data },
    }),
  ],
  // LINKCHECK:<0 = ok>:<margin>:<gateways>:<rssi>:<snr>
  [
    /^LINKCHECK:(\d+):(\d+):(\d+):(-?\d+):(-?\d+)$/,
    ([, state = '', margin = '', gateways = '', rssi = '', snr = '']) =>
      state === '0'
        ? {
            words: `heard by ${gateways} gateway${gateways === '1' ? '' : 's'}, ${withUnit(margin, 'dB')} above the limit`,
            severity: 'ok',
            details: {
              margin: withUnit(margin, 'dB'),
              gateways,
              rssi: withUnit(rssi, 'dBm'),
              snr: withUnit(snr, 'dB'),
            },
          }
        : { words: 'the check of the link was not answered', severity: 'warning' },
  ],
  [
    /^SEND_CONFIRMED_FAILED\((\d+)\)$/,
    ([, code = '']) => ({
      words: `the network has not confirmed the message (${code})`,
      severity: 'error',
      details: { code },
    }),
  ],
  [
    /^JOIN_FAILED_(\d+)$/,
    ([, code = '']) => ({ words: `joining failed (${code})`, severity: 'error', details: { code } }),
  ],
  [
    /^SWITCH_TO_CLASS_([ABC])$/,
    ([, to = '']) => ({ words: `class ${to} now`, severity: 'note', details: { class: to } }),
  ],
];

function received(slot: string, rssi: string, snr: string, more: Readonly<Record<string, string>>): LoraEvent {
  const { port, data } = more;
  const size = data === undefined ? 'a message' : withUnit(data.length / 2, 'B');
  return {
    words: `${size} received${port === undefined ? '' : ` on port ${port}`}, ${withUnit(rssi, 'dBm')}`,
    severity: 'ok',
    details: { window: slot, rssi: withUnit(rssi, 'dBm'), snr: withUnit(snr, 'dB'), ...more },
  };
}

function readLoraEvent(raw: string): LoraEvent {
  if (Object.hasOwn(PLAIN, raw)) return PLAIN[raw] ?? { words: raw, severity: 'note' };
  for (const [shape, read] of CARRYING) {
    const match = shape.exec(raw);
    if (match !== null) return read(match);
  }
  return { words: raw === '' ? 'event' : `event ${raw}`, severity: 'note' };
}

/** Commas belong to an event. */
const rawOf = (fields: readonly string[]): string => fields.join(', ');

export const loraSentence = (fields: readonly string[]): string => readLoraEvent(rawOf(fields)).words;

export function decodeLoraEvent(fields: readonly string[]): readonly DecodedField[] {
  const raw = rawOf(fields);
  const { words, severity, details = {} } = readLoraEvent(raw);
  return [
    { name: 'event', raw, text: words, severity },
    ...Object.entries(details).map(([name, text]): DecodedField => ({ name, raw: text, text })),
  ];
}
