import type { BrokerAddresses } from '../contract/broker.ts';
import type { BrokerRoute } from '../contract/brokerTls.ts';
import { isHostName, parseAddress, unroutable } from '../diagnosis/rules/support/brokerAddress.ts';

/** What a modem dialled: from the AT commands on the serial line. */
export interface Dialled {
  /** As typed: `tcp://broker.example:1883`. */
  readonly address: string;
  readonly host: string;
  readonly port: number | null;
  /** null: not known. */
  readonly tls: boolean | null;
  readonly state: 'open' | 'failed' | 'pending';
}

export interface ReachFacts {
  readonly dialled: Dialled | null;
  /** Where the broker listens; '' for what is off. All '' while it is stopped. */
  readonly listens: BrokerAddresses;
  /** Addresses of this computer that others may dial. */
  readonly lan: readonly { readonly name: string; readonly address: string }[];
}

/** How a device can come to the broker of this bench, most fitting first. Pure: everything is in the facts. */
export function brokerRoutes(facts: ReachFacts): readonly BrokerRoute[] {
  const { dialled } = facts;
  const own = dialled === null ? null : ownAddress(dialled, facts);
  const routes = [
    ...(own === null || dialled === null ? [] : [alreadyHere(dialled, own, facts)]),
    lan(facts),
    bridge(facts),
    portForward(facts),
    tunnel(facts),
    proxy(facts),
    playModem(facts),
  ];
  const rank = { fits: 0, needs: 1, cannot: 2 } as const;
  return routes
    .map((route, at) => ({ route, at }))
    .sort((a, b) => rank[a.route.fit] - rank[b.route.fit] || a.at - b.at)
    .map(({ route }) => route);
}

const portOf = (address: string): number | null => parseAddress(address).port;
const hostOf = (address: string): string => parseAddress(address).host;
const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);
const isWildcard = (host: string): boolean => host === '0.0.0.0' || host === '::';
const isLoopback = (host: string): boolean => unroutable(host) === 'loopback' || host === 'localhost';

/** The listener a device should use: plain TCP, unless only TLS is on. */
function listener({
  listens,
}: ReachFacts): { readonly host: string; readonly port: number; readonly tls: boolean } | null {
  const address = listens.tcp || listens.tls;
  const port = portOf(address);
  return port === null ? null : { host: hostOf(address), port, tls: listens.tcp === '' };
}

/** Null: the dialled host is not this computer, as far as can be told. */
function ownAddress(dialled: Dialled, { lan: addresses }: ReachFacts): 'loopback' | 'lan' | null {
  if (isLoopback(dialled.host)) return 'loopback';
  return addresses.some(({ address }) => address.toLowerCase() === dialled.host) ? 'lan' : null;
}

const connectLine = (host: string, port: number): string => `AT+CMQTTCONNECT=0,"tcp://${bracketed(host)}:${port}",60,1`;

const STOPPED = 'The broker is stopped. Start it first.';

function alreadyHere(dialled: Dialled, own: 'loopback' | 'lan', facts: ReachFacts): BrokerRoute {
  const base = { kind: 'reached', title: 'The modem dials this computer' } as const;
  const values = [{ label: 'Dialled', value: dialled.address }];
  if (own === 'loopback') {
    return {
      ...{ ...base, values, fit: 'cannot' },
      words: `${dialled.host} is the modem itself, seen from the modem. Only the simulated modem comes here that way.`,
    };
  }
  const { tcp, tls } = facts.listens;
  const plainPort = portOf(tcp);
  const tlsPort = portOf(tls);
  const wantsTls = dialled.tls === true;
  const right = wantsTls ? tlsPort : plainPort;
  const wrong = wantsTls ? plainPort : tlsPort;
  const listeners = [...(tcp === '' ? [] : [`TCP on ${tcp}`]), ...(tls === '' ? [] : [`TLS on ${tls}`])];
  const listening = { label: 'Broker listens', value: listeners.join(', ') || 'nowhere' };
  const open = right !== null && !isLoopback(hostOf(wantsTls ? tls : tcp));
  if (dialled.port !== null && dialled.port === right && open) {
    const words =
      dialled.state === 'open'
        ? 'Address and port fit, and the connection was made.'
        : 'Address and port fit. A modem on a mobile network still cannot come to a private address: use one of the other ways.';
    return { ...base, fit: dialled.state === 'open' ? 'fits' : 'needs', words, values: [...values, listening] };
  }
  const words =
    dialled.port === wrong
      ? `Port ${dialled.port} speaks ${wantsTls ? 'plain MQTT' : 'TLS'}, the modem wants ${wantsTls ? 'TLS' : 'plain MQTT'}.`
      : !open && right !== null
        ? 'The broker listens for this computer only. Let it listen on 0.0.0.0.'
        : `The broker does not listen on port ${dialled.port ?? '?'}${wantsTls ? ' with TLS' : ''}.`;
  return { ...base, fit: 'needs', words, values: [...values, listening] };
}

