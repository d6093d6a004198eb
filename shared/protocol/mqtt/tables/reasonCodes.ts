import type { PacketType, Sender } from './packetTypes.ts';

/** One reason code of 5.0: its words and the packets that may carry it (5.0 table 2-6). */
interface ReasonCode {
  readonly code: number;
  readonly text: string;
  readonly packets: readonly PacketType[];
}

const ACK: readonly PacketType[] = ['PUBACK', 'PUBREC'];
const REFUSAL: readonly PacketType[] = ['CONNACK', 'PUBACK', 'PUBREC', 'SUBACK', 'UNSUBACK', 'DISCONNECT'];
const ENDING: readonly PacketType[] = ['CONNACK', 'DISCONNECT'];

const REASON_CODES: readonly ReasonCode[] = [
  { code: 0x00, text: 'success', packets: ['CONNACK', ...ACK, 'PUBREL', 'PUBCOMP', 'UNSUBACK', 'AUTH'] },
  { code: 0x00, text: 'normal disconnection', packets: ['DISCONNECT'] },
  { code: 0x00, text: 'granted QoS 0', packets: ['SUBACK'] },
  { code: 0x01, text: 'granted QoS 1', packets: ['SUBACK'] },
  { code: 0x02, text: 'granted QoS 2', packets: ['SUBACK'] },
  { code: 0x04, text: 'disconnect with will message', packets: ['DISCONNECT'] },
  { code: 0x10, text: 'no matching subscribers', packets: ACK },
  { code: 0x11, text: 'no subscription existed', packets: ['UNSUBACK'] },
  { code: 0x18, text: 'continue authentication', packets: ['AUTH'] },
  { code: 0x19, text: 're-authenticate', packets: ['AUTH'] },
  { code: 0x80, text: 'unspecified error', packets: REFUSAL },
  { code: 0x81, text: 'malformed packet', packets: ENDING },
  { code: 0x82, text: 'protocol error', packets: ENDING },
  { code: 0x83, text: 'implementation specific error', packets: REFUSAL },
  { code: 0x84, text: 'unsupported protocol version', packets: ['CONNACK'] },
  { code: 0x85, text: 'client identifier not valid', packets: ['CONNACK'] },
  { code: 0x86, text: 'bad user name or password', packets: ['CONNACK'] },
  { code: 0x87, text: 'not authorized', packets: REFUSAL },
  { code: 0x88, text: 'server unavailable', packets: ['CONNACK'] },
  { code: 0x89, text: 'server busy', packets: ENDING },
  { code: 0x8a, text: 'banned', packets: ['CONNACK'] },
  { code: 0x8b, text: 'server shutting down', packets: ['DISCONNECT'] },
  { code: 0x8c, text: 'bad authentication method', packets: ENDING },
  { code: 0x8d, text: 'keep alive timeout', packets: ['DISCONNECT'] },
  { code: 0x8e, text: 'session taken over', packets: ['DISCONNECT'] },
  { code: 0x8f, text: 'topic filter invalid', packets: ['SUBACK', 'UNSUBACK', 'DISCONNECT'] },
  { code: 0x90, text: 'topic name invalid', packets: [...ENDING, ...ACK] },
  { code: 0x91, text: 'packet identifier in use', packets: [...ACK, 'SUBACK', 'UNSUBACK'] },
  { code: 0x92, text: 'packet identifier not found', packets: ['PUBREL', 'PUBCOMP'] },
  { code: 0x93, text: 'receive maximum exceeded', packets: ['DISCONNECT'] },
  { code: 0x94, text: 'topic alias invalid', packets: ['DISCONNECT'] },
  { code: 0x95, text: 'packet too large', packets: ENDING },
  { code: 0x96, text: 'message rate too high', packets: ['DISCONNECT'] },
  { code: 0x97, text: 'quota exceeded', packets: [...ENDING, ...ACK, 'SUBACK'] },
  { code: 0x98, text: 'administrative action', packets: ['DISCONNECT'] },
  { code: 0x99, text: 'payload format invalid', packets: [...ENDING, ...ACK] },
  { code: 0x9a, text: 'retain not supported', packets: ENDING },
  { code: 0x9b, text: 'QoS not supported', packets: ENDING },
  { code: 0x9c, text: 'use another server', packets: ENDING },
  { code: 0x9d, text: 'server moved', packets: ENDING },
  { code: 0x9e, text: 'shared subscriptions not supported', packets: ['SUBACK', 'DISCONNECT'] },
  { code: 0x9f, text: 'connection rate exceeded', packets: ENDING },
  { code: 0xa0, text: 'maximum connect time', packets: ['DISCONNECT'] },
  { code: 0xa1, text: 'subscription identifiers not supported', packets: ['SUBACK', 'DISCONNECT'] },
  { code: 0xa2, text: 'wildcard subscriptions not supported', packets: ['SUBACK', 'DISCONNECT'] },
];

/** The words of a 5.0 reason code in that packet; undefined when the packet may not carry it. */
export function reasonCodeText(packet: PacketType, code: number): string | undefined {
  return REASON_CODES.find((entry) => entry.code === code && entry.packets.includes(packet))?.text;
}

/** Codes of DISCONNECT (5.0 section 3.14.2.1) and AUTH (3.15.2.1) that only one side sends. */
const ONE_SIDED: Readonly<Partial<Record<PacketType, Readonly<Record<Sender, readonly number[]>>>>> = {
  DISCONNECT: {
    client: [0x04],
    server: [0x87, 0x89, 0x8b, 0x8d, 0x8e, 0x8f, 0x9a, 0x9b, 0x9c, 0x9d, 0x9e, 0x9f, 0xa0, 0xa1, 0xa2],
  },
  AUTH: { client: [0x19], server: [0x00] },
};

/** Who may send a reason code that the packet may carry. */
export function reasonCodeSender(packet: PacketType, code: number): Sender | 'both' {
  const sides = ONE_SIDED[packet];
  if (sides?.client.includes(code) === true) return 'client';
  return sides?.server.includes(code) === true ? 'server' : 'both';
}
