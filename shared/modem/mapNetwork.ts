import { err, ok, type Result } from '../base/result.ts';
import type { ModemNetwork } from './modemNetwork.ts';

/** Where a connection goes instead: `broker.example:8883=127.0.0.1:1883`. */
export interface NetMapping {
  /** In lower case; `*` is any host. */
  readonly host: string;
  /** Null: any port. */
  readonly port: number | null;
  readonly to: { readonly host: string; readonly port: number };
}

/** Addresses given to mapped names, which may have none of their own: the range for tests of RFC 2544. */
const FIRST_ADDRESS = (198 << 24) | (18 << 16) | 1;
const MAX_NAMES = 1024;
const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/** Reads `HOST[:PORT]=HOST:PORT`; `*` stands for any host. */
export function parseNetMapping(text: string): Result<NetMapping, 'bad-mapping'> {
  const parts = /^([^\s:=/]+)(?::(\d{1,5}))?=([^\s:=/*]+):(\d{1,5})$/.exec(text.trim());
  const [, from = '', fromPort, host = '', toPort] = parts ?? [];
  const port = fromPort === undefined ? null : Number(fromPort);
  const to = { host, port: Number(toPort) };
  const fits = parts !== null && isPort(to.port) && (port === null || isPort(port));
  if (fits && (from === '*' || !from.includes('*'))) return ok({ host: from.toLowerCase(), port, to });
  return err(
    'bad-mapping',
    `"${text}" is no mapping. Give HOST:PORT=HOST:PORT, for example broker.example:8883=127.0.0.1:1883, or *=127.0.0.1:1883 for all.`,
  );
}

const isPort = (port: number): boolean => port >= 1 && port <= 65_535;

/**
 * A network where whatever is dialled lands where the mappings say; the first that fits decides. A mapped name resolves
 * although it may not exist, and what is dialled by that address goes the same way. What is asked of TLS (the name sent, the
 * authority) stays as the firmware wants it.
 */
export function mapNetwork(network: ModemNetwork, mappings: readonly NetMapping[]): ModemNetwork {
  if (mappings.length === 0) return network;
  const names = new Map<string, string>();
  const addresses = new Map<string, string>();

  const fits = (mapping: NetMapping, host: string): boolean => mapping.host === '*' || mapping.host === host;
  const nameOf = (host: string): string => names.get(host) ?? host.toLowerCase();
  /** An address that was given to a name, whose port is not mapped, leads to the name itself. */
  const targetOf = (host: string, port: number): NetMapping['to'] => {
    const name = nameOf(host);
    const mapping = mappings.find((each) => fits(each, name) && (each.port === null || each.port === port));
    return mapping?.to ?? { host: names.get(host) ?? host, port };
  };
  /** The address of a mapped name, always the same one. */
  const addressOf = (name: string): string | undefined => {
    const known = addresses.get(name);
    if (known !== undefined || names.size >= MAX_NAMES) return known;
    const number = FIRST_ADDRESS + names.size;
    const address = [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.');
    addresses.set(name, address);
    names.set(address, name);
    return address;
  };

  return {
    resolve(host, done) {
      const name = host.toLowerCase();
      const mapped = host !== '' && !IPV4.test(host) && mappings.some((each) => fits(each, name));
      const address = mapped ? addressOf(name) : undefined;
      return network.resolve(address ?? host, done);
    },
    connect: (request, events) => network.connect({ ...request, ...targetOf(request.host, request.port) }, events),
    bindUdp(localPort, events) {
      const socket = network.bindUdp(localPort, events);
      return {
        send(bytes, to, done) {
          const { host, port } = targetOf(to.address, to.port);
          socket.send(bytes, { address: host, port }, done);
        },
        close: () => socket.close(),
      };
    },
    listen: (port, events) => network.listen(port, events),
    ping(request, done) {
      const name = nameOf(request.host);
      const target = mappings.find((each) => fits(each, name))?.to;
      return network.ping({ ...request, host: target?.host ?? names.get(request.host) ?? request.host }, done);
    },
  };
}
