import { decodeUtf8 } from '../../base/utf8.ts';
import { deviceValues, inSentence } from './deviceValues.ts';
import { factsOf, type GatewayMessage } from './gatewayMessage.ts';
import { asObject, numberAt, readJson, shortValue } from './readJson.ts';
import { describeBridge, stateOf } from './zigbeeBridge.ts';

/** The base topic it is delivered with; users change it, and then only its payloads tell. */
const USUAL_BASE = 'zigbee2mqtt';
const BRIDGE_TOPIC =
  /^(?:state|info|devices|groups|definitions|extensions|event|logging|health|request\/.+|response\/.+)$/;

/** A message of Zigbee2MQTT in words; null when it is none. Friendly names may hold `/`. */
export function describeZigbee(topic: string, payload: Uint8Array): GatewayMessage | null {
  const slash = topic.indexOf('/');
  if (slash < 1) return null;
  const base = topic.slice(0, slash);
  const rest = topic.slice(slash + 1);
  const json = readJson(payload);
  if (rest.startsWith('bridge/') && BRIDGE_TOPIC.test(rest.slice(7)))
    return describeBridge(rest.slice(7), payload, json);
  if (base !== USUAL_BASE && numberAt(asObject(json) ?? {}, 'linkquality') === null) return null;
  return describeDevice(rest, payload, json);
}

function describeDevice(path: string, payload: Uint8Array, json: unknown): GatewayMessage {
  const [, asked, order = '', attribute = ''] = /^(.+)\/(set|get)(?:\/([^/]+))?$/.exec(path) ?? [];
  if (asked !== undefined) return describeOrder(asked, order, attribute, payload, json);
  const [, watched] = /^(.+)\/availability$/.exec(path) ?? [];
  if (watched !== undefined) return describeAvailability(watched, stateOf(payload, json));
  return describeState(path, payload, json);
}

function describeOrder(
  device: string,
  order: string,
  attribute: string,
  payload: Uint8Array,
  json: unknown,
): GatewayMessage {
  const object = asObject(json);
  const values = object === null ? [] : deviceValues(order === 'get' ? nullsToNames(object) : object);
  const plain = decodeUtf8(payload.subarray(0, 64)).trim();
  const asked = object === null ? '' : Object.keys(object).join(', ');
  const wanted = values.length > 0 ? inSentence(values) : attribute === '' ? plain : `${attribute} ${plain}`;
  const sentence =
    order === 'get'
      ? `${device} is asked for ${asked || attribute || 'its state'}.`
      : `${device} is told: ${wanted || 'nothing'}.`;
  const hints =
    order === 'set' && payload.length === 0
      ? ['The order is empty: send {"state":"ON"} or the plain value on set/<attribute>.']
      : [];
  return { gateway: 'Zigbee2MQTT', subject: device, sentence, facts: values, hints };
}

const nullsToNames = (object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.keys(object).map((name) => [name, 'asked for']));

function describeAvailability(device: string, state: string): GatewayMessage {
  const offline = state === 'offline';
  return {
    gateway: 'Zigbee2MQTT',
    subject: device,
    sentence: `${device} is ${state || 'of unknown availability'}.`,
    facts: factsOf({ availability: state }),
    hints: offline
      ? [
          'It has not been heard for longer than its availability time-out: check its power, its distance and the routers between.',
        ]
      : [],
  };
}

function describeState(device: string, payload: Uint8Array, json: unknown): GatewayMessage {
  const state = asObject(json);
  const gateway = 'Zigbee2MQTT';
  if (payload.length === 0) {
    const sentence = `The retained state of ${device} is cleared.`;
    return { gateway, subject: device, sentence, facts: [], hints: [] };
  }
  if (state === null) {
    const value = json === undefined ? decodeUtf8(payload.subarray(0, 80)) : shortValue(json);
    return { gateway, subject: device, sentence: `${device} reports ${value}.`, facts: [], hints: [] };
  }
  const quality = numberAt(state, 'linkquality');
  const values = deviceValues(state, ['linkquality']);
  const reported = values.length === 0 ? 'that it is there' : inSentence(values);
  return {
    gateway,
    subject: device,
    sentence: `${device} reports ${reported}${quality === null ? '' : `; link quality ${qualityWords(quality)}`}.`,
    facts: [...values, ...factsOf({ 'link quality': quality === null ? null : `${qualityWords(quality)} of 255` })],
    hints:
      quality !== null && quality < WEAK
        ? ['The last radio hop is weak. Move the device, or put a mains-powered router between it and the coordinator.']
        : [],
  };
}

/** The scale is the radio chip's own; these steps are what users of the common coordinators go by. */
const WEAK = 30;
const GOOD = 100;
const qualityWords = (quality: number): string =>
  `${quality} (${quality < WEAK ? 'weak' : quality < GOOD ? 'fair' : 'good'})`;
