import { countOf, factsOf, type GatewayMessage } from './gatewayMessage.ts';
import { radioFacts, radioWords } from './loraRadio.ts';
import { type JsonObject, listAt, numberAt, textAt } from './readJson.ts';

const NO_REGION =
  'The topic has no region in front (eu868/gateway/…): ChirpStack v4 subscribes with one, so that it never sees this gateway. Set the topic prefix in the gateway bridge.';

/** Why a gateway did not send. */
const NOT_SENT: Readonly<Record<string, string>> = {
  TOO_LATE:
    'The downlink reached the gateway after its time: the way to the gateway is too slow for the receive window.',
  TOO_EARLY: 'The downlink was meant for later than the gateway can plan.',
  COLLISION_PACKET: 'The gateway sends another frame at that time.',
  COLLISION_BEACON: 'The gateway sends a beacon at that time.',
  TX_FREQ: 'The gateway cannot send on that frequency: compare the region of the gateway with that of the server.',
  TX_POWER: 'The gateway cannot send with that power.',
  GPS_UNLOCKED: 'The gateway has no GNSS time, which the order needs.',
  QUEUE_FULL: 'Too many downlinks wait in the gateway.',
  DUTY_CYCLE_OVERFLOW: 'The gateway has used up its duty cycle on that band.',
};

/** A message between a radio gateway and ChirpStack. `what`: `event/up`, `state/conn` …; `message`: null when it is no JSON. */
export function chirpStackGateway(
  region: string,
  gatewayId: string,
  what: string,
  message: JsonObject | null,
): GatewayMessage {
  const subject = `gateway ${gatewayId}`;
  const { sentence, facts = [], hints = [] } = describe(subject, what, message);
  return {
    gateway: 'ChirpStack',
    subject,
    sentence,
    facts: [...factsOf({ region: region || 'none' }), ...facts],
    hints: region === '' ? [NO_REGION, ...hints] : hints,
  };
}

type Description = Pick<GatewayMessage, 'sentence'> & Partial<Pick<GatewayMessage, 'facts' | 'hints'>>;

function describe(subject: string, what: string, message: JsonObject | null): Description {
  if (message === null) {
    return {
      sentence: `${what.replace('/', ' ')} of ${subject}, in Protobuf.`,
      hints: ['To read it here, set marshaler="json" in the gateway bridge; ChirpStack takes both.'],
    };
  }
  switch (what) {
    case 'event/up':
      return {
        sentence: `${subject} heard a frame${radioWords(message).replace('; heard by 1 gateway', '')}.`,
        facts: radioFacts(message),
      };
    case 'event/stats':
      return stats(subject, message);
    case 'event/ack':
      return acknowledged(subject, message);
    case 'state/conn': {
      const state = textAt(message, 'state');
      return { sentence: `${subject} is ${state === 'ONLINE' ? 'online' : 'offline'}.` };
    }
    case 'command/down':
      return {
        sentence: `${subject} is told to send a frame.`,
        facts: factsOf({ 'downlink id': textAt(message, 'downlinkId') }),
      };
    default:
      return { sentence: `${what.replace('/', ' ')} of ${subject}.` };
  }
}

function stats(subject: string, message: JsonObject): Description {
  const received = numberAt(message, 'rxPacketsReceived') ?? 0;
  const good = numberAt(message, 'rxPacketsReceivedOk') ?? 0;
  const sent = numberAt(message, 'txPacketsEmitted') ?? 0;
  return {
    sentence: `${subject} received ${countOf(received, 'frame')} (${good} good) and sent ${sent}.`,
    hints:
      received === 0
        ? ['Nothing was heard: check the antenna and that the devices use the channels of this region.']
        : [],
  };
}

function acknowledged(subject: string, message: JsonObject): Description {
  const states = listAt(message, 'items').map((item) => textAt(item, 'status'));
  if (states.includes('OK')) return { sentence: `${subject} sent the downlink.` };
  const why = states.filter((state) => state !== '' && state !== 'IGNORED');
  return {
    sentence: `${subject} did not send the downlink: ${why.join(', ') || 'no reason given'}.`,
    hints: why.flatMap((state) => NOT_SENT[state] ?? []),
  };
}
