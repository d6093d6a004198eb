import { hostname, type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

export interface LanAddress {
  /** Of the network interface: `eth0`. */
  readonly name: string;
  readonly address: string;
}

type Interfaces = ReturnType<typeof networkInterfaces>;

const usable = ({ internal, family, scopeid, address }: NetworkInterfaceInfo): boolean =>
  // Link-local addresses of IPv6 need the dialling side's interface, so that nobody can be told to dial them.
  !internal && (family === 'IPv4' || (scopeid === 0 && !/^fe80/i.test(address)));

/** Addresses of this computer that others may dial, IPv4 first: modems mostly speak nothing else. */
export function lanAddresses(interfaces: Interfaces = networkInterfaces()): readonly LanAddress[] {
  const all = Object.entries(interfaces).flatMap(([name, infos]) =>
    (infos ?? []).filter(usable).map(({ address, family }) => ({ name, address, family })),
  );
  const ranked = [...all.filter(({ family }) => family === 'IPv4'), ...all.filter(({ family }) => family !== 'IPv4')];
  return ranked.slice(0, 64).map(({ name, address }) => ({ name, address }));
}

/** What the server's certificate is made out to: this computer by every address and name it has. */
export function certificateNames(interfaces: Interfaces = networkInterfaces(), host = hostname()): readonly string[] {
  const named = /^[a-z0-9.-]{1,200}$/i.test(host) ? [host, ...(host.includes('.') ? [] : [`${host}.local`])] : [];
  const names = ['localhost', '127.0.0.1', '::1', ...named, ...lanAddresses(interfaces).map(({ address }) => address)];
  return [...new Set(names)].slice(0, 64);
}
