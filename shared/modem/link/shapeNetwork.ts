import { err, ok } from '../../base/result.ts';
import type { ModemNetwork, StreamEvents } from '../modemNetwork.ts';
import { shapeDatagrams } from './shapeDatagrams.ts';
import { createShapedLink, type LinkDeps, roundTrip } from './shapedLink.ts';
import { shapeStream } from './shapeStream.ts';

/** Round trips until a connection is open: its SYN, and with TLS the handshake besides. */
const TCP_TRIPS = 1;
const TLS_TRIPS = 3;

/** Never heard: the device's listener is there before anything can happen. */
const NOBODY: StreamEvents = { onOpen: () => undefined, onData: () => undefined, onEnd: () => undefined };

/** A network as a device behind a link sees it: names, connections, datagrams and servers all go over the link. */
export function shapeNetwork(network: ModemNetwork, deps: LinkDeps): ModemNetwork {
  const { clock, random, profile } = deps;
  const link = createShapedLink(deps);

  /** Either way. */
  const lostOnTheWay = (): boolean => {
    const { loss, timeout } = profile();
    return timeout !== null || random() < 1 - (1 - loss) ** 2;
  };
  const serialMs = (bytes: number): number => {
    const { rateUp, rateDown } = profile();
    return [rateUp, rateDown].reduce((sum, rate) => sum + (rate === 0 ? 0 : bytes / rate), 0);
  };

  return {
    resolve(host, done) {
      let cancel = network.resolve(host, (address) => {
        cancel = clock.after(roundTrip(link), () => done(address));
      });
      return () => cancel();
    },
    connect(request, events) {
      const shaped = shapeStream(link, {
        device: () => events,
        opening: {
          trips: request.tls === null ? TCP_TRIPS : TLS_TRIPS,
          deadline: clock.now() + request.timeoutMs * 1000,
        },
      });
      shaped.carry(network.connect(request, shaped.events));
      return shaped.stream;
    },
    bindUdp: (localPort, events) => shapeDatagrams(network, link, localPort, events),
    listen: (port, events) =>
      network.listen(port, {
        onListening: (taken) => events.onListening(taken),
        onClient(stream, remote) {
          let device = NOBODY;
          const shaped = shapeStream(link, { opening: null, device: () => device });
          shaped.carry(stream);
          device = events.onClient(shaped.stream, remote);
          return shaped.events;
        },
        onEnd: (reason) => events.onEnd(reason),
      }),
    ping(request, done) {
      let cancel = network.ping(request, (answer) => {
        const more = roundTrip(link) + (answer.ok ? serialMs(request.bytes) : 0);
        const ms = (answer.ok ? answer.value.ms : 0) + more;
        const lost = answer.ok && (lostOnTheWay() || ms > request.timeoutMs);
        cancel = clock.after(lost ? request.timeoutMs : more, () => {
          if (lost) done(err('timeout', `${request.host} did not answer.`));
          else done(answer.ok ? ok({ ...answer.value, ms: Math.round(ms) }) : answer);
        });
      });
      return () => cancel();
    },
  };
}
