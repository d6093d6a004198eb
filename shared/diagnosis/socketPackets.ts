import type { MqttLevel, SerialRow } from '../model/row.ts';
import { connectStart } from '../protocol/at/sockets/connectStart.ts';
import { createSocketReassembler } from '../protocol/at/sockets/createSocketReassembler.ts';
import type { SocketEvent } from '../protocol/at/sockets/socketEvents.ts';
import { HEADER_INCOMPLETE, LENGTH_TOO_LONG, packetTypeOf, readPacketSize } from '../protocol/mqtt/fixedHeader.ts';
import { summarizePacket } from '../protocol/mqtt/summary.ts';
import type { SocketPacket } from './types.ts';

/** A longer packet is not waited for. */
const MAX_HELD = 262_144;
const NOTHING = new Uint8Array(0);
/** The ports registered for MQTT: what begins like a CONNECT there is meant to be one. */
const MQTT_PORT = /:(?:1883|8883)$/;

/** One direction of a socket: bytes of a packet that has not ended, and where it began. */
interface Half {
  held: Uint8Array;
  row: SerialRow | null;
  offset: number;
}

/** A socket; `before`: its CONNECT has not come, `lost`: what it carries are no packets (any more). */
interface Stream {
  state: 'before' | 'mqtt' | 'lost';
  readonly address: string;
  level: MqttLevel;
  readonly tx: Half;
  readonly rx: Half;
}
type BytesEvent = Extract<SocketEvent, { readonly what: 'bytes' }>;

/**
 * The MQTT packets that a firmware itself sent through the modem's sockets and got back, from the CONNECT of each connection
 * on, in the order of the rows they begin in. One that never ended is given as far as it came, when the client sent it.
 */
export function socketPackets(rows: Iterable<SerialRow>): readonly SocketPacket[] {
  const reassembler = createSocketReassembler();
  const streams = new Map<string, Stream>();
  const found: SocketPacket[] = [];
  for (const row of rows) {
    for (const event of reassembler.feed(row)) {
      const key = `${event.link} ${event.socket}`;
      const stream = streams.get(key) ?? newStream('');
      if (event.what === 'bytes') {
        const now = startsAnew(stream, event) ? renewed(stream, event, found) : stream;
        streams.set(key, now);
        take(now, row, event, found);
      } else {
        flush(stream, event, found);
        streams.set(key, newStream(event.what === 'opened' ? event.address : ''));
      }
    }
  }
  for (const [key, stream] of streams) flush(stream, socketOf(key), found);
  return found.toSorted((a, b) => a.row.seq - b.row.seq || a.offset - b.offset);
}

type Socket = Pick<SocketEvent, 'link' | 'socket'>;

function socketOf(key: string): Socket {
  const blank = key.indexOf(' ');
  return { link: Number(key.slice(0, blank)), socket: key.slice(blank + 1) as Socket['socket'] };
}

const newStream = (address: string): Stream => ({
  state: 'before',
  address,
  level: 0,
  tx: { held: NOTHING, row: null, offset: 0 },
  rx: { held: NOTHING, row: null, offset: 0 },
});

/** A CONNECT where the rest of a packet, or no packet, is due: nobody saw the connection before it close. */
const startsAnew = ({ state, tx }: Stream, { dir, bytes }: BytesEvent): boolean =>
  dir === 'tx' && (state === 'lost' || (state === 'mqtt' && tx.held.length > 0)) && connectStart(bytes) === 'yes';

function renewed(stream: Stream, event: BytesEvent, found: SocketPacket[]): Stream {
  flush(stream, event, found);
  return newStream(stream.address);
}

function take(stream: Stream, row: SerialRow, event: BytesEvent, found: SocketPacket[]): void {
  if (stream.state === 'lost' || (stream.state === 'before' && event.dir === 'rx' && !beginsUnseen(stream, event)))
    return;
  const half = stream[event.dir];
  const before = half.held.length;
  const bytes = before === 0 ? event.bytes : Uint8Array.from([...half.held, ...event.bytes]);
  if (before === 0) {
    half.row = row;
    half.offset = 0;
  }
  if (stream.state === 'before') {
    const start = connectStart(bytes);
    const meant = start === 'yes' || (start === 'no' && bytes[0] === 0x10 && MQTT_PORT.test(stream.address));
    if (!meant) {
      half.held = start === 'more' ? bytes.slice(0, MAX_HELD) : NOTHING;
      if (start === 'no') stream.state = 'lost';
      return;
    }
    stream.state = 'mqtt';
  }
  const end = cut(stream, half, bytes, (at) => ({ row, offset: at - before }), event, found);
  half.held = bytes.slice(end);
  if (half.held.length > MAX_HELD) {
    half.held = NOTHING;
    stream.state = 'lost';
  }
}

/** Only the modem's side was recorded: the broker's answer to a CONNECT that nobody saw. */
function beginsUnseen(stream: Stream, { bytes }: BytesEvent): boolean {
  if (bytes[0] !== 0x20 || stream.tx.row !== null) return false;
  // From 5.0 on it has properties.
  const level = (bytes[1] ?? 0) > 2 ? 5 : 4;
  const packet = summarizePacket(bytes, level);
  if (packet.type !== 'CONNACK' || !packet.complete || packet.problems.length > 0) return false;
  stream.level = level;
  stream.state = 'mqtt';
  return true;
}

/** Takes the whole packets off the front; gives where the rest begins. */
function cut(
  stream: Stream,
  half: Half,
  bytes: Uint8Array,
  place: (at: number) => { readonly row: SerialRow; readonly offset: number },
  event: BytesEvent,
  found: SocketPacket[],
): number {
  let at = 0;
  while (at < bytes.length) {
    const rest = bytes.subarray(at);
    const size = readPacketSize(rest, 0, rest.length);
    const invalid = packetTypeOf(rest[0] ?? 0) === 0 || size === LENGTH_TOO_LONG;
    if (!invalid && (size === HEADER_INCOMPLETE || size > rest.length)) return at;
    const length = invalid ? rest.length : size;
    report(stream, half, rest.subarray(0, length), event, found);
    at += length;
    Object.assign(half, place(at));
    if (invalid) stream.state = 'lost';
  }
  return at;
}

/** What came back damaged says nothing about the broker. */
function report(stream: Stream, half: Half, bytes: Uint8Array, of: Socket, found: SocketPacket[]): void {
  const { row, offset } = half;
  if (row === null) return;
  const packet = summarizePacket(bytes, stream.level);
  if (packet.type === 'CONNECT') stream.level = packet.level;
  const dir = half === stream.tx ? 'tx' : 'rx';
  if (dir === 'rx' && packet.problems.length > 0) return;
  const socket = Number(of.socket.slice(of.socket.indexOf(' ') + 1));
  found.push({ row, dir, link: of.link, socket, packet, offset });
}

function flush(stream: Stream, of: Socket, found: SocketPacket[]): void {
  const { state, tx } = stream;
  if (state === 'mqtt' && tx.held.length > 0) report(stream, tx, tx.held, of, found);
}
