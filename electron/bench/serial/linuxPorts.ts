import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { ListedPort } from './serialBackend.ts';

export interface LinuxRoots {
  /** Where sysfs is mounted: `/sys`. */
  readonly sys: string;
  /** Where device nodes are: `/dev`. */
  readonly dev: string;
}

export interface PortListing {
  readonly ports: readonly ListedPort[];
  /** In words, with the remedy, when ports may be missing; '' otherwise. */
  readonly warning: string;
}

/**
 * The serial ports of a Linux machine, read from sysfs: it tells the USB interface number, which alone tells a modem's
 * ports apart, and it needs no udevadm. Leaves out terminals and the UARTs a kernel announces without hardware behind.
 */
export async function listLinuxPorts(roots: LinuxRoots): Promise<PortListing> {
  const classDir = join(roots.sys, 'class', 'tty');
  const names = await readdir(classDir).catch(() => null);
  if (names === null) {
    return {
      ports: [],
      warning: `The serial ports could not be listed because ${classDir} cannot be read. Type the path of the port, such as /dev/ttyUSB2.`,
    };
  }
  const found = await Promise.all(names.filter(isSerialName).map((name) => readPort(roots, classDir, name)));
  const known = found.filter((entry) => entry !== null);
  const missing = known.filter((entry) => !entry.hasNode).map((entry) => entry.port.path);
  return {
    ports: known.filter((entry) => entry.hasNode).map((entry) => entry.port),
    warning:
      missing.length === 0
        ? ''
        : `The system knows ${missing.join(', ')}, but the device file is not here. In a container, pass it in (for Docker: --device=${missing[0]}).`,
  };
}

const isSerialName = (name: string): boolean => /^(tty[A-Za-z]|rfcomm)/.test(name);

interface FoundPort {
  readonly port: ListedPort;
  readonly hasNode: boolean;
}

async function readPort(roots: LinuxRoots, classDir: string, name: string): Promise<FoundPort | null> {
  // Only a tty with a device behind it has this link; pseudo terminals and consoles have none.
  const device = await realpath(join(classDir, name, 'device')).catch(() => null);
  if (device === null) return null;
  // serial_core: PORT_UNKNOWN = 0, a UART that was announced and not found.
  if ((await readAttribute(join(classDir, name), 'type')) === '0') return null;
  const path = join(roots.dev, name.replaceAll('!', '/'));
  const hasNode = await stat(path).then(
    () => true,
    () => false,
  );
  return { port: { path, ...(await readUsbFacts(roots.sys, device)) }, hasNode };
}

/** Goes up from the tty's device: the first directory with an interface number, then the first with USB ids. */
async function readUsbFacts(sys: string, device: string): Promise<Omit<ListedPort, 'path'>> {
  const top = await realpath(sys).catch(() => sys);
  let usbInterface: number | undefined;
  for (let dir = device; dir.startsWith(top + sep); dir = dirname(dir)) {
    if (usbInterface === undefined) {
      const hex = await readAttribute(dir, 'bInterfaceNumber');
      if (hex !== undefined) usbInterface = Number.parseInt(hex, 16);
    }
    const vendorId = await readAttribute(dir, 'idVendor');
    if (vendorId === undefined) continue;
    const [productId, serialNumber, manufacturer, product] = await Promise.all(
      ['idProduct', 'serial', 'manufacturer', 'product'].map((attribute) => readAttribute(dir, attribute)),
    );
    return { vendorId, productId, serialNumber, manufacturer, product, usbInterface };
  }
  return {};
}

/** The value of a sysfs attribute; undefined when there is none, it is empty, or it may not be read. */
async function readAttribute(dir: string, attribute: string): Promise<string | undefined> {
  const text = await readFile(join(dir, attribute), 'utf8').catch(() => '');
  const value = text.trim();
  return value === '' ? undefined : value;
}
