import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { decodePackets } from '#shared/protocol/mqtt/tree/decodePackets.ts';
import { type DecodedPacket, eachNode, type FieldNode } from '#shared/protocol/mqtt/tree/fieldNode.ts';
import { createDraw, type Level, randomPacket } from '#shared/protocol/mqtt/tree/randomPackets.testkit.ts';
import { until } from './support/brokerKit.ts';
import { startMosquitto } from './support/mosquittoBroker.ts';
import type { Segment } from './support/pcapFile.ts';
import { type RecordingForwarder, startForwarder } from './support/recordingForwarder.ts';
import { type SharkField, sharkPackets } from './support/tsharkMqtt.ts';

// Every byte of every packet in the same field with the same value as tshark has it.

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of cleanUp.splice(0).reverse()) await end();
});

/** tshark's names of fields, without `mqtt.`, in ours. */
const NAMES: Readonly<Record<string, string>> = {
  hdrflags: 'Packet type and flags',
  len: 'Remaining length',
  protoname: 'Protocol name',
  ver: 'Protocol level',
  conflags: 'Connect flags',
  kalive: 'Keep alive',
  clientid: 'Client identifier',
  willtopic: 'Will topic',
  willmsg: 'Will message',
  username: 'User name',
  passwd: 'Password',
  'conack.flags': 'Connect acknowledge flags',
  'conack.val': 'Return code',
  'suback.qos': 'Return code',
  'sub.qos': 'Requested QoS',
  subscription_options: 'Subscription options',
  topic: 'Topic',
  msgid: 'Packet identifier',
  msg: 'Payload',
  property_len: 'Property length',
  property_id: 'Property identifier',
};
/** What tshark derives from bytes it has already shown. */
const DERIVED =
  /^mqtt\.(msgtype|hdr_reserved|retain_reserved|dupflag|qos|retain|conflag\..*|conack\.flags\..*|subscription_options_.*|properties|will_properties|.*_text|msg_decoded_as)$/;
const PROPERTY_VALUE = 'Property value';

/** Fields in order: name, and the bytes in hex. A string of no bytes is none. */
type Line = readonly [name: string, bytes: string];

function sharkLines(fields: readonly SharkField[]): readonly Line[] {
  return fields
    .filter(({ name, value }) => !DERIVED.test(name) && value !== '')
    .flatMap(({ name, value }): readonly Line[] => {
      const short = name.slice('mqtt.'.length);
      // The one string whose length tshark does not show by itself.
      if (short === 'property.content_type') return text(PROPERTY_VALUE, value);
      if (/_len$/.test(short) && short !== 'property_len') return [['Length', value]];
      if (/reason_code$/.test(short)) return [['Reason code', value]];
      if (/^prop_|^property\./.test(short)) return [[PROPERTY_VALUE, value]];
      return [[NAMES[short] ?? name, value]];
    });
}

const text = (name: string, value: string): readonly Line[] =>
  value.length === 4
    ? [['Length', value]]
    : [
        ['Length', value.slice(0, 4)],
        [name, value.slice(4)],
      ];

function ourLines(bytes: Uint8Array, { fields }: DecodedPacket): readonly Line[] {
  const lines: Line[] = [];
  const walk = (nodes: readonly FieldNode[], name: string, property: boolean): void => {
    for (const node of nodes) {
      const isProperty = property || node.children[0]?.name === 'Property identifier';
      const own = node.kind === 'part' ? name : ourName(node.name, isProperty);
      if (node.children.length > 0) walk(node.children, own, isProperty);
      else lines.push([node.name === 'Length' ? 'Length' : own, hexOf(bytes, node)]);
    }
  };
  walk(fields, '', false);
  return lines;
}

function ourName(name: string, isProperty: boolean): string {
  if (name === 'Property identifier' || name === 'Property length') return name;
  if (name === 'Will property length') return 'Property length';
  if (isProperty) return PROPERTY_VALUE;
  return name === 'Topic name' || name === 'Topic filter' ? 'Topic' : name;
}

const hexOf = (bytes: Uint8Array, { start, end }: FieldNode): string =>
  Buffer.from(bytes.subarray(start, end)).toString('hex');