function lan(facts: ReachFacts): BrokerRoute {
  const base = { kind: 'lan', title: 'Over the local network' } as const;
  const target = listener(facts);
  const [first] = facts.lan;
  if (target === null) return { ...base, fit: 'needs', words: STOPPED, values: [] };
  if (first === undefined) {
    return {
      ...base,
      fit: 'cannot',
      words: 'This computer has no address on a network. Connect it to one.',
      values: [],
    };
  }
  const usable = isWildcard(target.host) ? facts.lan : facts.lan.filter(({ address }) => address === target.host);
  const shown = (usable.length > 0 ? usable : [first]).slice(0, 4);
  const values = [
    ...shown.map(({ name, address }) => ({ label: name, value: `${bracketed(address)}:${target.port}` })),
    { label: 'SIM7600', value: connectLine(shown[0]?.address ?? first.address, target.port) },
  ];
  const reach = 'For boards on Wi-Fi or Ethernet here, and for modems behind a router of this network.';
  const closed = usable.length === 0;
  return {
    ...{ ...base, values, fit: closed ? 'needs' : 'fits' },
    words: closed ? `Let the broker listen on 0.0.0.0 and set a password. ${reach}` : reach,
  };
}

function bridge({ dialled }: ReachFacts): BrokerRoute {
  const base = { kind: 'bridge', title: 'Bridge to a broker both can reach' } as const;
  const reachable = dialled !== null && unroutable(dialled.host) === null;
  const port = dialled?.port ?? (dialled?.tls === true ? 8883 : 1883);
  return {
    ...base,
    fit: reachable ? 'fits' : 'needs',
    words: reachable
      ? `The device goes on dialling ${dialled.host}. The bench connects there too and carries the topics over; nothing on the device changes.`
      : 'Let the device use a broker on the internet; the bench connects to it too and carries the topics over.',
    values: [
      { label: 'Remote broker', value: `${bracketed(reachable ? dialled.host : 'broker.example')}:${port}` },
      { label: 'Topics', value: '#' },
    ],
  };
}

function portForward(facts: ReachFacts): BrokerRoute {
  const base = { kind: 'port-forward', title: 'Port forward on your router' } as const;
  const target = listener(facts);
  const open = facts.lan.find(({ address }) => unroutable(address) === null);
  const inside = facts.lan.find(({ address }) => unroutable(address) === 'private');
  if (target === null) return { ...base, fit: 'needs', words: STOPPED, values: [] };
  if (open !== undefined && isWildcard(target.host)) {
    return {
      ...{ ...base, fit: 'fits' },
      words: `${open.address} is an address of the internet: nothing has to be forwarded, if no firewall is in the way. Set a password first.`,
      values: [{ label: 'SIM7600', value: connectLine(open.address, target.port) }],
    };
  }
  if (inside === undefined) {
    return {
      ...base,
      fit: 'cannot',
      words: 'This computer has no address that a router could forward to.',
      values: [],
    };
  }
  return {
    ...{ ...base, fit: 'needs' },
    words:
      'The router passes a port of its public address on to this computer. It does not work where the provider gives the router a shared address (100.64.0.0 to 100.127.255.255). Set a password first: the port is open to everybody.',
    values: [
      { label: 'Router, from', value: `public address, TCP port ${target.port}` },
      { label: 'Router, to', value: `${inside.address}:${target.port}` },
      { label: 'SIM7600', value: connectLine('<public address>', target.port) },
    ],
  };
}

function tunnel(facts: ReachFacts): BrokerRoute {
  const target = listener(facts);
  const base = { kind: 'tunnel', title: 'Tunnel from a server on the internet' } as const;
  if (target === null) return { ...base, fit: 'needs', words: STOPPED, values: [] };
  const here = isWildcard(target.host) ? '127.0.0.1' : bracketed(target.host);
  return {
    ...{ ...base, fit: 'needs' },
    words:
      'Works from everywhere, also behind shared addresses. The server must allow it (GatewayPorts clientspecified in its sshd_config).',
    values: [
      {
        label: 'On this computer',
        value: `ssh -N -R 0.0.0.0:${target.port}:${here}:${target.port} user@server.example`,
      },
      { label: 'SIM7600', value: connectLine('server.example', target.port) },
    ],
  };
}

function proxy({ dialled, lan: addresses }: ReachFacts): BrokerRoute {
  const base = { kind: 'proxy', title: 'Proxy in front of the broker it dials' } as const;
  const remote = dialled === null || unroutable(dialled.host) !== null ? null : dialled;
  const [first] = addresses;
  const port = remote?.port ?? (remote?.tls === true ? 8883 : 1883);
  return {
    ...base,
    fit: 'needs',
    words:
      'The device dials the proxy of this bench in place of its broker; the packets of both sides are shown and passed on unchanged. The device must be able to reach this computer, by one of the ways above.',
    values: [
      { label: 'Forward to', value: `${bracketed(remote?.host ?? 'broker.example')}:${port}` },
      ...(first === undefined ? [] : [{ label: 'SIM7600', value: connectLine(first.address, 1884) }]),
    ],
  };
}

function playModem(facts: ReachFacts): BrokerRoute {
  const { dialled } = facts;
  const target = listener(facts);
  const here = target === null ? '127.0.0.1:1883' : `127.0.0.1:${target.port}`;
  const name = dialled === null ? '' : `${bracketed(dialled.host)}${dialled.port === null ? '' : `:${dialled.port}`}`;
  const map = dialled === null ? '' : ` --map ${name}=${here}`;
  return {
    ...{ kind: 'play-modem', fit: 'needs', title: 'Let the bench play the modem' },
    words: `Wire the board's modem UART to this computer. The simulated modem answers its commands and ${
      dialled !== null && isHostName(dialled.host) ? `leads ${dialled.host} to this broker` : 'dials this broker'
    }: no SIM, no antenna, no network.`,
    values: [{ label: 'On this computer', value: `modemscope modem --port /dev/ttyUSB0${map}` }],
  };
}
