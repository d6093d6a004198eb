import { decodeUtf8 } from '../../base/utf8.ts';
import { countOf, factsOf, type GatewayFact, type GatewayMessage } from './gatewayMessage.ts';
import { asObject, type JsonObject, numberAt, objectAt, objectsOf, shortValue, textAt } from './readJson.ts';

const NO_PLACE = 'the bridge';

/** `path`: behind `<base>/bridge/`. */
export function describeBridge(path: string, payload: Uint8Array, json: unknown): GatewayMessage {
  const object = asObject(json) ?? {};
  const [kind = '', ...more] = path.split('/');
  switch (kind) {
    case 'state':
      return bridgeState(stateOf(payload, json));
    case 'info':
      return bridgeInfo(object);
    case 'devices':
      return bridgeDevices(objectsOf(json));
    case 'event':
      return bridgeEvent(object);
    case 'logging':
      return say(`The bridge logs, level ${textAt(object, 'level')}: ${textAt(object, 'message')}`);
    case 'health':
      return bridgeHealth(object);
    case 'request':
      return say(`The bridge is asked: ${more.join('/')} ${payload.length === 0 ? '' : shortValue(json ?? '')}`.trim());
    case 'response':
      return bridgeResponse(more.join('/'), object);
    default:
      return say(`The bridge lists its ${kind}: ${Array.isArray(json) ? json.length : 'none readable'}.`);
  }
}

const say = (
  sentence: string,
  facts: readonly GatewayFact[] = [],
  hints: readonly string[] = [],
  subject = NO_PLACE,
): GatewayMessage => ({ gateway: 'Zigbee2MQTT', subject, sentence, facts, hints });

/** `online` and `{"state":"online"}` alike. */
export const stateOf = (payload: Uint8Array, json: unknown): string =>
  textAt(asObject(json) ?? {}, 'state') || decodeUtf8(payload.subarray(0, 64)).trim();

function bridgeState(state: string): GatewayMessage {
  if (state !== 'offline') return say(`Zigbee2MQTT is ${state || 'in an unknown state'}.`);
  return say(
    'Zigbee2MQTT is offline: no Zigbee device is heard.',
    [],
    ['This is also its last will: it was stopped, crashed, or lost the broker. See its log, and the USB adapter.'],
  );
}

function bridgeInfo(info: JsonObject): GatewayMessage {
  const coordinator = objectAt(info, 'coordinator');
  const network = objectAt(info, 'network');
  const open = info.permit_join === true;
  const version = textAt(info, 'version');
  return say(
    `Zigbee2MQTT ${version} with a ${textAt(coordinator, 'type') || 'coordinator'} on channel ${textAt(network, 'channel') || '?'}; ${open ? 'new devices may join' : 'joining is closed'}.`,
    factsOf({
      version,
      coordinator: textAt(coordinator, 'type'),
      'coordinator address': textAt(coordinator, 'ieee_address'),
      channel: textAt(network, 'channel'),
      'PAN id': textAt(network, 'pan_id'),
      'permit join': open ? 'yes' : 'no',
    }),
    info.restart_required === true ? ['A changed setting takes effect only after a restart of Zigbee2MQTT.'] : [],
  );
}

function bridgeDevices(devices: readonly JsonObject[]): GatewayMessage {
  const ofType = (type: string): number => devices.filter((device) => device.type === type).length;
  const named = (test: (device: JsonObject) => boolean): string =>
    devices
      .filter((device) => device.type !== 'Coordinator' && test(device))
      .slice(0, 8)
      .map((device) => textAt(device, 'friendly_name'))
      .join(', ');
  const unsupported = named(({ supported }) => supported === false);
  const unfinished = named(({ interview_completed: done }) => done === false);
  const devicesHere = devices.length - ofType('Coordinator');
  return say(
    `The network has ${countOf(devicesHere, 'device')}: ${countOf(ofType('Router'), 'router')}, ${countOf(ofType('EndDevice'), 'end device')}.`,
    factsOf({ 'not supported': unsupported, 'interview not completed': unfinished }),
    unfinished === ''
      ? []
      : [
          'A device whose interview is not completed does not work yet: wake it next to the coordinator and interview it again.',
        ],
  );
}

const EVENTS: Readonly<Record<string, string>> = {
  device_joined: 'joined the network',
  device_announce: 'announced itself: it was switched on or came back',
  device_leave: 'left the network',
};

function bridgeEvent(event: JsonObject): GatewayMessage {
  const data = objectAt(event, 'data');
  const device = textAt(data, 'friendly_name') || textAt(data, 'ieee_address') || 'a device';
  const type = textAt(event, 'type');
  const status = textAt(data, 'status');
  const facts = factsOf({ device, address: textAt(data, 'ieee_address') });
  if (type !== 'device_interview') return say(`${device} ${EVENTS[type] ?? type}.`, facts, [], device);
  return say(
    `The interview of ${device} ${status === 'started' ? 'has started' : status === 'successful' ? 'succeeded' : status}.`,
    facts,
    status === 'failed' ? ['Keep the device awake (press its button) near the coordinator and pair it again.'] : [],
    device,
  );
}

function bridgeHealth(health: JsonObject): GatewayMessage {
  const mqtt = objectAt(health, 'mqtt');
  const queued = numberAt(mqtt, 'queued') ?? 0;
  return say(
    `Zigbee2MQTT is ${mqtt.connected === false ? 'not connected to' : 'connected to'} the broker; ${countOf(queued, 'message')} queued.`,
    factsOf({ published: numberAt(mqtt, 'published'), received: numberAt(mqtt, 'received') }),
    queued > 0 ? ['Messages wait to be published: the broker or the link to it is slow.'] : [],
  );
}

function bridgeResponse(what: string, response: JsonObject): GatewayMessage {
  const error = textAt(response, 'error');
  const failed = response.status === 'error';
  return say(
    failed ? `The request ${what} failed: ${error}.` : `The request ${what} was done.`,
    factsOf({ transaction: textAt(response, 'transaction') }),
  );
}
