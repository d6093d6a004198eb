import { err, ok, type Result } from '../../base/result.ts';
import type { DatagramEvents, ModemNetwork, NetAddress, NetDatagramSocket, NetEnd } from '../modemNetwork.ts';
import { createPacketLine, type LinkSide, type PacketLine } from './packetLine.ts';
import type { ShapedLink } from './shapedLink.ts';

/** Datagrams under way; what is beyond is lost, as in a modem's buffer. */
const MAX_UNDER_WAY = 256;
/** IPv4 and UDP headers, bytes. */
const HEADERS = 28;

interface Outgoing {
  readonly bytes: Uint8Array;
  readonly to: NetAddress;
  readonly done: (sent: Result<void, NetEnd>) => void;
}

/** A UDP socket over a link: late, and now and then not at all. That one was lost nobody tells. */
export function shapeDatagrams(
  network: ModemNetwork,
  link: ShapedLink,
  localPort: number,
  events: DatagramEvents,
): NetDatagramSocket {
  const { clock } = link;
  let over = false;
  const line = <T>(side: LinkSide, deliver: (packet: T) => void, drop: (packet: T) => void): PacketLine<T> =>
    createPacketLine<T>({ ...link, side, lane: link.lanes[side], lost: 'never', deliver, drop });
  const down = line<{ readonly bytes: Uint8Array; readonly from: NetAddress }>(
    'down',
    ({ bytes, from }) => events.onDatagram(bytes, from),
    () => undefined,
  );
  const up = line<Outgoing>(
    'up',
    ({ bytes, to, done }) => socket.send(bytes, to, done),
    ({ done }) => done(ok(undefined)),
  );
  const fits = (bytes: Uint8Array, under: number): boolean => {
    const { mtu, timeout } = link.profile();
    return timeout === null && bytes.length + HEADERS <= mtu && under < MAX_UNDER_WAY;
  };
  const socket = network.bindUdp(localPort, {
    onDatagram(bytes, from) {
      if (!over && fits(bytes, down.length)) down.put({ bytes, from }, bytes.length + HEADERS);
    },
    onEnd(reason) {
      if (over) return;
      over = true;
      up.clear();
      down.clear();
      events.onEnd(reason);
    },
  });
  return {
    send(bytes, to, done) {
      if (over) clock.after(0, () => done(err('local', 'The socket is closed.')));
      else if (fits(bytes, up.length)) up.put({ bytes: bytes.slice(), to, done }, bytes.length + HEADERS);
      else clock.after(0, () => done(ok(undefined)));
    },
    close: () => socket.close(),
  };
}