/** Values as tshark understands them: type, id, topic, QoS, codes. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  msgtype: ['Packet type'],
  dupflag: ['DUP'],
  qos: ['QoS'],
  retain: ['RETAIN'],
  msgid: ['Packet identifier'],
  topic: ['Topic name', 'Topic filter'],
  clientid: ['Client identifier'],
  username: ['User name'],
  willtopic: ['Will topic'],
  kalive: ['Keep alive'],
  'conflag.qos': ['Will QoS'],
  'conflag.retain': ['Will retain'],
  'conflag.willflag': ['Will flag'],
  'conflag.cleansess': ['Clean session', 'Clean start'],
  'conflag.uname': ['User name flag'],
  'conflag.passwd': ['Password flag'],
  'conack.flags.sp': ['Session present'],
  'conack.val': ['Return code'],
  'suback.qos': ['Return code'],
  'sub.qos': ['Requested QoS'],
  subscription_options_qos: ['Maximum QoS'],
  subscription_options_nl: ['No local'],
  subscription_options_rap: ['Retain as published'],
  subscription_options_retain: ['Retain handling'],
};

/** In 3.1 every packet has them to tshark; only in a PUBLISH do they mean something. */
const PUBLISH_FLAGS = ['mqtt.dupflag', 'mqtt.qos', 'mqtt.retain'];

function sharkValues(fields: readonly SharkField[]): readonly string[] {
  const isPublish = fields.some(({ name, show }) => name === 'mqtt.msgtype' && show === '3');
  return fields
    .filter(({ name }) => isPublish || !PUBLISH_FLAGS.includes(name))
    .flatMap(({ name, show }) => {
      const short = name.slice('mqtt.'.length).replace(/^.*\.reason_code$/, 'reason');
      const known = short === 'reason' ? 'reason' : VALUES[short]?.[0];
      return known === undefined ? [] : [`${known}=${show}`];
    })
    .sort();
}

function ourValues({ fields }: DecodedPacket): readonly string[] {
  const known = (name: string): string | undefined => {
    if (name === 'Reason code') return 'reason';
    return Object.values(VALUES).find((names) => names.includes(name))?.[0];
  };
  const values = [...eachNode(fields)].flatMap((node) => {
    if (node.kind !== 'field') return [];
    // The requested QoS of 3.1.1 is a byte to tshark, and bits of it to us.
    const parts = node.bits.length > 0 ? node.bits : [node];
    return parts.flatMap(({ name, value }) => (known(name) === undefined ? [] : [`${known(name)}=${value}`]));
  });
  return values.sort();
}

/** Compares packet by packet, in each direction of each connection. Answers the types seen. */
async function compare(segments: readonly Segment[], port: number, level: Level): Promise<ReadonlyMap<string, number>> {
  const shark = await sharkPackets(segments, port);
  const types = new Map<string, number>();
  const directions = new Set(segments.map(({ from, to }) => `${from}>${to}`));
  for (const direction of directions) {
    const mine = (each: { readonly from: number; readonly to: number }): boolean =>
      `${each.from}>${each.to}` === direction;
    const bytes = new Uint8Array(Buffer.concat(segments.filter(mine).map((segment) => segment.bytes)));
    const { packets, trailing } = decodePackets(bytes, { level });
    const theirs = shark.filter(mine);
    expect({ trailing, packets: packets.length }).toEqual({ trailing: 0, packets: theirs.length });
    for (const [at, packet] of packets.entries()) {
      const fields = theirs[at]?.fields ?? [];
      // tshark leaves out the byte of a CONNACK that 3.1 does not use.
      const unused = level === 3 ? ['Connect acknowledge flags', 'Session present=0'] : [];
      expect(ourLines(bytes, packet).filter(([name]) => !unused.includes(name))).toEqual(sharkLines(fields));
      expect(ourValues(packet).filter((value) => !unused.includes(value))).toEqual(sharkValues(fields));
      types.set(packet.type, (types.get(packet.type) ?? 0) + 1);
    }
  }
  return types;
}

const VERSIONS = [
  ['3.1', 'mqttv31', 3],
  ['3.1.1', 'mqttv311', 4],
  ['5.0', 'mqttv5', 5],
] as const;

/** `mosquitto_pub` or `mosquitto_sub` against the forwarder, to its end. */
async function mosquitto(
  program: 'pub' | 'sub',
  port: number,
  version: string,
  args: readonly string[],
): Promise<void> {
  const child = spawn(`mosquitto_${program}`, ['-h', '127.0.0.1', '-p', String(port), '-V', version, ...args]);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`mosquitto_${program} ended with ${code}: ${said}`);
}

