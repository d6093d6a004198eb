import type { Clock } from '#shared/base/clock.ts';
import type { ModemNetwork } from '#shared/modem/modemNetwork.ts';
import { connectStream } from './connectStream.ts';
import { listenServer } from './listenServer.ts';
import { probeHost } from './probeHost.ts';
import { type LookUp, resolveName } from './resolveName.ts';
import { bindUdpSocket } from './udpSocket.ts';

export interface NodeNetworkDeps {
  readonly clock: Pick<Clock, 'after' | 'now'>;
  /** `dns.lookup` when absent. */
  readonly lookUp?: LookUp;
}

/** The network of this machine as a modem reaches it: real names, sockets and TLS. IPv4 only, as a modem's usual context. */
export function createNodeModemNetwork(deps: NodeNetworkDeps): ModemNetwork {
  return {
    resolve: (host, done) => resolveName(deps.clock, host, done, deps.lookUp),
    connect: (request, events) => connectStream(deps, request, events),
    bindUdp: (localPort, events) => bindUdpSocket(deps, localPort, events),
    listen: (port, events) => listenServer(deps, port, events),
    ping: (request, done) => probeHost(deps, request, done),
  };
}
