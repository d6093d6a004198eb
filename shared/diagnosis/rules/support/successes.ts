import type { Transaction } from '../../../protocol/at/engine/transaction.ts';
import { type Capture, LAYERS, type Layer, type SerialEvent, type SocketPacket } from '../../types.ts';
import { moduleSuccesses } from './moduleSuccesses.ts';
import { isRegistered, registrationReports } from './registrationReports.ts';
import { confirmed, endOf, hasSucceeded, linesNamed, wholeNumber } from './select.ts';
import { endsAnswer } from './serialRow.ts';
import { serviceResults } from './serviceResults.ts';

/** Something that demonstrably worked. */
export interface Success {
  readonly layer: Layer;
  readonly t: number;
  readonly seq: number;
  /** What says so, in a few words. */
  readonly text: string;
}

const at = (event: SerialEvent, layer: Layer): Success => ({ layer, t: event.t, seq: event.seq, text: event.text });

/** CONNACK codes as the modem reports them (26 + return code): the broker was reached. */
const isConnack = (code: number): boolean => code >= 27 && code <= 31;

/** What a command that went well proves. */
function proves(transaction: Transaction): Layer {
  const { name, form, args } = transaction;
  if (form === 'read' || form === 'test') return 'at';
  const accepted = confirmed(transaction);
  switch (name) {
    case '+CIMI':
    case '+CICCID':
      return 'sim';
    case '+CGACT':
      return args[0] === '1' ? 'pdp' : 'at';
    case '+NETOPEN':
    case '+CMQTTSTART':
    case '+CCHSTART':
      return accepted ? 'socket' : 'at';
    case '+CIPOPEN':
      return accepted && args[1]?.toUpperCase() === 'TCP' ? 'tcp' : 'at';
    case '+CIPSEND':
    case '+HTTPACTION':
      return accepted ? 'tcp' : 'at';
    case '+CCHOPEN':
      return accepted ? (args[3] === '1' ? 'tcp' : 'tls') : 'at';
    case '+CMQTTCONNECT':
      return accepted ? 'mqtt-connect' : 'at';
    case '+CMQTTPUB':
    case '+CMQTTSUB':
    case '+CMQTTUNSUB':
      return accepted ? 'mqtt-session' : 'at';
    default:
      return 'at';
  }
}

function fromTransaction(transaction: Transaction): Success | null {
  const { outcome, finalSeq, commandSeq, command, name } = transaction;
  const seq = outcome?.seq ?? finalSeq ?? commandSeq;
  const t = endOf(transaction);
  if (hasSucceeded(transaction)) {
    const layer = proves(transaction);
    return { layer, t, seq, text: layer === 'at' ? `${command}: answered` : `${command}: done` };
  }
  // An HTTP status is an answer, whatever it says.
  if (name === '+HTTPACTION' && outcome !== null && outcome.code >= 100 && outcome.code < 600)
    return { layer: 'tcp', t, seq, text: `HTTP status ${outcome.code}` };
  if (name === '+CMQTTCONNECT' && outcome !== null) {
    if (isConnack(outcome.code)) return { layer: 'tls', t, seq, text: `the broker answered (${outcome.code})` };
    if (outcome.code === 32) return { layer: 'tcp', t, seq, text: 'a TCP connection opened' };
  }
  return null;
}

const NO_ADDRESS = /^(?:|0\.0\.0\.0|0+(?:\.0+)*|::)$/;

function fromLine(event: SerialEvent): Success | null {
  const { name, fields } = event;
  const [first = ''] = fields;
  switch (name) {
    case '+CPIN':
      return first === 'READY' ? at(event, 'sim') : null;
    case '+CSQ': {
      const rssi = wholeNumber(first);
      return rssi !== null && rssi > 0 && rssi !== 99 && rssi !== 199 ? at(event, 'radio') : null;
    }
    case '+CPSI':
      return fields[1] === 'Online' && first !== 'NO SERVICE' ? at(event, 'registration') : null;
    case '+CGPADDR': {
      const address = fields.at(-1) ?? '';
      return fields.length > 1 && !NO_ADDRESS.test(address) ? at(event, 'pdp') : null;
    }
    case '+IPADDR':
      return NO_ADDRESS.test(first) ? null : at(event, 'socket');
    case '+CMQTTRXSTART':
      return at(event, 'mqtt-session');
    default:
      return null;
  }
}

