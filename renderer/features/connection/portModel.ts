import {
  DEFAULT_SERIAL_SETTINGS,
  type PortInfo,
  type SerialLink,
  type SerialOpenInput,
  type SerialSettings,
} from '#shared/contract/serial.ts';
import type { Settings } from '#shared/contract/settings.ts';

/** Ports as the picker lists them, in this order. */
const GROUPS = [
  { id: 'modem', title: 'Modem', kinds: ['at', 'modem', 'nmea', 'diag', 'audio'] },
  { id: 'usb', title: 'USB serial and debug probes', kinds: ['vcp', 'usb-serial', 'cdc'] },
  { id: 'uart', title: 'UARTs of this machine', kinds: ['uart'] },
  { id: 'tcp', title: 'Network (raw TCP, ser2net)', kinds: ['tcp'] },
  { id: 'sim', title: 'Simulated modems', kinds: ['sim'] },
  { id: 'player', title: 'Recorded captures', kinds: ['player'] },
] as const satisfies readonly { id: string; title: string; kinds: readonly PortInfo['kind'][] }[];

export interface PortGroup {
  readonly id: (typeof GROUPS)[number]['id'];
  readonly title: string;
  readonly ports: readonly PortInfo[];
}

/** Groups without ports are left out; the bench's order (best first) is kept inside a group. */
export function groupPorts(ports: readonly PortInfo[]): readonly PortGroup[] {
  return GROUPS.map(({ id, title, kinds }) => ({
    id,
    title,
    ports: ports.filter((port) => (kinds as readonly string[]).includes(port.kind)),
  })).filter((group) => group.ports.length > 0);
}

/** TCP endpoints the user typed before, as ports, unless the bench lists them itself. */
export function withTcpPorts(ports: readonly PortInfo[], tcpPorts: readonly string[]): readonly PortInfo[] {
  const known = new Set(ports.map((port) => port.path));
  const typed = tcpPorts
    .filter((path) => !known.has(path))
    .map((path) => ({ path, kind: 'tcp', label: shortName(path), detail: path, recommended: false }) as const);
  return [...ports, ...typed];
}

/** The port to have selected at first: the last one used if it is there, else the recommended one, else the first. */
export function preferredPort(ports: readonly PortInfo[], lastPort: string): PortInfo | undefined {
  return (
    ports.find((port) => port.path === lastPort && port.kind !== 'player') ??
    ports.find((port) => port.recommended && port.kind !== 'player') ??
    ports.find((port) => port.kind !== 'player') ??
    ports[0]
  );
}

/** What tells a port apart in a few letters: `ttyUSB2`, `COM7`, `ser2net:4000`, `boot.atlog`. */
export function shortName(path: string): string {
  if (path.startsWith('tcp://')) return path.slice('tcp://'.length).replace(/\/$/, '');
  const name = path
    .replace(/^(?:play|sim):/, '')
    .split(/[\\/]/)
    .findLast((part) => part !== '');
  return name ?? path;
}

/** `115200 8N1`, with the flow control when there is one. */
export function settingsLabel({ baud, dataBits, parity, stopBits, flow }: SerialSettings): string {
  const frame = `${dataBits}${parity.charAt(0).toUpperCase()}${stopBits}`;
  return `${baud} ${frame}${flow === 'none' ? '' : flow === 'rtscts' ? ' RTS/CTS' : ' XON/XOFF'}`;
}

/** How the port was opened last time, else the usual way. */
export function openInputFor(path: string, settings: Pick<Settings, 'ports'>): SerialOpenInput {
  const last = settings.ports[path];
  return {
    path,
    settings: last?.settings ?? DEFAULT_SERIAL_SETTINGS,
    role: last?.role ?? 'modem',
    dtr: last?.dtr ?? null,
    rts: last?.rts ?? null,
    reconnect: true,
    loop: last?.loop ?? false,
  };
}

const MAX_REMEMBERED_PORTS = 50;
const MAX_TCP_PORTS = 20;

/** What to remember after a port was opened. */
export function rememberPort(
  input: SerialOpenInput,
  settings: Pick<Settings, 'ports' | 'tcpPorts'>,
): Pick<Settings, 'ports' | 'lastPort' | 'tcpPorts'> {
  const { path, settings: serial, role, dtr, rts, loop } = input;
  const others = Object.entries(settings.ports).filter(([known]) => known !== path);
  const ports = Object.fromEntries([
    ...others.slice(-(MAX_REMEMBERED_PORTS - 1)),
    [path, { settings: serial, role, dtr, rts, loop }],
  ]);
  const tcpPorts = path.startsWith('tcp://')
    ? [path, ...settings.tcpPorts.filter((known) => known !== path)].slice(0, MAX_TCP_PORTS)
    : settings.tcpPorts;
  return { ports, lastPort: path, tcpPorts };
}

/** A network port and a recorded capture have no speed to set. */
export const hasSpeed = (path: string): boolean => !/^(play:|tcp:\/\/)/.test(path);

/** The paths in use: of a tap or a bridge both. */
export const openPaths = (links: readonly SerialLink[]): ReadonlySet<string> =>
  new Set(
    links
      .filter((link) => link.state !== 'closed')
      .flatMap((link) => (link.mcu === null ? [link.path] : [link.path, link.mcu.path])),
  );

/** A link in a few letters: `ttyUSB2`, of a tap or a bridge both ports. */
export const linkName = ({
  path,
  mcu,
}: Pick<SerialLink, 'path'> & { readonly mcu: { readonly path: string } | null }): string =>
  mcu === null ? shortName(path) : `${shortName(mcu.path)} / ${shortName(path)}`;
