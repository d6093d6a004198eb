import { mapNetwork, type NetMapping } from '#shared/modem/mapNetwork.ts';
import type { ModemNetwork } from '#shared/modem/modemNetwork.ts';

/** A network whose mappings may change: the broker moves, the user switches the mapping off. Open connections stay. */
export function createMappedNetwork(network: ModemNetwork, mappings: () => readonly NetMapping[]): ModemNetwork {
  let made = { key: '[]', network };
  const current = (): ModemNetwork => {
    const now = mappings();
    const key = JSON.stringify(now);
    if (key !== made.key) made = { key, network: mapNetwork(network, now) };
    return made.network;
  };
  return {
    resolve: (host, done) => current().resolve(host, done),
    connect: (request, events) => current().connect(request, events),
    bindUdp: (port, events) => current().bindUdp(port, events),
    listen: (port, events) => current().listen(port, events),
    ping: (request, done) => current().ping(request, done),
  };
}