const answered = ({ segments, port }: RecordingForwarder, firstByte: number): boolean =>
  segments.some(({ from, bytes }) => from === port && bytes[0] === firstByte);

test.each(VERSIONS)('what Mosquitto and its clients say in MQTT %s', async (_name, version, level) => {
  const broker = await startMosquitto();
  cleanUp.push(() => broker.remove());
  const forwarder = await startForwarder(broker.port);
  cleanUp.push(() => forwarder.close());
  const isFive = level === 5;
  const five = (...args: readonly string[]): readonly string[] => (isFive ? args : []);
  const will = ['--will-topic', 'state/sub', '--will-payload', 'gone', '--will-qos', '1', '--will-retain'];
  const subscriber = mosquitto('sub', forwarder.port, version, [
    ...['-i', 'sub-1', '-c', '-k', '30', '-u', 'operator', '-P', 'hush', '-q', '2', '-C', '5', ...will],
    ...['-t', 'plant/+/temp', '-t', 'alarms/#', '-U', 'old/topic'],
    ...five('-D', 'connect', 'receive-maximum', '10', '-D', 'connect', 'user-property', 'fw', '1.2.3'),
    ...five('-D', 'subscribe', 'user-property', 'why', 'test', '-D', 'will', 'content-type', 'text/plain'),
    ...five('-D', 'will', 'will-delay-interval', '5', '--retain-as-published'),
  ]);
  await Promise.race([
    subscriber,
    until('the subscriptions', () => answered(forwarder, 0x90) && answered(forwarder, 0xb0)),
  ]);
  const publish = (...args: readonly string[]): Promise<void> => mosquitto('pub', forwarder.port, version, args);
  await publish('-t', 'plant/1/temp', '-m', '21.5');
  await publish('-t', 'plant/é/temp', '-m', '{"t":215}', '-q', '1', '-r', '-i', 'pub-1');
  await publish('-t', 'alarms/fire', '-n', '-q', '2');
  await publish(
    ...['-t', 'alarms/door', '-m', 'x'.repeat(5000), '-q', '2'],
    ...five('-D', 'publish', 'user-property', 'k', 'v', '-D', 'publish', 'message-expiry-interval', '600'),
    ...five('-D', 'publish', 'content-type', 'text/plain', '-D', 'publish', 'response-topic', 'answers/1'),
    ...five('-D', 'publish', 'correlation-data', 'c-1', '-D', 'publish', 'payload-format-indicator', '1'),
    ...five('-D', 'publish', 'topic-alias', '3'),
  );
  // In 5.0 Mosquitto says that nobody listens.
  await publish('-t', 'nobody/listens', '-m', 'x', '-q', '1');
  await publish('-t', 'nobody/listens', '-m', 'x', '-q', '2');
  await publish('-t', 'plant/2/temp', '-m', '22');
  await subscriber;

  const types = await compare(forwarder.segments, forwarder.port, level);
  expect([...types.keys()].sort()).toEqual(
    ['CONNACK', 'CONNECT', 'DISCONNECT', 'PUBACK', 'PUBCOMP', 'PUBLISH', 'PUBREC', 'PUBREL'].concat(
      'SUBACK',
      'SUBSCRIBE',
      'UNSUBACK',
      'UNSUBSCRIBE',
    ),
  );
  expect(types.get('PUBLISH')).toBeGreaterThanOrEqual(12);
});

test.each(VERSIONS)('2,000 random packets of MQTT %s', async (_name, _version, level) => {
  const port = 1883;
  const draw = createDraw(3000 + level);
  const packets = Array.from({ length: 2000 }, () => randomPacket(draw, level));
  // tshark learns the version of a connection from its CONNECT: one for each, and one connection for each random CONNECT.
  const first = packets.find(({ content }) => content.cmd === 'connect')?.bytes ?? new Uint8Array(0);
  const segments = packets.flatMap(({ content, bytes }, at): Segment[] => {
    if (content.cmd === 'connect') return [{ from: 20_000 + at, to: port, bytes }];
    return [{ from: 10_000, to: port, bytes }];
  });
  const types = await compare([{ from: 10_000, to: port, bytes: first }, ...segments], port, level);
  expect(types.size).toBe(level === 5 ? 15 : 14);
});