const LINE_NAMES = ['+CPIN', '+CSQ', '+CPSI', '+CGPADDR', '+IPADDR', '+CMQTTRXSTART'] as const;

/** What an answer of the broker in a socket proves. */
function fromPacket({ dir, packet, row: { t, seq } }: SocketPacket): Success | null {
  if (dir === 'tx') return null;
  const proven = (layer: Layer): Success => ({ layer, t, seq, text: `${packet.type} from the broker` });
  switch (packet.type) {
    case 'CONNACK':
      return proven(packet.result.ok ? 'mqtt-connect' : 'tcp');
    case 'PINGRESP':
      return proven('mqtt-connect');
    case 'SUBACK':
      return proven(packet.codes.some((code) => code.ok) ? 'mqtt-session' : 'mqtt-connect');
    case 'PUBLISH':
    case 'PUBACK':
    case 'PUBREC':
    case 'PUBCOMP':
    case 'UNSUBACK':
      return proven('mqtt-session');
    default:
      return null;
  }
}

const PROVEN_BY_RESULT: Readonly<Record<string, Layer>> = {
  '+NETOPEN': 'socket',
  '+CMQTTSTART': 'socket',
  '+CCHSTART': 'socket',
  '+CIPOPEN': 'tcp',
  '+CCHOPEN': 'tcp',
  '+CMQTTCONNECT': 'mqtt-connect',
  '+CMQTTPUB': 'mqtt-session',
  '+CMQTTSUB': 'mqtt-session',
  '+CMQTTUNSUB': 'mqtt-session',
};

/** Results of commands that the capture does not hold. `+NETOPEN: 0` with an OK behind it answers a query: closed. */
const unaskedResults = (capture: Capture): readonly Success[] =>
  capture.hasHost
    ? []
    : serviceResults(capture).flatMap(({ event, name, code, transaction }) => {
        const layer = PROVEN_BY_RESULT[name];
        if (transaction !== null || code !== 0 || layer === undefined) return [];
        return name === '+NETOPEN' && endsAnswer(capture, event) ? [] : [at(event, layer)];
      });

/** What worked in this capture, in order. */
export function successes(capture: Capture): readonly Success[] {
  const found: Success[] = [];
  for (const transaction of capture.transactions) {
    const success = fromTransaction(transaction);
    if (success !== null) found.push(success);
  }
  for (const event of linesNamed(capture, ...LINE_NAMES)) {
    const success = fromLine(event);
    if (success !== null) found.push(success);
  }
  for (const packet of capture.socketPackets) {
    const success = fromPacket(packet);
    if (success !== null) found.push(success);
  }
  found.push(...unaskedResults(capture), ...moduleSuccesses(capture));
  for (const { event, stat } of registrationReports(capture)) {
    if (isRegistered(stat)) found.push(at(event, 'registration'));
  }
  for (const event of capture.serial) {
    if (event.row.dir === 'rx' && TEXT.has(event.row.kind)) found.push(at(event, 'uart'));
  }
  return found.sort((a, b) => a.t - b.t || a.seq - b.seq);
}

/** Lines that only a modem on a sound serial line says. */
const TEXT: ReadonlySet<string> = new Set(['final', 'urc', 'late']);

const rankOf = (layer: Layer): number => LAYERS.indexOf(layer);

/** Something on that layer or above worked at or after that moment. For many questions, `progressOf` is faster. */
export const succeededAfter = (capture: Capture, layer: Layer, t: number): boolean =>
  successes(capture).some((success) => success.t >= t && rankOf(success.layer) >= rankOf(layer));

/** The highest layer that was seen working; `power` where nothing was. */
export function highestWorking(capture: Capture): Layer {
  let best: Layer = 'power';
  for (const { layer } of successes(capture)) if (rankOf(layer) > rankOf(best)) best = layer;
  return best;
}
