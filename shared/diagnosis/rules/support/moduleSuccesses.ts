import type { AtFamily } from '../../../protocol/at/dictionary/entryTypes.ts';
import type { Capture, Layer, SerialEvent } from '../../types.ts';
import { actions, confirmed, endOf, hasSucceeded, linesNamed } from './select.ts';
import type { Success } from './successes.ts';

/** Wi-Fi and LoRa modules have no SIM, no operator and services of other names. */
export const hasSim = (family: AtFamily): boolean => family === 'sim7600' || family === 'a76xx';

/** Lines that prove a layer; the first field decides where one is given. */
const LINES: readonly { readonly name: string; readonly field?: string; readonly layer: Layer }[] = [
  { name: 'WIFI CONNECTED', layer: 'registration' },
  { name: 'WIFI GOT IP', layer: 'pdp' },
  { name: '+MQTTCONNECTED', layer: 'mqtt-connect' },
  { name: '+MQTTSUBRECV', layer: 'mqtt-session' },
  { name: '+EVT', field: 'JOINED', layer: 'registration' },
  { name: '+EVT', field: 'SEND_CONFIRMED_OK', layer: 'registration' },
];

/** Commands that prove a layer by their OK, and by their outcome. */
const BY_OK: ReadonlyMap<string, Layer> = new Map([
  ['+CWJAP', 'registration'],
  ['+MQTTCONN', 'mqtt-connect'],
  ['+MQTTPUB', 'mqtt-session'],
  ['+MQTTSUB', 'mqtt-session'],
]);
const BY_OUTCOME: ReadonlyMap<string, Layer> = new Map([
  ['+CIPSTART', 'tcp'],
  ['+CIPSEND', 'tcp'],
  ['+MQTTPUBRAW', 'mqtt-session'],
]);

/** What worked on a Wi-Fi or LoRa module. */
export function moduleSuccesses(capture: Capture): readonly Success[] {
  if (hasSim(capture.family)) return [];
  const lines = linesNamed(capture, ...LINES.map(({ name }) => name)).flatMap((event): readonly Success[] => {
    const layer = layerOf(event);
    return layer === undefined ? [] : [{ layer, t: event.t, seq: event.seq, text: event.text }];
  });
  const commands = actions(capture, ...BY_OK.keys(), ...BY_OUTCOME.keys()).flatMap((each): readonly Success[] => {
    const { name, outcome, finalSeq, commandSeq } = each;
    const layer = hasSucceeded(each) ? BY_OK.get(name ?? '') : undefined;
    const proven = layer ?? (confirmed(each) ? BY_OUTCOME.get(name ?? '') : undefined);
    const seq = outcome?.seq ?? finalSeq ?? commandSeq;
    return proven === undefined ? [] : [{ layer: proven, t: endOf(each), seq, text: `AT${name ?? ''}: done` }];
  });
  return [...lines, ...commands];
}

const layerOf = ({ name, fields }: SerialEvent): Layer | undefined =>
  LINES.find((line) => line.name === name && (line.field === undefined || line.field === fields[0]))?.layer;
