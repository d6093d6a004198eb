import { chirpStackGateway } from './chirpStackGateway.ts';
import { logHints } from './chirpStackLog.ts';
import { deviceValues, inSentence } from './deviceValues.ts';
import { countOf, factsOf, type GatewayMessage } from './gatewayMessage.ts';
import { radioFacts, radioHints, radioWords } from './loraRadio.ts';
import { asObject, type JsonObject, numberAt, objectAt, readJson, textAt } from './readJson.ts';

const DEVICE_TOPIC = /(?:^|\/)application\/([^/]+)\/device\/([0-9a-f]{16})\/(event|command)\/([a-z]+)$/i;
const GATEWAY_TOPIC = /^(?:(.+)\/)?gateway\/([0-9a-f]{16})\/(event|state|command)\/([a-z]+)$/i;

/** A message of ChirpStack v4 (or of its gateway bridge) in words; null when it is none. */
export function describeChirpStack(topic: string, payload: Uint8Array): GatewayMessage | null {
  const [, , devEui, way, kind] = DEVICE_TOPIC.exec(topic) ?? [];
  if (devEui !== undefined && kind !== undefined) {
    const message = asObject(readJson(payload));
    const info = objectAt(message ?? {}, 'deviceInfo');
    const device = textAt(info, 'deviceName') || devEui;
    if (message === null) return notJson(device);
    return way === 'command' ? describeDown(device, message) : describeEvent(kind, device, message);
  }
  const [, region = '', gatewayId, part, what] = GATEWAY_TOPIC.exec(topic) ?? [];
  if (gatewayId === undefined || part === undefined || what === undefined) return null;
  return chirpStackGateway(region, gatewayId, `${part}/${what}`, asObject(readJson(payload)));
}

const said = (
  subject: string,
  sentence: string,
  facts: GatewayMessage['facts'] = [],
  hints: readonly string[] = [],
): GatewayMessage => ({ gateway: 'ChirpStack', subject, sentence, facts, hints });

const notJson = (device: string): GatewayMessage =>
  said(
    device,
    `A message about ${device} that is not JSON.`,
    [],
    ['ChirpStack can write events as Protobuf too: set json=true in [integration.mqtt] to read them.'],
  );

function describeEvent(kind: string, device: string, event: JsonObject): GatewayMessage {
  switch (kind) {
    case 'up':
      return describeUplink(device, event);
    case 'join':
      return said(
        device,
        `${device} joined with the address ${textAt(event, 'devAddr') || 'not named'}.`,
        identity(event),
      );
    case 'ack':
      return event.acknowledged === true
        ? said(device, `${device} acknowledged the downlink.`, identity(event))
        : said(device, `${device} did not acknowledge the downlink.`, identity(event), [
            'A class A device answers after its next uplink only; look at its radio if this repeats.',
          ]);
    case 'txack':
      return said(device, `Gateway ${textAt(event, 'gatewayId')} sent the downlink to ${device}.`, [
        ...factsOf({ 'frame counter down': textAt(event, 'fCntDown') }),
        ...identity(event),
      ]);
    case 'status':
      return describeStatus(device, event);
    case 'log':
      return describeLog(device, event);
    case 'location': {
      const place = objectAt(event, 'location');
      const [latitude, longitude] = [numberAt(place, 'latitude') ?? 0, numberAt(place, 'longitude') ?? 0];
      return said(device, `${device} is at ${latitude}, ${longitude}.`, identity(event));
    }
    default:
      return said(device, `An event "${textAt(event, 'eventType') || kind}" about ${device}.`, identity(event));
  }
}

function describeUplink(device: string, event: JsonObject): GatewayMessage {
  const values = deviceValues(objectAt(event, 'object'));
  const bytes = base64Length(textAt(event, 'data'));
  // Protobuf's JSON leaves zeroes out.
  const counter = numberAt(event, 'fCnt') ?? 0;
  const port = numberAt(event, 'fPort') ?? 0;
  const content =
    values.length > 0
      ? inSentence(values)
      : bytes === 0
        ? 'no data of the application'
        : `${countOf(bytes, 'byte')}, not decoded`;
  const hints = [
    ...(bytes > 0 && values.length === 0
      ? ['The device profile has no codec for this: add one, or read the base64 in "data" yourself.']
      : []),
    ...radioHints(event),
  ];
  return said(
    device,
    `${device} sent uplink ${counter}${port === 0 ? '' : ` on port ${port}`}: ${content}${radioWords(event)}.`,
    [
      ...values,
      ...factsOf({
        'frame counter': counter,
        port: port === 0 ? 'none: MAC commands' : port,
        confirmed: event.confirmed === true ? 'yes: the server acknowledges it' : 'no',
        'adaptive data rate': event.adr === true ? 'on' : 'off',
        'data rate': numberAt(event, 'dr') ?? 0,
      }),
      ...radioFacts(event),
      ...identity(event),
    ],
    hints,
  );
}

function describeDown(device: string, order: JsonObject): GatewayMessage {
  const port = numberAt(order, 'fPort') ?? 0;
  const values = deviceValues(objectAt(order, 'object'));
  const content = values.length > 0 ? inSentence(values) : countOf(base64Length(textAt(order, 'data')), 'byte');
  const named = textAt(order, 'devEui');
  return said(
    device,
    `A downlink for ${device} on port ${port}: ${content}${order.confirmed === true ? ', to be acknowledged' : ''}.`,
    values,
    [
      ...(port === 0 ? ['fPort is missing or 0, which is for MAC commands: ChirpStack drops it. Give 1 to 223.'] : []),
      ...(named === '' ? ['devEui is missing in the payload: ChirpStack wants it there as in the topic.'] : []),
      'It waits in the queue until the device may listen: for class A, after its next uplink.',
    ],
  );
}

function describeStatus(device: string, event: JsonObject): GatewayMessage {
  const battery =
    event.externalPowerSource === true
      ? 'external power'
      : event.batteryLevelUnavailable === true
        ? 'battery not known'
        : `battery ${numberAt(event, 'batteryLevel') ?? 0} %`;
  const margin = numberAt(event, 'margin') ?? 0;
  return said(
    device,
    `${device}: ${battery}, heard the last status request with a margin of ${margin} dB.`,
    identity(event),
  );
}

function describeLog(device: string, event: JsonObject): GatewayMessage {
  const code = textAt(event, 'code');
  const description = textAt(event, 'description');
  const level = textAt(event, 'level') || 'INFO';
  return said(
    device,
    `ChirpStack says about ${device}, ${level} ${code}: ${description || 'nothing more'}.`,
    [...factsOf({ level, code }), ...identity(event)],
    logHints(code, description),
  );
}

function identity(event: JsonObject): GatewayMessage['facts'] {
  const info = objectAt(event, 'deviceInfo');
  return factsOf({
    DevEUI: textAt(info, 'devEui'),
    DevAddr: textAt(event, 'devAddr'),
    application: textAt(info, 'applicationName'),
    'device profile': textAt(info, 'deviceProfileName'),
  });
}

/** Bytes that base64 stands for. */
const base64Length = (text: string): number => Math.floor((text.replaceAll('=', '').length * 3) / 4);
