import { assertNever } from '../base/assertNever.ts';
import type { PortInfo } from '../contract/serial.ts';
import { type ModemRole, USB_IDENTITIES, type UsbIdentity } from './usbIdentities.ts';

/** What a system tells of a port. Absent means that it does not tell. */
export interface PortFacts {
  readonly path: string;
  /** USB idVendor and idProduct, four hex digits in either case. */
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly manufacturer?: string | undefined;
  /** Windows: the friendly name. */
  readonly friendlyName?: string | undefined;
  /** Hardware id or location text that may hold `MI_02` or a USB interface number. */
  readonly pnpId?: string | undefined;
  /** USB bInterfaceNumber where the system tells. */
  readonly usbInterface?: number | undefined;
  /** USB product string where the system tells. */
  readonly product?: string | undefined;
}

export type PortIdentity = Pick<PortInfo, 'kind' | 'label' | 'detail' | 'recommended'>;

const ROLE_NAMES: Readonly<Record<ModemRole, string>> = {
  at: 'AT port',
  modem: 'modem port (AT and PPP)',
  nmea: 'NMEA port (GNSS)',
  diag: 'diagnostics port',
  audio: 'audio port',
};

/** Names a port by its USB vendor, product and interface, or by the name Windows gave it. */
export function identifyPort(port: PortFacts): PortIdentity {
  if (port.path.startsWith(SIMULATED)) return nameSimulated(port.path);
  const usb = usbIds(port);
  const identity = usb === undefined ? undefined : lookUp(usb, port);
  const named = identity === undefined ? nameUnlisted(port, usb) : nameListed(identity, port);
  return { ...named, detail: detailOf(port, usb, named.label), recommended: named.kind === 'at' };
}

/** `sim:sim7600`: a device of this program, no port of the system. */
const SIMULATED = 'sim:';
const SIMULATED_BOARD: Readonly<Record<string, string>> = { board: 'board', 'board-console': 'board console' };
const nameSimulated = (path: string): PortIdentity => ({
  kind: 'sim',
  label: `Simulated ${simulatedName(path.slice(SIMULATED.length))}`,
  detail: 'runs in this program, needs no hardware',
  recommended: false,
});

const simulatedName = (name: string): string => SIMULATED_BOARD[name] ?? name.toUpperCase().replace('XX', 'xx');

/** bInterfaceNumber: told by the system, or read from `…&MI_02\…` (Windows) or `…-if02-port0` (udev by-id). */
export function interfaceOf(port: PortFacts): number | undefined {
  if (port.usbInterface !== undefined) return port.usbInterface;
  const digits = /&MI_([0-9a-f]{2})|-if([0-9a-f]{2})/i.exec(port.pnpId ?? '');
  const hex = digits?.[1] ?? digits?.[2];
  return hex === undefined ? undefined : Number.parseInt(hex, 16);
}

interface UsbIds {
  readonly vid: string;
  readonly pid: string;
}

/** USB ids in lower case, told by the system or read from a hardware id such as `USB\VID_1E0E&PID_9001&MI_02`. */
export function usbIds(port: PortFacts): UsbIds | undefined {
  const ids = /VID_([0-9a-f]{4})&PID_([0-9a-f]{4})/i.exec(port.pnpId ?? '');
  const vid = (port.vendorId ?? ids?.[1])?.toLowerCase();
  const pid = (port.productId ?? ids?.[2])?.toLowerCase();
  return vid === undefined || pid === undefined ? undefined : { vid, pid };
}

function lookUp({ vid, pid }: UsbIds, port: PortFacts): UsbIdentity | undefined {
  const exact = USB_IDENTITIES.get(`${vid}:${pid}`);
  if (exact !== undefined) return exact;
  // Probes of a version that is not in the table still say what they are.
  if (/st-?link/i.test(`${port.product} ${port.friendlyName}`)) {
    return { type: 'serial', kind: 'vcp', name: 'ST-LINK VCP' };
  }
  return USB_IDENTITIES.get(`${vid}:*`);
}

type Named = Pick<PortIdentity, 'kind' | 'label'>;

function nameListed(identity: UsbIdentity, port: PortFacts): Named {
  switch (identity.type) {
    case 'serial':
      return { kind: identity.kind, label: identity.name };
    case 'modem': {
      const at = interfaceOf(port);
      const role = (at === undefined ? undefined : identity.roles.get(at)) ?? roleByName(port);
      // `SIMCOM_SIM7600G-H`, `A7670E-FASE`: some product ids are shared between families.
      const family = /(SIM7\d{3}|A7\d{3})/i.exec(port.product ?? '')?.[1]?.toUpperCase();
      return nameModem(family ?? identity.name, role);
    }
    default:
      return assertNever(identity, 'USB identity');
  }
}

const nameModem = (family: string, role: ModemRole | undefined): Named => ({
  kind: role ?? 'modem',
  label: `${family} ${role === undefined ? 'port' : ROLE_NAMES[role]}`,
});

/** `SimTech HS-USB AT Port 9001`, `Simcom HS-USB AT PORT 9001`: both spellings are in the field. */
function roleByName(port: PortFacts): ModemRole | undefined {
  const words = /sim(?:tech|com)\s+hs-usb\s+(at port|diagnostics|nmea|modem|audio)/i.exec(port.friendlyName ?? '')?.[1];
  return words === undefined ? undefined : WINDOWS_ROLES.get(words.toLowerCase());
}

const WINDOWS_ROLES: ReadonlyMap<string, ModemRole> = new Map([
  ['at port', 'at'],
  ['diagnostics', 'diag'],
  ['nmea', 'nmea'],
  ['modem', 'modem'],
  ['audio', 'audio'],
]);

function nameUnlisted(port: PortFacts, usb: UsbIds | undefined): Named {
  const role = roleByName(port);
  if (role !== undefined) return nameModem('SIM7600', role);
  const name = port.product ?? (port.friendlyName ?? '').replace(/\s*\(COM\d+\)$/, '');
  if (usb !== undefined) {
    const label = name !== '' ? name : (port.manufacturer ?? 'USB serial');
    return { kind: /ttyACM|usbmodem/.test(port.path) ? 'cdc' : 'usb-serial', label };
  }
  if (/rfcomm|bluetooth/i.test(`${port.path} ${name}`)) return { kind: 'uart', label: 'Bluetooth serial port' };
  return { kind: 'uart', label: name !== '' ? name : 'UART of this machine' };
}

/** What tells two ports of one name apart. */
function detailOf(port: PortFacts, usb: UsbIds | undefined, label: string): string {
  const at = interfaceOf(port);
  return [
    port.path.replace(/^\/dev\//, ''),
    usb === undefined ? undefined : `${usb.vid}:${usb.pid}`.toUpperCase(),
    at === undefined ? undefined : `interface ${at}`,
    port.product === label ? undefined : port.product,
    port.serialNumber,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}
