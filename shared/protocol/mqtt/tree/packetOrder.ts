import type { MqttLevel } from '../../../model/row.ts';
import { packetTypeOf } from '../fixedHeader.ts';
import { noteOf, type PacketNote, type RuleName } from '../rules/rules.ts';
import { type PacketType, packetType, type Sender, senderOf } from '../tables/packetTypes.ts';

/** Checks the order of the packets of one connection. */
export interface PacketOrder {
  /** Notes on the next packet, by its first byte. */
  check(firstByte: number, level: MqttLevel, offset: number): PacketNote[];
}

/** The rule and what is wrong. */
type Broken = readonly [RuleName, string];

/** `from`: whose packets they are, from the beginning of the connection on; null when both sides' or nobody knows. */
export function createPacketOrder(from: Sender | null): PacketOrder {
  let isFirst = true;
  let connected = false;
  let accepted = false;
  let ended = false;

  const broken = (type: PacketType, level: MqttLevel): readonly Broken[] => {
    const found: Broken[] = [];
    if (isFirst) found.push(...firstPacket(type, level, from));
    if (type === 'CONNECT' && connected) found.push(['secondConnect', 'a second CONNECT on the connection']);
    if (type === 'CONNACK' && accepted) found.push(['secondConnack', 'a second CONNACK on the connection']);
    if (ended && from !== null) found.push(['afterDisconnect', `${type} behind a DISCONNECT`]);
    return found;
  };

  return {
    check(firstByte, level, offset) {
      const type = packetType(packetTypeOf(firstByte));
      if (type === undefined) return [];
      const found = broken(type, level);
      isFirst = false;
      connected ||= type === 'CONNECT';
      accepted ||= type === 'CONNACK';
      ended ||= type === 'DISCONNECT';
      return found.map(([rule, problem]) => noteOf(rule, level, offset, problem));
    },
  };
}

function firstPacket(type: PacketType, level: MqttLevel, from: Sender | null): readonly Broken[] {
  if (type === 'CONNECT') return [];
  if (from === 'client') return [['firstNotConnect', `the first packet of the client is ${type}, not CONNECT`]];
  // Before CONNACK a server of 5.0 may ask for more authentication (5.0 section 4.12).
  const opens = type === 'CONNACK' || (type === 'AUTH' && level === 5);
  if (from === 'server')
    return opens ? [] : [['firstNotConnack', `the first packet of the server is ${type}, not CONNACK`]];
  if (opens || senderOf(type, level) === 'server') return [];
  return [['beginsWithoutConnect', `begins with ${type}, not CONNECT`]];
}
