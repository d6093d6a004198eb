import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listLinuxPorts } from '#bench/serial/linuxPorts.ts';
import { listPorts } from '#bench/serial/listPorts.ts';
import { findPortHolders } from '#bench/serial/portHolders.ts';
import { identifyPort } from '#shared/model/portIdentity.ts';
import { USB_IDENTITIES } from '#shared/model/usbIdentities.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'modemscope-sysfs-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const roots = () => ({ sys: join(root, 'sys'), dev: join(root, 'dev') });

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}
async function link(path: string, target: string): Promise<void> {
  await mkdir(join(root, target), { recursive: true });
  await mkdir(dirname(join(root, path)), { recursive: true });
  await symlink(relative(dirname(join(root, path)), join(root, target)), join(root, path));
}

const MODEM = 'sys/devices/pci0000:00/0000:00:14.0/usb1/1-4';

/** A tree as Linux shows it for a SIM7600, an ST-LINK, one real and one announced UART, and terminals. */
async function plant(): Promise<void> {
  await put(`${MODEM}/idVendor`, '1e0e\n');
  await put(`${MODEM}/idProduct`, '9001\n');
  await put(`${MODEM}/product`, 'SIMCOM_SIM7600G-H\n');
  await put(`${MODEM}/manufacturer`, 'SimTech, Incorporated\n');
  await put(`${MODEM}/serial`, '0123456789ABCDEF\n');
  // The hub above has ids too, and is not the device.
  await put('sys/devices/pci0000:00/0000:00:14.0/usb1/idVendor', '1d6b\n');
  for (const n of [0, 1, 2]) {
    const port = `${MODEM}/1-4:1.${n}/ttyUSB${n}`;
    await put(`${MODEM}/1-4:1.${n}/bInterfaceNumber`, `0${n}\n`);
    await link(`${port}/tty/ttyUSB${n}/device`, port);
    await link(`sys/class/tty/ttyUSB${n}`, `${port}/tty/ttyUSB${n}`);
    await put(`dev/ttyUSB${n}`, '');
  }
  const probe = 'sys/devices/pci0000:00/0000:00:14.0/usb1/1-2';
  await put(`${probe}/idVendor`, '0483\n');
  await put(`${probe}/idProduct`, '374b\n');
  await put(`${probe}/1-2:1.2/bInterfaceNumber`, '02\n');
  await link(`${probe}/1-2:1.2/tty/ttyACM0/device`, `${probe}/1-2:1.2`);
  await link('sys/class/tty/ttyACM0', `${probe}/1-2:1.2/tty/ttyACM0`);
  await put('dev/ttyACM0', '');
  for (const [name, type] of [
    ['ttyS0', '4'],
    ['ttyS1', '0'],
  ] as const) {
    const uart = `sys/devices/platform/serial8250/tty/${name}`;
    await put(`${uart}/type`, `${type}\n`);
    await link(`${uart}/device`, 'sys/devices/platform/serial8250');
    await link(`sys/class/tty/${name}`, uart);
    await put(`dev/${name}`, '');
  }
  for (const name of ['tty', 'tty0', 'tty1', 'console', 'ptmx', 'ttyprintk']) {
    await link(`sys/class/tty/${name}`, `sys/devices/virtual/tty/${name}`);
    await put(`dev/${name}`, '');
  }
}

describe('listLinuxPorts', () => {
  it('finds the ports that exist, with interface numbers, and leaves out what is none', async () => {
    await plant();
    const { ports, warning } = await listLinuxPorts(roots());
    expect(warning).toBe('');
    const named = ports.map((port) => `${port.path.slice(root.length)} ${identifyPort(port).label}`).sort();
    expect(named).toEqual([
      '/dev/ttyACM0 ST-LINK VCP',
      '/dev/ttyS0 UART of this machine',
      '/dev/ttyUSB0 SIM7600 diagnostics port',
      '/dev/ttyUSB1 SIM7600 NMEA port (GNSS)',
      '/dev/ttyUSB2 SIM7600 AT port',
    ]);
    expect(ports.find((port) => port.path.endsWith('ttyUSB2'))).toEqual({
      path: join(root, 'dev/ttyUSB2'),
      ...{ vendorId: '1e0e', productId: '9001', serialNumber: '0123456789ABCDEF', usbInterface: 2 },
      ...{ manufacturer: 'SimTech, Incorporated', product: 'SIMCOM_SIM7600G-H' },
    });
  });

  it('warns of a port without its device file, as in a container', async () => {
    await plant();
    await rm(join(root, 'dev/ttyUSB2'));
    const { ports, warning } = await listLinuxPorts(roots());
    expect(ports.some((port) => port.path.endsWith('ttyUSB2'))).toBe(false);
    expect(warning).toContain('ttyUSB2');
    expect(warning).toContain('--device=');
  });

  it('says what to do where sysfs cannot be read', async () => {
    const { ports, warning } = await listLinuxPorts(roots());
    expect(ports).toEqual([]);
    expect(warning).toContain('Type the path of the port');
  });

  it('lists this machine without the driver, whose own list needs udevadm', async () => {
    const loadDriver = () => Promise.reject(new Error('The driver is not asked'));
    const { ports, warning } = await listPorts({ platform: 'linux', loadDriver });
    for (const port of ports) expect(port.path).toMatch(/^\/dev\//);
    expect(warning).not.toContain('The driver is not asked');
  });

  it('says what to do where the driver of another system cannot be loaded', async () => {
    const loadDriver = () => Promise.reject(new Error('No binary for this machine'));
    expect(await listPorts({ platform: 'darwin', loadDriver })).toEqual({
      ports: [],
      warning: 'The serial ports could not be listed (No binary for this machine). Type the path of the port.',
    });
  });
});

describe('the udev rules', () => {
  it('open the ports of every vendor the bench knows, and keep ModemManager away from them', async () => {
    const rules = await readFile(new URL('../../resources/udev/60-modemscope.rules', import.meta.url), 'utf8');
    const vendors = new Set([...USB_IDENTITIES.keys()].map((id) => id.slice(0, 4)));
    for (const vendor of vendors) {
      expect(rules).toContain(`ATTRS{idVendor}=="${vendor}", GROUP="dialout", MODE="0660", TAG+="uaccess"`);
      expect(rules).toContain(`ATTR{idVendor}=="${vendor}", ENV{ID_MM_DEVICE_IGNORE}="1"`);
    }
  });
});

describe('findPortHolders', () => {
  it('names who has a device open, and sees that ModemManager runs', async () => {
    await put('proc/812/comm', 'ModemManager\n');
    await put('proc/99/comm', 'picocom\n');
    await put('proc/7/comm', 'bash\n');
    await put('proc/self/comm', 'nobody\n');
    await put('proc/uptime', '1 2\n');
    await mkdir(join(root, 'proc/99/fd'));
    await mkdir(join(root, 'proc/7/fd'));
    await symlink('/dev/ttyUSB2', join(root, 'proc/99/fd/3'));
    await symlink('/dev/null', join(root, 'proc/99/fd/0'));
    await symlink('/dev/ttyUSB20', join(root, 'proc/7/fd/3'));
    expect(await findPortHolders(join(root, 'proc'), '/dev/ttyUSB2')).toEqual({
      holders: [{ pid: 99, name: 'picocom' }],
      modemManagerRuns: true,
    });
  });

  it('knows nobody where there is no procfs', async () => {
    expect(await findPortHolders(join(root, 'proc'), '/dev/ttyUSB2')).toEqual({ holders: [], modemManagerRuns: false });
  });
});
