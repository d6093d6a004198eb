import type { Packet } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { decodePacket } from './decodePacket.ts';
import { type DecodedPacket, eachNode, type FieldNode } from './fieldNode.ts';
import { createDraw, type Level, randomPacket } from './randomPackets.testkit.ts';

// What mqtt-packet writes must come out of the tree again, value by value.

const PROPERTY_NAMES: Readonly<Record<string, string>> = {
  payloadFormatIndicator: 'Payload format indicator',
  messageExpiryInterval: 'Message expiry interval',
  contentType: 'Content type',
  responseTopic: 'Response topic',
  correlationData: 'Correlation data',
  subscriptionIdentifier: 'Subscription identifier',
  sessionExpiryInterval: 'Session expiry interval',
  assignedClientIdentifier: 'Assigned client identifier',
  serverKeepAlive: 'Server keep alive',
  authenticationMethod: 'Authentication method',
  authenticationData: 'Authentication data',
  requestProblemInformation: 'Request problem information',
  willDelayInterval: 'Will delay interval',
  requestResponseInformation: 'Request response information',
  responseInformation: 'Response information',
  serverReference: 'Server reference',
  reasonString: 'Reason string',
  receiveMaximum: 'Receive maximum',
  topicAliasMaximum: 'Topic alias maximum',
  topicAlias: 'Topic alias',
  retainAvailable: 'Retain available',
  userProperties: 'User property',
  maximumPacketSize: 'Maximum packet size',
  wildcardSubscriptionAvailable: 'Wildcard subscription available',
  subscriptionIdentifiersAvailable: 'Subscription identifiers available',
  sharedSubscriptionAvailable: 'Shared subscription available',
};

/** `name = value` for every value, bytes as hex, in an order of its own. */
type Facts = string[];
const fact = (name: string, value: unknown): string => `${name} = ${String(value)}`;
const bytesText = (data: string | Buffer): string => Buffer.from(data).toString('hex');

function propertyFacts(properties: object | undefined): Facts {
  return Object.entries(properties ?? {}).flatMap(([key, value]): Facts => {
    const name = PROPERTY_NAMES[key] ?? key;
    if (key === 'userProperties') {
      return Object.entries(value as Record<string, string | string[]>).flatMap(([pairName, values]) =>
        [values].flat().map((each) => fact(name, `${pairName}: ${each}`)),
      );
    }
    return [value].flat().map((each) => {
      if (typeof each === 'boolean') return fact(name, Number(each));
      return fact(name, Buffer.isBuffer(each) ? bytesText(each) : each);
    });
  });
}

/** What the content says, in the words of the tree. */
function expectedFacts(content: Packet, level: Level): Facts {
  const facts: Facts = 'properties' in content && level === 5 ? propertyFacts(content.properties) : [];
  const add = (name: string, value: unknown): void => void facts.push(fact(name, value));
  if (content.messageId !== undefined) add('Packet identifier', content.messageId);
  switch (content.cmd) {
    case 'connect': {
      const { will, username, password } = content;
      add('Protocol name', content.protocolId);
      add('Protocol level', level);
      add('Keep alive', content.keepalive);
      add('Client identifier', content.clientId);
      add('Clean', Number(content.clean));
      add('User name flag', Number(username !== undefined));
      add('Password flag', Number(password !== undefined));
      add('Will flag', Number(will !== undefined));
      add('Will QoS', will?.qos ?? 0);
      add('Will retain', Number(will?.retain ?? false));
      if (username !== undefined) add('User name', username);
      if (password !== undefined) add('Password', bytesText(password));
      if (will !== undefined) {
        add('Will topic', will.topic);
        add('Will message', bytesText(will.payload));
        if (level === 5) facts.push(...propertyFacts(will.properties));
      }
      break;
    }
    case 'connack':
      add('Session present', Number(content.sessionPresent));
      add(level === 5 ? 'Reason code' : 'Return code', level === 5 ? content.reasonCode : content.returnCode);
      break;
    case 'publish':
      add('DUP', Number(content.dup));
      add('QoS', content.qos);
      add('RETAIN', Number(content.retain));
      add('Topic name', content.topic);
      if (content.payload.length > 0) add('Payload', bytesText(content.payload));
      break;
    case 'subscribe':
      for (const { topic, qos, nl, rap, rh } of content.subscriptions) {
        add('Topic filter', topic);
        add(level === 5 ? 'Maximum QoS' : 'Requested QoS', qos);
        if (level !== 5) continue;
        add('No local', Number(nl));
        add('Retain as published', Number(rap));
        add('Retain handling', rh);
      }
      break;
    case 'unsubscribe':
      for (const topic of content.unsubscriptions) add('Topic filter', topic);
      break;
    case 'suback':
    case 'unsuback':
      for (const code of content.granted) add(level === 5 ? 'Reason code' : 'Return code', code);
      break;
    case 'pingreq':
    case 'pingresp':
      break;
    default:
      if (level === 5) add('Reason code', content.reasonCode);
  }
  return facts.sort();
}

/** Not said by the content, but by its form. */
const FRAME = new Set([
  'Packet type',
  'Flags',
  'Reserved',
  'Remaining length',
  'Property length',
  'Will property length',
  'Property identifier',
]);

function treeFacts(bytes: Uint8Array, { fields }: DecodedPacket): Facts {
  const facts: Facts = [];
  for (const node of eachNode(fields)) {
    if (node.kind !== 'field') continue;
    if (node.bits.length === 0) facts.push(fact(node.name, shown(bytes, node)));
    else for (const { name, value } of node.bits) facts.push(fact(name.replace(/^Clean .*/, 'Clean'), value));
  }
  return facts.filter((each) => !FRAME.has(each.slice(0, each.indexOf(' = ')))).sort();
}

/** The value, of binary data its bytes: what is left of the field behind its length. */
function shown(bytes: Uint8Array, node: FieldNode): unknown {
  if (node.name === 'Payload') return bytesText(Buffer.from(bytes.subarray(node.start, node.end)));
  const isData = node.children.length === 0 ? false : node.children.at(-1)?.name === 'Data';
  const isEmptyData = ['Correlation data', 'Authentication data'].includes(node.name);
  return isData || isEmptyData ? bytesText(Buffer.from(bytes.subarray(node.start + 2, node.end))) : node.value;
}

describe.each([3, 4, 5] as const)('level %i', (level) => {
  test('5,000 random packets written by mqtt-packet', () => {
    const draw = createDraw(1000 + level);
    const types = new Set<string>();
    for (let run = 0; run < 5000; run += 1) {
      const { content, bytes } = randomPacket(draw, level);
      const packet = decodePacket(bytes, { level });
      types.add(packet.type);
      expect(packet.type.toLowerCase()).toBe(content.cmd);
      expect({ content, facts: treeFacts(bytes, packet) }).toEqual({ content, facts: expectedFacts(content, level) });
      // mqtt-packet writes them right: nothing to complain about, but a name only some servers take.
      expect(packet.notes.filter(({ rule }) => rule !== 'clientIdLength')).toEqual([]);
    }
    expect(types.size).toBe(level === 5 ? 15 : 14);
  });
});
