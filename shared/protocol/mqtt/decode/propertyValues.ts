import { addListed } from './listed.ts';

/** The 5.0 properties a summary names. Absent ones are null. */
export interface PacketProperties {
  /** 1: the payload is UTF-8. */
  readonly payloadFormat: number | null;
  /** Seconds. */
  readonly messageExpiry: number | null;
  /** Seconds; 4294967295 = never. */
  readonly sessionExpiry: number | null;
  /** Seconds. */
  readonly serverKeepAlive: number | null;
  readonly receiveMaximum: number | null;
  readonly maximumPacketSize: number | null;
  readonly topicAliasMaximum: number | null;
  readonly topicAlias: number | null;
  readonly contentType: string | null;
  readonly responseTopic: string | null;
  readonly assignedClientId: string | null;
  readonly reasonString: string | null;
  readonly serverReference: string | null;
  readonly authenticationMethod: string | null;
  readonly hasSubscriptionId: boolean;
  readonly userProperties: readonly { readonly key: string; readonly value: string }[];
}

/** A packet without properties, or of a version that has none. */
export const NO_PROPERTIES: PacketProperties = {
  payloadFormat: null,
  messageExpiry: null,
  sessionExpiry: null,
  serverKeepAlive: null,
  receiveMaximum: null,
  maximumPacketSize: null,
  topicAliasMaximum: null,
  topicAlias: null,
  contentType: null,
  responseTopic: null,
  assignedClientId: null,
  reasonString: null,
  serverReference: null,
  authenticationMethod: null,
  hasSubscriptionId: false,
  userProperties: [],
};

/** Collects the values of one property section by identifier; of a repeated one the last counts. */
export interface PropertyValues {
  has(id: number): boolean;
  number(id: number, value: number): void;
  text(id: number, value: string): void;
  /** Its bytes stay in the packet. */
  data(id: number): void;
  pair(pair: { readonly key: string; readonly value: string }): void;
  named(): PacketProperties;
}

export function createPropertyValues(): PropertyValues {
  const seen = new Set<number>();
  const numbers = new Map<number, number>();
  const texts = new Map<number, string>();
  const userProperties: { readonly key: string; readonly value: string }[] = [];
  const number = (id: number): number | null => numbers.get(id) ?? null;
  const text = (id: number): string | null => texts.get(id) ?? null;
  return {
    has: (id) => seen.has(id),
    number(id, value) {
      seen.add(id);
      numbers.set(id, value);
    },
    text(id, value) {
      seen.add(id);
      texts.set(id, value);
    },
    data: (id) => void seen.add(id),
    pair: (pair) => addListed(userProperties, pair),
    named() {
      if (seen.size === 0 && userProperties.length === 0) return NO_PROPERTIES;
      return {
        payloadFormat: number(0x01),
        messageExpiry: number(0x02),
        sessionExpiry: number(0x11),
        serverKeepAlive: number(0x13),
        receiveMaximum: number(0x21),
        maximumPacketSize: number(0x27),
        topicAliasMaximum: number(0x22),
        topicAlias: number(0x23),
        contentType: text(0x03),
        responseTopic: text(0x08),
        assignedClientId: text(0x12),
        reasonString: text(0x1f),
        serverReference: text(0x1c),
        authenticationMethod: text(0x15),
        hasSubscriptionId: seen.has(0x0b),
        userProperties,
      };
    },
  };
}
