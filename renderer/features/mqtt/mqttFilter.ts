import type { RowFilter } from '#shared/contract/log.ts';

/** Control packet types as the filter menu groups them; numbers as in the fixed header (MQTT 3.1.1, 2.2.1). */
export const PACKET_GROUPS = [
  { id: 'connect', label: 'CONNECT, CONNACK, AUTH', types: [1, 2, 15] },
  { id: 'publish', label: 'PUBLISH', types: [3] },
  { id: 'ack', label: 'PUBACK, PUBREC, PUBREL, PUBCOMP', types: [4, 5, 6, 7] },
  { id: 'subscribe', label: 'SUBSCRIBE, SUBACK, UNSUBSCRIBE, UNSUBACK', types: [8, 9, 10, 11] },
  { id: 'ping', label: 'PINGREQ, PINGRESP', types: [12, 13] },
  { id: 'disconnect', label: 'DISCONNECT', types: [14] },
] as const;
export type PacketGroup = (typeof PACKET_GROUPS)[number]['id'];

/** What the user chose to see in the MQTT pane. */
export interface MqttFilter {
  readonly text: string;
  /** An MQTT topic filter; '' = any. */
  readonly topic: string;
  readonly dir: 'tx' | 'rx' | null;
  readonly hidden: readonly PacketGroup[];
  /** A client id; null = all. A client keeps its id over its connections, so all of them are meant. */
  readonly client: string | null;
  /** Hides the packets of the bench's own console. */
  readonly devicesOnly: boolean;
}

export const NO_MQTT_FILTER: MqttFilter = {
  text: '',
  topic: '',
  dir: null,
  hidden: [],
  client: null,
  devicesOnly: false,
};

/** The most links one filter can name; the newest are kept. */
const MAX_LINKS = 64;
/** No row has it: what a filter on a client without connections asks for. */
const NO_LINK = 4_294_967_295;

/** The filter as the bench understands it. `links`: the connections of the chosen client. */
export function mqttRowFilter(filter: MqttFilter, links: readonly number[]): RowFilter {
  const text = filter.text.trim();
  const topic = filter.topic.trim();
  const types = PACKET_GROUPS.filter((group) => !filter.hidden.includes(group.id)).flatMap((group) => [...group.types]);
  return {
    lanes: ['mqtt'],
    notes: true,
    ...(filter.client === null ? {} : { links: links.length === 0 ? [NO_LINK] : links.slice(-MAX_LINKS) }),
    ...(filter.devicesOnly ? { roles: ['device' as const, 'uart' as const] } : {}),
    ...(filter.dir === null ? {} : { dirs: [filter.dir] }),
    ...(filter.hidden.length === 0 ? {} : { packetTypes: types }),
    ...(topic === '' ? {} : { topic }),
    ...(text === '' ? {} : { text }),
  };
}

/** How many parts of the filter hide something, the search text aside. */
export const mqttFilterCount = (filter: MqttFilter): number =>
  Number(filter.topic.trim() !== '') +
  Number(filter.dir !== null) +
  Number(filter.hidden.length > 0) +
  Number(filter.client !== null) +
  Number(filter.devicesOnly);
